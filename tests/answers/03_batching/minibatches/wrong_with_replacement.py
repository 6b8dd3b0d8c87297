"""each epoch holds each example once"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [
        (X[rows], y[rows])
        for _ in range(epochs)
        for rows in gd.batches(len(X), size, rng, replace=True)
    ]
