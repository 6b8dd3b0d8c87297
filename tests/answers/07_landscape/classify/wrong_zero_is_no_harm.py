"""along that direction the function may rise, fall or stay level"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures >= -tolerance).all():
        return "minimum"
    return "maximum" if (curvatures <= tolerance).all() else "saddle"
