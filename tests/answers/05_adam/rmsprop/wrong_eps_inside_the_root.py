"""ε is added after the root is taken"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / np.sqrt(s + eps))
    return steps
