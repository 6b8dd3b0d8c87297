"""adds ε to the whole"""


def adagrad(gradients, lr, eps):
    s = np.zeros(gradients.shape[1])
    steps = []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / np.sqrt(s) + eps)
    return np.array(steps)
