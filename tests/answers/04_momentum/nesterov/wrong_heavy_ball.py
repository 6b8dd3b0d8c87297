"""this is the heavy ball"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path
