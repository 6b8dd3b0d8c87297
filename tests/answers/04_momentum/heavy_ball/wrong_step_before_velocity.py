"""first the velocity, then the step"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        g = grad(w)
        w = w - lr * v
        v = beta * v + g
        path.append(w)
    return path
