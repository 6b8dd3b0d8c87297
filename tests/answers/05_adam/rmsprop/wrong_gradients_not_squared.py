"""average the squares, then take the root"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.abs(g)
        steps.append(lr * g / (s + eps))
    return steps
