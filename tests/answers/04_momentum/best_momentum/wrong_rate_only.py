"""return β as well"""


def best_momentum(curvatures):
    return (2 / (np.sqrt(min(curvatures)) + np.sqrt(max(curvatures)))) ** 2
