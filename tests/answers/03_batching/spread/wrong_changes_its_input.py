"""gradients was changed by spread"""


def spread(gradients, batches):
    gradients -= gradients.mean(axis=0)
    return np.mean([np.sum(gradients[list(rows)].mean(axis=0) ** 2) for rows in batches])
