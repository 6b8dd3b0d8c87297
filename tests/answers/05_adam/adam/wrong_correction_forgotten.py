"""the correction of m and v is missing"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (np.sqrt(v) + eps))
    return steps
