"""you added the gradient: that climbs"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w + lr * (curvature * w + error)
    return w
