"""an array of shape (2,)"""


def step(w, g, lr):
    return float(np.ravel(w)[0] - lr * np.ravel(g)[0])
