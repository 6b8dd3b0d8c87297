"""The average moved a little towards each new square, in place."""


def rmsprop(gradients, lr, beta, eps):
    s = np.zeros(gradients.shape[1])
    steps = np.empty_like(gradients)
    for t, g in enumerate(gradients):
        s += (1 - beta) * (g * g - s)
        steps[t] = lr * g / (s**0.5 + eps)
    return steps
