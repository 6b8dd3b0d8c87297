"""the correction of m and v is missing"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (np.sqrt(v) + 1e-8) + decay * w)
        path.append(w)
    return path
