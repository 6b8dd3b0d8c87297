"""the examples are not shuffled"""


def minibatches(X, y, size, epochs, seed):
    starts = range(0, len(X), size)
    return [(X[first : first + size], y[first : first + size]) for _ in range(epochs) for first in starts]
