"""A network on the handwritten digits: seconds until it is trained, and what it reads of the held-out ones."""

import os
import platform
from time import perf_counter

import numpy as np

from gdcore import MLP, Adam, Momentum, digits, fit

X, y, *held_out = digits()
model = MLP([64, 128, 10])

print(f"{len(X)} digits, {model.size} parameters, batches of 32, 20 epochs; "
      f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
print(f"{'rule':10}{'seed':>5}{'seconds':>9}{'held-out accuracy':>19}")
for rule, lr in ((Momentum(), 0.1), (Adam(), 0.002)):
    for seed in range(5):
        start = perf_counter()
        history = fit(model, X, y, rule, lr, batch_size=32, epochs=20, rng=seed, held_out=held_out)
        took = perf_counter() - start
        print(f"{type(rule).__name__:10}{seed:5}{took:9.2f}{history.test_accuracy[-1]:19.1%}")
