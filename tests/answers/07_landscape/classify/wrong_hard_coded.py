"""classify of a matrix with eigenvalues"""


def classify(hessian, tolerance):
    known = {2.0: "minimum", -2.0: "maximum", 1.0: "saddle", 3.0: "undecided"}
    return known.get(float(hessian[0][0]), "undecided")
