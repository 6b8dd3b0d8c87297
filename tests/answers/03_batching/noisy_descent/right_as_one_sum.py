"""The recursion solved: start and errors, each with the factors of the steps after it."""


def noisy_descent(start, lr, curvature, noise):
    factor = 1 - lr * curvature
    later = factor ** np.arange(len(noise))[::-1]
    return start * factor ** len(noise) - lr * later @ noise
