"""this is the path of the points ahead"""


def nesterov(grad, w, lr, beta, steps):
    path = gd.descend(grad, w, gd.Nesterov(beta), lr)
    return [point.copy() for _, point in zip(range(steps + 1), path)]
