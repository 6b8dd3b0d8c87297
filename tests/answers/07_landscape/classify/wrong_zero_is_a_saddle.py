"""a saddle needs curvatures of both signs"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures > tolerance).all():
        return "minimum"
    return "maximum" if (curvatures < -tolerance).all() else "saddle"
