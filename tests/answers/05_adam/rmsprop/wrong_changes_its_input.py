"""gradients was changed by rmsprop"""


def rmsprop(gradients, lr, beta, eps):
    s = np.zeros_like(gradients[0])
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        g *= lr / (np.sqrt(s) + eps)
    return gradients.tolist()
