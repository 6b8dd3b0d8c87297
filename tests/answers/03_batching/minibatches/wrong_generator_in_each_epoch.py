"""the second epoch with seed 0 is the first with seed 1"""


def minibatches(X, y, size, epochs, seed):
    batches = []
    for epoch in range(epochs):
        order = np.random.default_rng(seed + epoch).permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
