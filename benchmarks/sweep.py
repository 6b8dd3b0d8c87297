"""A sweep over learning rates as one array, against one run for each rate."""

import os
import platform
from statistics import median
from time import perf_counter

import numpy as np

from gdcore import Adam, Quadratic, Rosenbrock, run

RATES = np.geomspace(1e-4, 1, 200)
STEPS, REPEATS = 300, 7


def seconds(work):
    """Median of REPEATS runs of `work`, after one to warm up."""
    work()
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


print(f"{len(RATES)} learning rates × {STEPS} Adam steps, median of {REPEATS}; "
      f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
print(f"{'objective':12}{'one array':>12}{'one by one':>12}{'ratio':>8}")
for objective in (Quadratic([1.0, 10.0]), Rosenbrock()):
    together = seconds(lambda: run(objective, [-1.0, 1.0], Adam(), RATES, STEPS))
    one_by_one = seconds(lambda: [run(objective, [-1.0, 1.0], Adam(), lr, STEPS) for lr in RATES])
    print(f"{type(objective).__name__:12}{1e3 * together:9.1f} ms{1e3 * one_by_one:9.1f} ms{one_by_one / together:7.0f}×")
