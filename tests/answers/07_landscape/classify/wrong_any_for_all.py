"""one curvature is negative: it is no minimum"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures > tolerance).all():
        return "minimum"
    if (curvatures < -tolerance).all():
        return "maximum"
    if (abs(curvatures) <= tolerance).any():
        return "minimum" if len(curvatures) > 2 and curvatures[-1] > tolerance else "undecided"
    return "saddle"
