"""a row that occurs twice in a batch counts twice"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.sum((gradients[list(set(rows))].mean(axis=0) - full) ** 2) for rows in batches])
