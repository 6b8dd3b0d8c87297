"""measure from the full gradient"""


def spread(gradients, batches):
    means = np.array([gradients[list(rows)].mean(axis=0) for rows in batches])
    return means.var(axis=0).sum()
