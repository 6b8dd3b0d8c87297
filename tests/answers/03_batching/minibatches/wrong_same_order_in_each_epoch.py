"""all epochs have the same order"""


def minibatches(X, y, size, epochs, seed):
    batches = []
    for _ in range(epochs):
        order = np.random.default_rng(seed).permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
