"""these are the moves, with a minus"""


def adagrad(gradients, lr, eps):
    return -lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
