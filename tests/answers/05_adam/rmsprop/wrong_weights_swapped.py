"""β is the share of the old average"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = (1 - beta) * s + beta * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps
