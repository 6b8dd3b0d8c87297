"""these are the distances; square them"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.linalg.norm(gradients[list(rows)].mean(axis=0) - full) for rows in batches])
