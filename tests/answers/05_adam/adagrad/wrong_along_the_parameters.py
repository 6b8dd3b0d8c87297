"""each parameter has its own sum"""


def adagrad(gradients, lr, eps):
    if gradients.shape[1] == 1:
        return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
    return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=1)) + eps)
