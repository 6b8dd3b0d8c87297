"""gradients was changed by noise_scale"""


def noise_scale(gradients):
    g = gradients.mean(axis=0)
    gradients -= g
    return np.mean(np.sum(gradients**2, axis=1)) / (g @ g)
