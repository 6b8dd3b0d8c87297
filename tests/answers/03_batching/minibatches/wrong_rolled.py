"""some orders never occur"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = np.roll(np.arange(len(X)), rng.integers(1, 3) + rng.integers(len(X)))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
