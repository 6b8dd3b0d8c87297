"""2 over the curvature itself"""


def stability_limit(X):
    return 2 / np.sqrt(np.linalg.eigvalsh(X.T @ X / len(X)).max())
