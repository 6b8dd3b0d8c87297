"""Both ends critically damped: 1 − √β = √(ημ) and 1 + √β = √(ηL)."""


def best_momentum(curvatures):
    roots = np.sqrt(np.asarray(curvatures))
    root_of_lr = 2 / (roots.min() + roots.max())
    lr = root_of_lr * root_of_lr
    beta = (root_of_lr * roots.max() - 1) ** 2
    return lr, beta
