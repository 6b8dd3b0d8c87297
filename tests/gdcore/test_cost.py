"""What a step costs, counted: the same on every machine, where seconds are not."""

import tracemalloc
from collections import Counter

import numpy as np
import pytest

from gdcore import (
    MLP,
    Adam,
    GradientDescent,
    LinearRegression,
    Rosenbrock,
    blobs,
    descend,
    fit,
    gradient_noise,
    regression,
    run,
)
from gdcore.loop import PIECE, pieces_of, take_step
from tests.rule_table import ROWS


class Counted(np.ndarray):
    """An array that counts the calls of NumPy's arithmetic on it."""

    calls = Counter()

    def __array_ufunc__(self, ufunc, method, *inputs, out=(), **kwargs):
        Counted.calls["in place" if out else "new"] += 1
        plain = [np.asarray(x) if isinstance(x, Counted) else x for x in inputs]
        if out:
            kwargs["out"] = tuple(map(np.asarray, out))
        result = getattr(ufunc, method)(*plain, **kwargs)
        return out[0] if out else result.view(Counted)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_step_takes_as_many_calls_and_new_arrays_as_the_rule_has_operations(row):
    w, g = (np.ones(row.parameters or 5).view(Counted) for _ in range(2))
    pieces = pieces_of(w, row.rule)
    Counted.calls.clear()
    take_step(pieces, g, 1, 0.1)
    counted = f"calls={Counted.calls.total()}, new_arrays={Counted.calls['new']}"
    assert counted == f"calls={row.calls}, new_arrays={row.new_arrays}", "mend the row in tests/rule_table.py"


def test_a_step_of_fit_makes_no_views_of_the_parameters(monkeypatch):
    """They are made once for all steps, and once more for the loss after each epoch."""
    calls, views = [], MLP.views
    monkeypatch.setattr(MLP, "views", lambda self, w: calls.append(w) or views(self, w))
    fit(
        MLP([2, 3]),
        *blobs(100, rng=0),
        GradientDescent(),
        0.1,
        batch_size=10,
        epochs=3,
        rng=0,
        w0=np.zeros(9),
    )
    assert len(calls) == 2 + 3


def peak(work):
    """Bytes that `work` holds at most at one time, beyond what was there before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("rule", [pytest.param(row.rule, id=row.name) for row in ROWS if not row.parameters])
def test_a_step_over_a_long_vector_makes_no_copy_of_it(rule):
    g = np.ones(20 * PIECE)
    path = descend(lambda w: g, np.ones_like(g), rule, lr=0.1)
    next(path)
    assert peak(lambda: next(path)) < 6 * PIECE * g.itemsize


def test_a_sweep_holds_little_beside_its_trace():
    """The points of all runs at all steps, and half as much each for loss, gradient norm and their check."""
    lrs, steps = np.linspace(1e-4, 1e-3, 10_000), 100
    points = 2 * len(lrs) * (steps + 1) * 8
    assert peak(lambda: run(Rosenbrock(), [-1.0, 1.0], Adam(), lrs, steps)) < 2.8 * points


def test_gradient_noise_holds_no_gradient_for_each_example():
    X, y = regression(400, 1000, rng=0)
    assert peak(lambda: gradient_noise(LinearRegression(1000), np.zeros(1001), X, y)) < 0.25 * X.nbytes
