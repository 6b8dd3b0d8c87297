"""could not be broadcast"""


def numeric_gradient(f, w):
    h = 6e-6
    x, y = np.array([h, 0]), np.array([0, h])
    return np.array([f(w + x) - f(w - x), f(w + y) - f(w - y)]) / (2 * h)
