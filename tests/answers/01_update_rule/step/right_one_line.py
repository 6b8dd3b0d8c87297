"""As in the chapter."""


def step(w, g, lr):
    return w - lr * g
