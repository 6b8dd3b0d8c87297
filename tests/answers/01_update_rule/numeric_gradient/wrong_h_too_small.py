"""too small drowns in rounding"""


def numeric_gradient(f, w):
    h = 1e-12
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])
