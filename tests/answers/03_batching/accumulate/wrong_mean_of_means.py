"""gives the last, smaller one too much weight"""


def accumulate(gradient, X, y, size):
    return np.mean([gradient(X[i : i + size], y[i : i + size]) for i in range(0, len(X), size)], axis=0)
