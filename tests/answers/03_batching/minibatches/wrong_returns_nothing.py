"""a `return` is missing"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            X_batch, y_batch = X[rows], y[rows]
