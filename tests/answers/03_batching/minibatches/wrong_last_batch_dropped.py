"""the last, smaller batch of each epoch is missing"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for b in range(len(X) // size):
            rows = order[b * size : (b + 1) * size]
            batches.append((X[rows], y[rows]))
    return batches
