"""you divided by h; the two points are 2h apart"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h * e)) / h for e in np.eye(len(w))])
