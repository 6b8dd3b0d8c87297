"""Lists in place of arrays, example by example."""


def minibatches(X, y, size, epochs, seed):
    generator = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        X_batch, y_batch = [], []
        for i in generator.permutation(len(X)):
            X_batch.append(list(X[i]))
            y_batch.append(y[i])
            if len(y_batch) == size:
                batches.append([X_batch, y_batch])
                X_batch, y_batch = [], []
        if y_batch:
            batches.append([X_batch, y_batch])
    return batches
