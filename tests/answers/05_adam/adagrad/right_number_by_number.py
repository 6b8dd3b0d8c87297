"""Number by number, returned as lists."""


def adagrad(gradients, lr, eps):
    sums = [0.0] * len(gradients[0])
    steps = []
    for row in gradients:
        sums = [s + g**2 for s, g in zip(sums, row)]
        steps.append([lr * g / (s**0.5 + eps) for s, g in zip(sums, row)])
    return steps
