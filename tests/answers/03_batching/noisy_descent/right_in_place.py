"""One array, changed in place."""


def noisy_descent(start, lr, curvature, noise):
    steps, walkers = noise.shape
    w = start * np.ones(walkers)
    for t in range(steps):
        w -= lr * (curvature * w + noise[t])
    return w
