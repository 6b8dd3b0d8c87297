"""X was changed by minibatches"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
        for first in range(0, len(X), size):
            batches.append((X[first : first + size].copy(), y[first : first + size].copy()))
    return batches
