"""AdaGrad's sum does not forget"""


def rmsprop(gradients, lr, beta, eps):
    return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
