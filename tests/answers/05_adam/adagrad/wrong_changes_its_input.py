"""gradients was changed by adagrad"""


def adagrad(gradients, lr, eps):
    s = np.zeros_like(gradients[0])
    for g in gradients:
        s += g**2
        g *= lr / (np.sqrt(s) + eps)
    return gradients.copy()
