"""a `return` is missing"""


def step(w, g, lr):
    w = w - lr * g
