"""add the squares up over the parameters"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([(gradients[list(rows)].mean(axis=0) - full) ** 2 for rows in batches])
