"""more do not fit in memory"""


def accumulate(gradient, X, y, size):
    return gradient(X, y)
