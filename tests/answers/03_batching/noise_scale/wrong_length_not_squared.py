"""has to be squared"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.linalg.norm(gradients.mean(axis=0))
