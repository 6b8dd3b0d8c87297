"""above the line stands m, not the new gradient"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    v, steps = 0, []
    for t, g in enumerate(gradients, start=1):
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * g / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps
