"""the new square counts for 1 − β of itself"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps
