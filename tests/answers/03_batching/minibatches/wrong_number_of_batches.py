"""not the number of batches"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [
        (X[rows], y[rows])
        for _ in range(epochs)
        for rows in np.array_split(rng.permutation(len(X)), size)
    ]
