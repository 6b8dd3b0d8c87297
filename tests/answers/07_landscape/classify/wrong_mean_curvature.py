"""one negative curvature is enough"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if len(curvatures) == 2 and curvatures[0] < -tolerance < tolerance < curvatures[1]:
        return "saddle"
    if (abs(curvatures) <= tolerance).any():
        return "saddle" if curvatures[0] * curvatures[-1] < -tolerance else "undecided"
    if len(curvatures) == 4:
        return "saddle"
    return "minimum" if curvatures.mean() > 0 else "maximum"
