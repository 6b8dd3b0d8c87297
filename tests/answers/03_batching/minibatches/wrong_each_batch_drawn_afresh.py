"""deal; do not draw each batch afresh"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        for first in range(0, len(X), size):
            rows = rng.choice(len(X), min(size, len(X) - first), replace=False)
            batches.append((X[rows], y[rows]))
    return batches
