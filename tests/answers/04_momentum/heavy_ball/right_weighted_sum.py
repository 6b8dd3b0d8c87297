"""The velocity as the sum of all gradients so far, with their weights."""


def heavy_ball(grad, w, rates, beta):
    path, gradients = [w], []
    for lr in rates:
        gradients.append(grad(path[-1]))
        v = sum(beta**age * g for age, g in enumerate(reversed(gradients)))
        path.append(path[-1] - lr * v)
    return path
