"""could not be broadcast"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T * X / len(X)).max()
