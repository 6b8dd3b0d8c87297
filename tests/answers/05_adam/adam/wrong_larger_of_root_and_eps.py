"""the larger of the two is not their sum"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / np.maximum(np.sqrt(v / (1 - beta2**t)), eps))
    return steps
