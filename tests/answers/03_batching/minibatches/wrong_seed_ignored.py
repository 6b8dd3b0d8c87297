"""all randomness has to come from np.random.default_rng(seed)"""


def minibatches(X, y, size, epochs, seed):
    batches = []
    for _ in range(epochs):
        order = np.random.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
