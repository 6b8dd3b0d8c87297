"""Without a velocity, from the last two points."""


def nesterov(grad, w, lr, beta, steps):
    path = [w, w]
    for _ in range(steps):
        ahead = path[-1] + beta * (path[-1] - path[-2])
        path.append(ahead - lr * grad(ahead))
    return path[1:]
