"""Seconds per step of the update alone, for d parameters, and of merely moving the bytes that it moves."""

from itertools import islice

import numpy as np

import gdcore

from .timing import per, side_by_side

# The arrays of d numbers a rule must read or write at each step: g once, w and each array of the state twice.
ARRAYS = {
    "GradientDescent": 3,
    "Momentum": 5,
    "Nesterov": 5,
    "AdaGrad": 5,
    "RMSProp": 5,
    "Adam": 7,
    "AMSGrad": 9,
    "AdamW": 7,
}


def measure(rounds=9):
    rows = []
    for d in (2, 10**3, 10**5, 10**7):
        steps = max(3, min(2000, 10**7 // d))
        g, w = np.random.default_rng(0).standard_normal((2, d))
        target = np.empty_like(g)

        def copy():
            for _ in range(steps):
                np.copyto(target, g)

        contenders = {"copy": copy}
        for rule in ARRAYS:
            path = gdcore.descend(lambda w: g, w, getattr(gdcore, rule)(), lr=1e-3)
            contenders[rule] = lambda path=path: next(islice(path, steps - 1, None))
        seconds = per(steps, side_by_side(contenders, rounds))
        moved = seconds.pop("copy")  # two arrays, one read and one written
        for rule, arrays in ARRAYS.items():
            limit = [float(f"{x * arrays / 2:.4g}") for x in moved]
            rows.append({"d": d, "rule": rule, "seconds": {"gdcore": seconds[rule], "limit": limit}})
    return rows
