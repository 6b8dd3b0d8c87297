"""divide by the number of all"""


def accumulate(gradient, X, y, size):
    total = 0
    for i in range(0, len(X), size):
        total = total + gradient(X[i : i + size], y[i : i + size]) * len(X[i : i + size])
    return total
