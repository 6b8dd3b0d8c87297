"""subtract the mean as well"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    return X / scale, mean, scale
