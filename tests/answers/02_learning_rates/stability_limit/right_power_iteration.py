"""By power iteration on the Hessian."""


def stability_limit(X):
    u = np.ones(X.shape[1])
    for _ in range(5000):
        v = X.T @ (X @ u) / len(X)
        u = v / np.linalg.norm(v)
    return float(2 / (u @ (X.T @ (X @ u)) * (1 / len(X))))
