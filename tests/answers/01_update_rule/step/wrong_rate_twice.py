"""the learning rate is applied twice"""


def step(w, g, lr):
    direction = lr * g
    return w - lr * direction
