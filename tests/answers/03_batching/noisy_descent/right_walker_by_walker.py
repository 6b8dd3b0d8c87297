"""One walker after the other."""


def noisy_descent(start, lr, curvature, noise):
    ends = []
    for column in noise.T:
        w = start
        for error in column:
            w = w - lr * (curvature * w + error)
        ends.append(w)
    return ends
