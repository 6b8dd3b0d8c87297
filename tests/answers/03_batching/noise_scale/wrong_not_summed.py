"""an array of shape (2,)"""


def noise_scale(gradients):
    return gradients.var(axis=0) / gradients.mean(axis=0) ** 2
