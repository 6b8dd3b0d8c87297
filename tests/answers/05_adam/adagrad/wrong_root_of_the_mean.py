"""AdaGrad divides by the root of the sum, not of the mean"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for t, g in enumerate(gradients, start=1):
        s = s + g**2
        steps.append(lr * g / (np.sqrt(s / t) + eps))
    return steps
