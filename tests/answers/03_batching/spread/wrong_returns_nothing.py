"""a `return` is missing"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    print(np.mean([np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches]))
