"""each parameter has its own"""


def step(w, g, lr):
    return w - lr * np.sum(g)
