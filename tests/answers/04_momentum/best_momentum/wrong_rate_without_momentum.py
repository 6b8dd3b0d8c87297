"""this is the best rate without momentum"""


def best_momentum(curvatures):
    mu, L = min(curvatures), max(curvatures)
    root = np.sqrt(L / mu)
    return 2 / (mu + L), ((root - 1) / (root + 1)) ** 2
