"""use the one that is given"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures > 1e-6, curvatures < -1e-6
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"
