"""w was changed by heavy_ball"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w.copy()], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w -= lr * v
        path.append(w.copy())
    return path
