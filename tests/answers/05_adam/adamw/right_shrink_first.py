"""The weights shrunk first, then moved."""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = (1 - lr * decay) * w
        w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(w)
    return path
