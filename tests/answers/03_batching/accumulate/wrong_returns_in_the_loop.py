"""the `return` may stand inside the loop"""


def accumulate(gradient, X, y, size):
    total, seen = 0, 0
    for i in range(0, len(X), size):
        part = X[i : i + size]
        total, seen = total + gradient(part, y[i : i + size]) * len(part), seen + len(part)
        return total / seen
