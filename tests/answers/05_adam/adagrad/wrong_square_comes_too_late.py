"""first add the new square, then divide"""


def adagrad(gradients, lr, eps):
    s, steps = np.zeros_like(gradients[0]), []
    for g in gradients:
        steps.append(lr * g / (np.sqrt(s) + eps))
        s = s + g**2
    return steps
