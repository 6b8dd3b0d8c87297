"""Added up in place, each portion with its share."""


def accumulate(gradient, X, y, size):
    total = None
    for first in range(0, len(y), size):
        g = np.array(gradient(X[first : first + size], y[first : first + size]), dtype=float)
        g *= min(size, len(y) - first) / len(y)
        if total is None:
            total = g
        else:
            total += g
    return total
