"""you kept 1 − β"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = (1 - beta) * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path
