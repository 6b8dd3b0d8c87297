"""here it is 1/N"""


def noise_scale(gradients):
    return gradients.var(axis=0, ddof=1).sum() / np.sum(gradients.mean(axis=0) ** 2)
