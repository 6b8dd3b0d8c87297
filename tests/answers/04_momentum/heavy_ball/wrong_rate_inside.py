"""the rate multiplies the whole velocity"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + lr * grad(w)
        w = w - v
        path.append(w)
    return path
