"""a `return` is missing"""


def stability_limit(X):
    print(2 / np.linalg.eigvalsh(X.T @ X / len(X)).max())
