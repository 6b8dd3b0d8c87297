"""the rate is missing"""


def adagrad(gradients, lr, eps):
    return gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
