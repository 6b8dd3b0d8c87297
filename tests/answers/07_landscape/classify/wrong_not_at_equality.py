"""`at most` includes equality"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures >= tolerance, curvatures <= -tolerance
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"
