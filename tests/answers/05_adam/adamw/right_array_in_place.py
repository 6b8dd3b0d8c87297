"""An array of points, filled row by row."""


def adamw(grad, w, lr, decay, steps):
    path = np.zeros((steps + 1, w.size))
    path[0] = w
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(steps):
        g = np.array(grad(path[t].copy()))
        m += 0.1 * (g - m)
        v += 0.001 * (g**2 - v)
        m_hat, v_hat = m / (1 - 0.9 ** (t + 1)), v / (1 - 0.999 ** (t + 1))
        path[t + 1] = path[t] - lr * (m_hat / (v_hat**0.5 + 1e-8) + decay * path[t])
    return path
