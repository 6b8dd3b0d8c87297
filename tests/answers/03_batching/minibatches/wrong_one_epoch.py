"""these are the batches of a single epoch"""


def minibatches(X, y, size, epochs, seed):
    for _ in range(epochs):
        order = np.random.default_rng(seed).permutation(len(X))
        batches = []
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
