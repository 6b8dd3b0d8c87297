"""the gradient was changed by heavy_ball"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        g = grad(w)
        g += beta * v
        v = g.copy()
        w = w - lr * v
        path.append(w)
    return path
