"""a `return` is missing"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    kind = "minimum" if (curvatures > tolerance).all() else "saddle"
