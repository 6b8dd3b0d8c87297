"""both have to be squared"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return 2 / (low + high), (high - low) / (high + low)
