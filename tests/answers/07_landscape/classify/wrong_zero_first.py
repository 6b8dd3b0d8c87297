"""both signs are there"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (abs(curvatures) <= tolerance).any():
        return "undecided"
    if (curvatures > 0).all():
        return "minimum"
    return "maximum" if (curvatures < 0).all() else "saddle"
