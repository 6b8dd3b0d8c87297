"""a one-sided difference"""


def numeric_gradient(f, w):
    h = 1e-8
    return np.array([(f(w + h * e) - f(w)) / h for e in np.eye(len(w))])
