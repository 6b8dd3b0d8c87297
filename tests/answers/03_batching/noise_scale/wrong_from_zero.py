"""measured from the mean gradient, not from 0"""


def noise_scale(gradients):
    return np.mean(np.sum(gradients**2, axis=1)) / np.sum(gradients.mean(axis=0) ** 2)
