def classify(hessian, tolerance):
    *_, = sorted(np.linalg.eigvals(hessian).real)
    smallest, largest = _[0], _[-1]
    if smallest < -tolerance and largest > tolerance:
        return "saddle"
    if smallest > tolerance:
        return "minimum"
    if largest < -tolerance:
        return "maximum"
    return "undecided"
