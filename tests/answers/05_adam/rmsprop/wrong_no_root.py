"""the root is missing"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (s + eps))
    return steps
