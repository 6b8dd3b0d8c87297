"""each minibatch is a pair"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [rows for _ in range(epochs) for rows in gd.batches(len(X), size, rng)]
