"""The corrections drawn together into the rate, and ε scaled to match."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0.0
    out = np.empty_like(gradients)
    for t, g in enumerate(gradients, start=1):
        m = m + (1 - beta1) * (g - m)
        v = v + (1 - beta2) * (g**2 - v)
        bias = np.sqrt(1 - beta2**t)
        out[t - 1] = lr * bias / (1 - beta1**t) * m / (np.sqrt(v) + eps * bias)
    return out
