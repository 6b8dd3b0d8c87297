"""each parameter has its own sum"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + np.sum(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps
