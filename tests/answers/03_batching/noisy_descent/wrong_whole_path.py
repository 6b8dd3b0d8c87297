"""this is the whole path"""


def noisy_descent(start, lr, curvature, noise):
    path = [np.full(noise.shape[1], float(start))]
    for error in noise:
        path.append(path[-1] - lr * (curvature * path[-1] + error))
    return path
