"""this is gradient descent"""


def heavy_ball(grad, w, rates, beta):
    path = [w]
    for lr in rates:
        v = np.zeros_like(w)
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path
