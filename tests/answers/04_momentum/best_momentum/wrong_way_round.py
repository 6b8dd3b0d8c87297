"""first the rate, then β"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return ((high - low) / (high + low)) ** 2, (2 / (low + high)) ** 2
