"""Seconds of a sweep: 300 steps of Adam on Rosenbrock's function for each of many learning rates."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

import gdcore

from .timing import per, side_by_side_apart

START = (-1.0, 1.0)


def rosenbrock(w):
    return (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2


def measure(rounds=9):
    torch.set_num_threads(1)
    jax.config.update("jax_enable_x64", True)
    rows = []
    for runs in (10, 100, 1000, 10_000):
        rates = np.geomspace(1e-4, 1e-1, runs)
        contenders = {
            "gdcore": lambda: gdcore.run(gdcore.Rosenbrock(), START, gdcore.Adam(), rates, 300),
            "jax, compiled before": partial(with_jax(optax.adam), rates, 300),
            "jax, with compilation": lambda: with_jax(optax.adam)(rates, 300),
        }
        seconds = side_by_side_apart(contenders, rounds)
        if runs <= 1000:  # beyond that, it would take minutes to show the same
            few = max(1, min(rounds, 50 // runs))
            seconds |= side_by_side_apart(
                {"PyTorch, in a loop": lambda: [with_torch(lr, 300) for lr in rates]}, few
            )
        rows.append({"runs": runs, "seconds": per(1, seconds)})
    return rows


def with_torch(lr, steps, optimizer=torch.optim.Adam):
    """One run, recording what `run` records."""
    w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = optimizer([w], lr)
    trace = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = rosenbrock(w)
        loss.backward()
        trace.append((w.tolist(), loss.item(), w.grad.norm().item()))
        optimizer.step()
    return trace


def with_jax(optimizer):
    """All runs at once, recorded as `run` does: a compiled `scan` over the steps, `vmap` over the rates."""

    @partial(jax.jit, static_argnums=1)
    def run(rates, steps):
        def one(lr):
            rule = optimizer(lr)

            def step(carry, _):
                w, state = carry
                loss, g = jax.value_and_grad(rosenbrock)(w)
                updates, state = rule.update(g, state)
                return (optax.apply_updates(w, updates), state), (w, loss, jnp.linalg.norm(g))

            w = jnp.array(START)
            return jax.lax.scan(step, (w, rule.init(w)), length=steps)[1]

        return jax.vmap(one)(rates)

    return lambda rates, steps: jax.block_until_ready(run(jnp.asarray(rates), steps))
