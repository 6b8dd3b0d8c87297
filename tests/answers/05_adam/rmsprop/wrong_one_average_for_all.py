"""each parameter has its own average"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.mean(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps
