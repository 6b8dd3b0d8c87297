"""which is Nesterov's rule"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path
