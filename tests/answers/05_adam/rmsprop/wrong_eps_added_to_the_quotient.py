"""adds ε to the whole"""


def rmsprop(gradients, lr, beta, eps):
    s = np.zeros(gradients.shape[1])
    steps = []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / np.sqrt(s) + eps)
    return np.array(steps)
