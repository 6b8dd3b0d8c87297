"""Lists of numbers."""


def heavy_ball(grad, w, rates, beta):
    path, v = [list(w)], [0.0] * len(w)
    for lr in rates:
        g = grad(np.array(path[-1]))
        v = [beta * v_i + g_i for v_i, g_i in zip(v, g)]
        path.append([w_i - lr * v_i for w_i, v_i in zip(path[-1], v)])
    return path
