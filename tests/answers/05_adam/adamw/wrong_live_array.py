"""append a copy"""


def adamw(grad, w, lr, decay, steps):
    w = w.copy()
    m = v = np.zeros(len(w))
    path = [w]
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        w -= lr * (m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * w)
        path.append(w)
    return path
