"""w was changed by step"""


def step(w, g, lr):
    w -= lr * g
    return w
