"""an epoch ends when all examples are dealt"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = np.concatenate([rng.permutation(len(X)) for _ in range(epochs)])
    return [(X[order[i : i + size]], y[order[i : i + size]]) for i in range(0, len(order), size)]
