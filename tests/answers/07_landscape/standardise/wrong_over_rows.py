"""axis=0"""


def standardise(X):
    mean, scale = X.mean(axis=1), X.std(axis=1)
    scale = np.where(scale == 0, 1.0, scale)
    return ((X.T - mean) / scale).T, mean, scale
