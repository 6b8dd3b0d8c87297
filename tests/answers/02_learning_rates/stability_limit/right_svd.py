"""By the singular values of X."""


def stability_limit(X):
    return 2 * len(X) / np.linalg.norm(X, ord=2) ** 2
