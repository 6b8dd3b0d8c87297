"""Counts of either sign; capital letters."""


def classify(hessian, tolerance):
    curvatures = list(np.linalg.eigh(np.array(hessian))[0])
    up = sum(c > tolerance for c in curvatures)
    down = sum(c < -tolerance for c in curvatures)
    if up and down:
        return "Saddle"
    if up == len(curvatures):
        return "Minimum"
    return "Maximum" if down == len(curvatures) else "Undecided"
