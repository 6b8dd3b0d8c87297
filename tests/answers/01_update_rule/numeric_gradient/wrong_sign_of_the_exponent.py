"""6 · 10⁻⁶ is 6e-6"""


def numeric_gradient(f, w):
    h = 6 * 10 ^ -6
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])
