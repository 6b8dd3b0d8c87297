"""2 values"""


def best_momentum(curvatures):
    return {"lr": 2 * (1 + 0.9) / max(curvatures), "beta": 0.9}
