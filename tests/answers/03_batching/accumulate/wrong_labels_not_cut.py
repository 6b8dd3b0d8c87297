"""cut X and y at the same places"""


def accumulate(gradient, X, y, size):
    total = 0
    for i in range(0, len(X), size):
        part = X[i : i + size]
        total = total + gradient(part, y) * len(part)
    return total / len(X)
