"""smaller in size than the tolerance"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures > 0).any() and (curvatures < 0).any():
        return "saddle"
    if (curvatures > 0).all():
        return "minimum"
    return "maximum" if (curvatures < 0).all() else "undecided"
