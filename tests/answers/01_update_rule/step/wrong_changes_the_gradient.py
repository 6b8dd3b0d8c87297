"""g was changed by step"""


def step(w, g, lr):
    g *= lr
    return w - g
