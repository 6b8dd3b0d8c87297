"""In place, in an array."""


def nesterov(grad, w, lr, beta, steps):
    path = np.tile(w, (steps + 1, 1))
    v = np.zeros(len(w))
    for t in range(1, steps + 1):
        v *= beta
        v += grad(path[t - 1] - lr * v)
        path[t] = path[t - 1] - lr * v
    return path
