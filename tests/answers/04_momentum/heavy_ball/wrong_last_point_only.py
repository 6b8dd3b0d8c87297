"""this is the last point only"""


def heavy_ball(grad, w, rates, beta):
    v = np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
    return w
