def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X @ X.T / len(X)).max()  # XXᵀ has the same eigenvalues as XᵀX, and zeros
