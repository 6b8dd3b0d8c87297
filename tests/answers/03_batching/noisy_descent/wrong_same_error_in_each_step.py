"""each step has its own row of errors"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for _ in noise:
        w = w - lr * (curvature * w + noise[0])
    return w
