"""each label has to stay with its example"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        X, y = rng.permutation(X), rng.permutation(y)
        for first in range(0, len(X), size):
            batches.append((X[first : first + size], y[first : first + size]))
    return batches
