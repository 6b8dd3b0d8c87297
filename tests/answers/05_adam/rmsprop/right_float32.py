"""In single precision, as lists."""


def rmsprop(gradients, lr, beta, eps):
    s, steps = np.float32(0), []
    for g in np.asarray(gradients, dtype=np.float32):
        s = np.float32(beta) * s + np.float32(1 - beta) * np.square(g)
        steps.append(np.float32(lr) * g / (np.sqrt(s) + np.float32(eps)))
    return np.array(steps, dtype=np.float32)
