"""small numbers are not constant ones"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale < 1e-8, 1.0, scale)
    return (X - mean) / scale, mean, scale
