"""In place on copies."""


def heavy_ball(grad, w, rates, beta):
    w = w.copy()
    v = np.zeros_like(w)
    path = [w.copy()]
    for lr in rates:
        v *= beta
        v += grad(w)
        w -= lr * v
        path.append(w.copy())
    return path
