"""ε is added after the root is taken"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / np.sqrt(s + eps))
    return steps
