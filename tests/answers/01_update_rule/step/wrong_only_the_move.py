"""this is how far the step goes"""


def step(w, g, lr):
    return lr * g
