"""mixes the parameters"""


def noise_scale(gradients):
    return gradients.var() / np.sum(gradients.mean(axis=0) ** 2)
