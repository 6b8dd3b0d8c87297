"""columns that are correlated"""


def stability_limit(X):
    return 2 / np.mean(X**2, axis=0).max()
