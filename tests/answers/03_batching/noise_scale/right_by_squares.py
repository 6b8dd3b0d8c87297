"""Mean of the squares minus square of the mean."""


def noise_scale(gradients):
    signal = np.linalg.norm(np.mean(gradients, axis=0)) ** 2
    return (np.mean(np.sum(gradients * gradients, axis=1)) - signal) / signal
