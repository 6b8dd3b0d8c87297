"""By κ, as a list."""


def best_momentum(curvatures):
    mu, L = np.min(curvatures), np.max(curvatures)
    root = np.sqrt(L / mu)
    return [4 / (mu * (1 + root) ** 2), ((root - 1) / (root + 1)) ** 2]
