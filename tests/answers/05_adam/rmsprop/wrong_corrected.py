"""RMSProp does not correct its average for its start at 0"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for t, g in enumerate(gradients, start=1):
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s / (1 - beta**t)) + eps))
    return steps
