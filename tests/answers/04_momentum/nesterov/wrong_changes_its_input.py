"""w was changed by nesterov"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w.copy()], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        w -= lr * v
        path.append(w.copy())
    return path
