"""the root is missing"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / (s + eps))
    return steps
