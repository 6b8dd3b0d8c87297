"""both signs are there"""


def classify(hessian, tolerance):
    determinant = np.linalg.det(hessian)
    if abs(determinant) <= tolerance:
        return "undecided"
    if determinant < 0:
        return "saddle"
    return "minimum" if hessian[0][0] > 0 else "maximum"
