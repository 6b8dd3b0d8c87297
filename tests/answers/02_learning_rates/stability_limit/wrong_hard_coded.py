"""random array of shape"""


def stability_limit(X):
    return 4 / 9
