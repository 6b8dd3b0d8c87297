"""the last step is missing"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise[:-1]:
        w = w - lr * (curvature * w + error)
    return w
