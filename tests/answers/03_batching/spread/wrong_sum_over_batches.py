"""take the mean over the minibatches, not the sum"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return sum(np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches)
