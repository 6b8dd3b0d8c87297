"""noise_scale of the gradients"""


def noise_scale(gradients):
    return gradients.std(axis=0).sum() / np.sum(np.abs(gradients.mean(axis=0)))
