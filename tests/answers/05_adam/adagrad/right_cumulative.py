"""All at once: the sums of squares are a cumulative sum."""


def adagrad(gradients, lr, eps):
    return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
