"""β multiplies the old velocity, not the new gradient"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = v + beta * grad(w)
        w = w - lr * v
        path.append(w)
    return path
