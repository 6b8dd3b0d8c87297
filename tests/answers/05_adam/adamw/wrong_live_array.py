"""append a copy"""


def adamw(grad, w, lr, decay, steps):
    w, m, v = w.copy(), 0.0, 0.0
    path = [w]
    for t in range(1, steps + 1):
        g = grad(w)
        m, v = m + 0.1 * (g - m), v + 0.001 * (g**2 - v)
        w -= lr * (m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * w)
        path.append(w)
    return path
