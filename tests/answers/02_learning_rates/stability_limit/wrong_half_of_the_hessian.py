"""the 2 of 1/(2N) is gone"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / (2 * len(X))).max()
