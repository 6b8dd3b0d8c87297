"""the curvature multiplies w in the gradient"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * (w + error)
    return w
