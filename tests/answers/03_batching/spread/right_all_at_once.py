"""All minibatches in one array."""


def spread(gradients, batches):
    centred = gradients - gradients.mean(axis=0)
    errors = centred[np.array(list(batches))].mean(axis=1)
    return (errors**2).sum(axis=1).mean()
