"""the step goes from w, not from the point ahead"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        ahead = w - lr * beta * v
        v = beta * v + grad(ahead)
        w = ahead - lr * v
        path.append(w)
    return path
