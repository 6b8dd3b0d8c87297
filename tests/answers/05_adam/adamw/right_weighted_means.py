"""Adam's step from all gradients so far at each step, as weighted means."""


def adamw(grad, w, lr, decay, steps):
    path, gradients = [w.tolist()], []
    for t in range(1, steps + 1):
        w = np.array(path[-1])
        gradients.append(np.asarray(grad(w)))
        age = np.arange(t)[::-1]
        m = np.average(gradients, axis=0, weights=0.9**age)
        v = np.average(np.square(gradients), axis=0, weights=0.999**age)
        path.append((w - lr * m / (np.sqrt(v) + 1e-8) - lr * decay * w).tolist())
    return path
