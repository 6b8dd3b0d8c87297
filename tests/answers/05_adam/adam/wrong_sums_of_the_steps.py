"""these are the sums of the steps so far"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = np.zeros(gradients.shape[1])
    steps = []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return np.cumsum(steps, axis=0)
