"""noise was changed by noisy_descent"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    noise *= lr
    for error in noise:
        w = w - lr * curvature * w - error
    return w
