"""the root is too much"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.sqrt(np.mean([np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches]))
