"""σ² stands above the line"""


def noise_scale(gradients):
    return np.sum(gradients.mean(axis=0) ** 2) / gradients.var(axis=0).sum()
