"""the velocity starts at 0"""


def heavy_ball(grad, w, rates, beta):
    v = grad(w)
    path = [w]
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path
