"""As the largest eigenvalue of one step of (error, error before)."""


def factor(product, beta):
    step = np.array([[1 + beta - product, -beta], [1, 0]])
    return np.abs(np.linalg.eigvals(step)).max()
