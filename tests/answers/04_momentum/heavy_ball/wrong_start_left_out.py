"""the path begins with the start"""


def heavy_ball(grad, w, rates, beta):
    path, v = [], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path
