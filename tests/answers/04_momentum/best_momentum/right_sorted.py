"""Sorted, with powers."""


def best_momentum(curvatures):
    ordered = sorted(curvatures)
    a, b = ordered[0] ** 0.5, ordered[-1] ** 0.5
    return [(2 / (a + b)) ** 2, ((b - a) / (b + a)) ** 2]
