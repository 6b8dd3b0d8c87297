"""The average written out, with the weight of each past square."""


def rmsprop(gradients, lr, beta, eps):
    steps = []
    for t in range(len(gradients)):
        weights = (1 - beta) * beta ** np.arange(t, -1, -1.0)
        steps.append(lr * gradients[t] / (np.sqrt(weights @ gradients[: t + 1] ** 2) + eps))
    return steps
