"""Seconds of one run of 1,000 steps on Rosenbrock's function, which is what a demo or a cell waits for."""

from functools import partial

import jax
import numpy as np
import optax
import torch

import gdcore

from . import sweep
from .timing import per, side_by_side_apart

STEPS = 1000
RULES = {
    "GradientDescent": (1e-3, optax.sgd, torch.optim.SGD),
    "Adam": (1e-2, optax.adam, torch.optim.Adam),
}


def measure(rounds=9):
    torch.set_num_threads(1)
    jax.config.update("jax_enable_x64", True)
    rows = []
    for name, (lr, of_optax, of_torch) in RULES.items():
        rule, rates = getattr(gdcore, name)(), np.array([lr])
        contenders = {
            "gdcore": lambda: gdcore.run(gdcore.Rosenbrock(), sweep.START, rule, lr, STEPS),
            "jax, compiled before": partial(sweep.with_jax(of_optax), rates, STEPS),
            "jax, with compilation": lambda: sweep.with_jax(of_optax)(rates, STEPS),
            "PyTorch": lambda: sweep.with_torch(lr, STEPS, of_torch),
        }
        if name == "GradientDescent":
            contenders["Python's own numbers"] = partial(with_floats, lr)
        rows.append({"rule": name, "seconds": per(1, side_by_side_apart(contenders, rounds))})
    return rows


def with_floats(lr):
    x, y = sweep.START
    trace = []
    for _ in range(STEPS):
        off_valley = y - x * x
        by_x, by_y = -2 * (1 - x) - 400 * x * off_valley, 200 * off_valley
        trace.append((x, y, (1 - x) ** 2 + 100 * off_valley**2, (by_x**2 + by_y**2) ** 0.5))
        x, y = x - lr * by_x, y - lr * by_y
    return trace
