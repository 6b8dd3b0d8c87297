"""One after the other, by yield."""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(y))
        while len(order):
            yield X[order[:size]], y[order[:size]]
            order = order[size:]
