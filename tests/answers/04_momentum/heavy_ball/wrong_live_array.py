"""append a copy"""


def heavy_ball(grad, w, rates, beta):
    w = w.copy()
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w -= lr * v
        path.append(w)
    return path
