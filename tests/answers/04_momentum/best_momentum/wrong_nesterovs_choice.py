"""this is Nesterov's choice"""


def best_momentum(curvatures):
    root = np.sqrt(max(curvatures) / min(curvatures))
    return 1 / max(curvatures), (root - 1) / (root + 1)
