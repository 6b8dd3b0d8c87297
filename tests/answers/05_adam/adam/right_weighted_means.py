"""Each moment as a weighted mean, whose weights add up to 1: the correction is done by that."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    steps = []
    for t in range(1, len(gradients) + 1):
        past, age = gradients[:t], np.arange(t)[::-1]
        m = np.average(past, axis=0, weights=float(beta1) ** age)
        v = np.average(past**2, axis=0, weights=float(beta2) ** age)
        steps.append((lr * m / (v**0.5 + eps)).tolist())
    return steps
