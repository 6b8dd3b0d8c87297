"""the last point is missing"""


def heavy_ball(grad, w, rates, beta):
    v = np.zeros(len(w))
    path = []
    for lr in rates:
        path.append(w)
        v = beta * v + grad(w)
        w = w - lr * v
    return path
