"""A training step: the network 64-32-10 on the digits, in `fit` and elsewhere; seconds per step.

All record what `fit` does, the loss of each step and of all data after each epoch, except scikit-learn,
which has a loss curve of its own.
"""

import os
import warnings
from functools import partial
from math import ceil

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch
from sklearn.neural_network import MLPClassifier

import gdcore

from . import by_hand
from .timing import per, side_by_side_apart

SIZES = (64, 32, 10)
EPOCHS = {1: 1, 32: 5, 256: 20, 1438: 40}
RATES = {"GradientDescent": 0.1, "Momentum": 0.05, "Adam": 1e-3}


def measure(rounds=9):
    jax.config.update("jax_enable_x64", True)
    model = gdcore.MLP(SIZES)
    rows = []
    for dtype in ("float32", "float64"):
        X, y, *_ = gdcore.digits(dtype=dtype)
        for rule, lr in RATES.items():
            for size, epochs in EPOCHS.items():
                task = X, y, model.init(rng=0).astype(dtype), rule, lr, size, epochs
                contenders = {
                    "gdcore": partial(with_gdcore, *task),
                    "by hand": lambda: by_hand.train(X, y, task[2].copy(), SIZES, *task[3:], rng=0),
                    "optax, jit": partial(with_optax(rule, lr), *task),
                    "scikit-learn": partial(with_sklearn, *task),
                    "PyTorch": partial(with_torch, *task),
                    "PyTorch, tuned": partial(with_torch, *task, fused=True, threads=1),
                }
                seconds = per(epochs * ceil(len(X) / size), side_by_side_apart(contenders, rounds))
                rows.append({"dtype": dtype, "rule": rule, "batch": size, "seconds": seconds})
    return rows


def minibatches(n, size, rng):
    order = rng.permutation(n)
    return (order[start : start + size] for start in range(0, n, size))


def with_gdcore(X, y, w, rule, lr, size, epochs):
    gdcore.fit(gdcore.MLP(SIZES), X, y, getattr(gdcore, rule)(), lr, size, epochs, rng=0, w0=w)


def with_sklearn(X, y, w, rule, lr, size, epochs):
    solver = (
        {"solver": "adam"}
        if rule == "Adam"
        else {"solver": "sgd", "momentum": 0.9 if rule == "Momentum" else 0.0}
    )
    network = MLPClassifier(
        SIZES[1:2],
        **solver,
        nesterovs_momentum=False,
        alpha=0.0,
        learning_rate_init=lr,
        batch_size=size,
        max_iter=epochs,
        tol=0.0,
        n_iter_no_change=epochs,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it has not converged
        network.fit(X, y)


def with_torch(X, y, w, rule, lr, size, epochs, fused=None, threads=None):
    torch.set_num_threads(threads or os.cpu_count())
    X, y = torch.from_numpy(X), torch.from_numpy(y)
    torch.manual_seed(0)
    inputs, hidden, classes = SIZES
    network = torch.nn.Sequential(
        torch.nn.Linear(inputs, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, classes)
    )
    network.to(X.dtype)
    if rule == "Adam":
        optimizer = torch.optim.Adam(network.parameters(), lr, fused=fused)
    else:
        optimizer = torch.optim.SGD(
            network.parameters(), lr, momentum=0.9 if rule == "Momentum" else 0.0, fused=fused
        )
    loss_of = torch.nn.CrossEntropyLoss()
    rng, losses, epoch_losses = np.random.default_rng(0), [], []
    for _ in range(epochs):
        for rows in map(torch.from_numpy, minibatches(len(X), size, rng)):
            optimizer.zero_grad()
            loss = loss_of(network(X[rows]), y[rows])
            losses.append(loss.item())
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            epoch_losses.append(loss_of(network(X), y).item())


def with_optax(rule, lr):
    """A trainer that compiles its step once for each shape of batch; all arrays stay on the device."""
    optimizer = {
        "GradientDescent": lambda: optax.sgd(lr),
        "Momentum": lambda: optax.sgd(lr, momentum=0.9),
        "Adam": lambda: optax.adam(lr),
    }[rule]()

    @jax.jit
    def loss_of(parameters, X, y):
        W1, b1, W2, b2 = parameters
        scores = jax.nn.relu(X @ W1 + b1) @ W2 + b2
        return optax.softmax_cross_entropy_with_integer_labels(scores, y).mean()

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(parameters, state, X, y, rows):
        loss, gradients = jax.value_and_grad(loss_of)(parameters, X[rows], y[rows])
        updates, state = optimizer.update(gradients, state)
        return optax.apply_updates(parameters, updates), state, loss

    def train(X, y, w, rule, lr, size, epochs):
        X, y = jnp.asarray(X), jnp.asarray(y)
        parameters = tuple(map(jnp.array, by_hand.split(w, *SIZES)))
        state = optimizer.init(parameters)
        rng, losses, epoch_losses = np.random.default_rng(0), [], []
        for _ in range(epochs):
            for rows in minibatches(len(X), size, rng):
                parameters, state, loss = step(parameters, state, X, y, rows)
                losses.append(loss)
            epoch_losses.append(loss_of(parameters, X, y))
        jax.block_until_ready((losses, epoch_losses))

    return train
