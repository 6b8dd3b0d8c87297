"""the determinant is positive for two negative curvatures"""


def classify(hessian, tolerance):
    determinant = np.linalg.det(hessian)
    if abs(determinant) <= tolerance:
        return "undecided"
    return "minimum" if determinant > 0 else "saddle"
