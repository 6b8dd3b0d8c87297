"""write a / (2 * h)"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h * e)) / 2 * h for e in np.eye(len(w))])
