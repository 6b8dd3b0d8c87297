"""not at the diagonal"""


def classify(hessian, tolerance):
    curvatures = np.diag(hessian)
    if (curvatures > tolerance).any() and (curvatures < -tolerance).any():
        return "saddle"
    if (curvatures > tolerance).all():
        return "minimum"
    return "maximum" if (curvatures < -tolerance).all() else "undecided"
