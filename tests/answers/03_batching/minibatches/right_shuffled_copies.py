"""Row numbers shuffled in place, and the whole data put in order before they are cut."""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = np.arange(len(X))
    batches = []
    for epoch in range(epochs):
        rng.shuffle(order)
        X_mixed, y_mixed = X[order], y[order]
        cuts = range(size, len(X), size)
        batches += zip(np.split(X_mixed, cuts), np.split(y_mixed, cuts))
    return batches
