def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    signs = {0 if abs(curvature) <= tolerance else int(np.sign(curvature)) for curvature in curvatures}
    if {1, -1} <= signs:
        return "saddle"
    return {frozenset({1}): "minimum", frozenset({-1}): "maximum"}.get(frozenset(signs), "undecided")
