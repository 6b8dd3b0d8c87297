"""return three arrays"""


def standardise(X):
    scale = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(scale == 0, 1.0, scale)
