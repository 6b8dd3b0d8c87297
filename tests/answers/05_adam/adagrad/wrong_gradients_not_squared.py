"""the squares are added up, not the gradients"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + np.abs(g)
        steps.append(lr * g / (s + eps))
    return steps
