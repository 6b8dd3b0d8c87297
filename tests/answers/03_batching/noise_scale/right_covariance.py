"""By the trace of the covariance."""


def noise_scale(gradients):
    g = np.average(gradients, axis=0)
    return np.trace((gradients - g).T @ (gradients - g)) / len(gradients) / np.dot(g, g)
