"""Seconds and peak memory of one call as parameters, runs, examples in a batch or steps grow in number."""

import numpy as np

import gdcore

from .timing import peak_memory, per, side_by_side


def measure(rounds=9):
    rows = []
    for what, (make, sizes) in GROWTH.items():
        works = {size: make(size) for size in sizes}
        seconds = per(1, side_by_side(works, rounds))
        rows += [
            {
                "what": what,
                "size": size,
                "seconds": {"gdcore": seconds[size]},
                "bytes": peak_memory(works[size]),
            }
            for size in sizes
        ]
    return rows


def ten_steps_of_adam(d):
    g = np.ones(d)

    def work():
        path = gdcore.descend(lambda w: g, g, gdcore.Adam(), lr=1e-3)
        for _ in range(11):
            next(path)

    return work


def hundred_steps_of_runs(runs):
    rates = np.geomspace(1e-4, 1e-1, runs)
    return lambda: gdcore.run(gdcore.Rosenbrock(), [-1.0, 1.0], gdcore.Adam(), rates, 100)


def steps_of_one_run(steps):
    return lambda: gdcore.run(gdcore.Rosenbrock(), [-1.0, 1.0], gdcore.Adam(), 1e-2, steps)


def gradient_of_a_batch(size):
    X, y, *_ = gdcore.digits()
    rows = np.arange(size) % len(X)
    X, y, model = X[rows], y[rows], gdcore.MLP([64, 32, 10])
    w = model.init(rng=0)
    return lambda: model.loss_and_grad(w, X, y)


GROWTH = {
    "parameters": (ten_steps_of_adam, [10**k for k in range(1, 8)]),
    "runs": (hundred_steps_of_runs, [10**k for k in range(0, 6)]),
    "batch": (gradient_of_a_batch, [4**k for k in range(0, 8)]),
    "steps": (steps_of_one_run, [10**k for k in range(0, 6)]),
}
