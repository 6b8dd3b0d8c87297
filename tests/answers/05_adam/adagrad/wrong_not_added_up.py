"""the squares of all gradients so far are added up"""


def adagrad(gradients, lr, eps):
    return [lr * g / (np.sqrt(g**2) + eps) for g in gradients]
