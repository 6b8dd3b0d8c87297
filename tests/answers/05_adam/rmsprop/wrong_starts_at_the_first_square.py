"""the average starts at 0"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0] ** 2, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps
