"""the mean of its rows, not their sum"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.sum((gradients[list(rows)].sum(axis=0) - full) ** 2) for rows in batches])
