"""the rate is missing"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - beta * v)
        w = w - lr * v
        path.append(w)
    return path
