"""Portions of a single example: slow, and right."""


def accumulate(gradient, X, y, size):
    return np.mean([gradient(X[i : i + 1], y[i : i + 1]) for i in range(len(X))], axis=0).tolist()
