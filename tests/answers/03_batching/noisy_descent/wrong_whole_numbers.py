"""an array of whole numbers cuts off what follows the point"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], start)
    for error in noise:
        w[:] = w - lr * (curvature * w + error)
    return w
