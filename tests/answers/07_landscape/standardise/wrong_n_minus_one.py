"""not 1/(N − 1)"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0, ddof=1)
    scale = np.where(scale == 0, 1.0, scale)
    return (X - mean) / scale, mean, scale
