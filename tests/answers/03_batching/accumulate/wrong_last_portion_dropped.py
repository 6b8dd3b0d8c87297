"""the last, smaller portion is missing"""


def accumulate(gradient, X, y, size):
    total = 0
    for k in range(len(X) // size):
        part = slice(k * size, (k + 1) * size)
        total = total + gradient(X[part], y[part]) * size
    return total / len(X)
