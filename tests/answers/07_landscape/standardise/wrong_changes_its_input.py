"""X was changed by standardise"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    X -= mean
    X /= scale
    return X, mean, scale
