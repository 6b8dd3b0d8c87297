"""expected:       'minimum'"""


def classify(hessian, tolerance):
    return np.linalg.eigvalsh(hessian)
