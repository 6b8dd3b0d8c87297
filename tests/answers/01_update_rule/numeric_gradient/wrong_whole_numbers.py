"""a whole-number array cuts off"""


def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w), dtype=int)
    for i, e in enumerate(np.eye(len(w))):
        gradient[i] = (f(w + h * e) - f(w - h * e)) / (2 * h)
    return gradient
