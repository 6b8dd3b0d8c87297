"""β has to be squared"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return (2 / (low + high)) ** 2, (high - low) / (high + low)
