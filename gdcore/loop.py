"""The loop: gradient, rule, step, repeat. `run` records it on a function, as `fit` does on a model and data.

>>> from gdcore import Quadratic, GradientDescent
>>> trace = run(Quadratic([1.0]), [4.0], GradientDescent(), lr=0.5, steps=3)
>>> trace.w[:, 0]
array([4. , 2. , 1. , 0.5])
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import prod
from types import EllipsisType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._checks import common_runs, floating, rate, require, with_parameter_axis
from ._checks import count as whole_number
from ._types import Array, Gradient, PerRun, Rate, Schedule, State
from .objectives import Objective
from .rules import Rule

PIECE = 2**14  # numbers, 128 kB: a few such arrays fit into the cache of a core


def descend(grad: Gradient, w: ArrayLike, rule: Rule, lr: Rate) -> Iterator[Array]:
    """Yield w_0, w_1, … for ever: w ← w − rule.step(∇f(w), …). Chapter 1.

    grad  function from w `(..., d)` to its gradient, of the same shape
    w     start w_0, `(..., d)`, finite; whole numbers become floats, half precision becomes single
    rule  the update rule; an array of hyperparameters has the shape of the runs `(...)`
    lr    a rate, an array of rates over runs `(...)`, or a schedule t → rate; finite, not negative

    Arrays of rates or hyperparameters add runs to a single start.
    The array that is yielded is live, the next step changes it: copy it to keep it.
    Raises ValueError if a rate is negative or not finite, w is not an array of finite numbers, the runs
    of w, rule and lr do not fit each other, the rule keeps w itself in its state, or the first gradient
    does not have the shape of w.

    >>> from gdcore import GradientDescent
    >>> path = descend(lambda w: w, np.array([4.0]), GradientDescent(), lr=0.5)
    >>> [float(w[0]) for _, w in zip(range(3), path)]
    [4.0, 2.0, 1.0]
    """
    start, lr_at = floating(w, "w"), as_schedule(lr)
    require(isinstance(rule, Rule), "rule", "be a rule, such as GradientDescent()", rule)
    shapes = {"w": start.shape[:-1], "rule": rule.runs, "lr": np.shape(lr_at(1))[:-1]}
    runs = common_runs(shapes, "w, rule and lr")
    live = _in_memory_order(np.broadcast_to(start, runs + start.shape[-1:]))
    return _descend(grad, live, pieces_of(live, rule), lr_at)


def _descend(grad: Gradient, w: Array, pieces: "list[Piece]", lr_at: Schedule) -> Iterator[Array]:
    yield w
    g = grad(w)
    is_array = isinstance(g, np.ndarray)
    require(is_array and g.shape == w.shape, "grad(w)", f"be an array of the shape of w, {w.shape}", g)
    in_half_precision = g.dtype == np.float16
    for t in count(1):
        take_step(pieces, g.astype(np.float32) if in_half_precision else g, t, lr_at(t))
        yield w
        g = grad(w)


def _in_memory_order(w: Array) -> Array:
    """A copy of w `(..., d)` in the order in memory that suits NumPy, which is quickest along a long axis.

    many parameters   a a a a a a  b b b b b b    one run after the other
    many runs         a b c d e f  a b c d e f    the runs side by side; a, b, … are one run each
    """
    *runs, d = w.shape
    return w.copy("F" if prod(runs) > d else "C")


class Piece(NamedTuple):
    """A block of parameters that the rule updates in one call, with the state that belongs to them."""

    place: slice | tuple | EllipsisType  # where they lie in w and in g
    w: Array  # the live parameters, a view
    rule: Rule
    state: State


def pieces_of(w: Array, rule: Rule) -> list[Piece]:
    """A long vector in pieces, so that what a rule computes on the way stays in the cache of the core."""
    slices = _slices(w.shape[-1], size=prod(w.shape[:-1])) if rule.by_entry else [slice(None)]
    # Where there is one piece it is all of w, and no slice needs to be taken in every step.
    places = [(..., part) for part in slices] if len(slices) > 1 else [Ellipsis]
    rule = rule.with_parameter_axis()
    pieces = [Piece(place, w[place], rule, rule.init(w[place])) for place in places]
    state = pieces[0].state
    require(isinstance(state, dict), "rule", "have an init that returns a dict", rule)
    for name, part in state.items():
        is_w = isinstance(part, np.ndarray) and np.may_share_memory(part, w)
        require(not is_w, "rule", f"keep a copy of w in its state as {name!r}", rule)
    return pieces


def _slices(length: int, size: int) -> list[slice]:
    """Slices that cut an axis, whose entries hold `size` numbers each, into parts of about PIECE numbers."""
    step = max(1, PIECE // max(1, size))
    return [slice(start, start + step) for start in range(0, length, step)]


def take_step(pieces: list[Piece], g: Array, t: int, lr: PerRun) -> None:
    """Take step t: move w in place, where g is the gradient at w."""
    for place, w, rule, state in pieces:
        w -= rule.step(g[place], state, t, lr, w)


def overflow_allowed() -> np.errstate:
    """Divergence is a result: it ends in inf and nan, without a warning."""
    return np.errstate(over="ignore", invalid="ignore", divide="ignore")


def as_schedule(lr: Rate) -> Schedule:
    """The rate as a function of t whose values broadcast against w; the first value is checked."""
    if callable(lr):
        rate(lr(1), "lr(1)")
        return lambda t: with_parameter_axis(lr(t))
    constant = with_parameter_axis(rate(lr))
    return lambda t: constant


@dataclass(frozen=True)
class Trace:
    """What `run` saw: entry t of each array belongs to w_t, the point after t steps.

    w            `(steps + 1, ..., d)`
    loss         f(w_t), `(steps + 1, ...)`
    grad_norm    ‖∇f(w_t)‖, `(steps + 1, ...)`
    lr           η_t of steps 1 to `steps`, `(steps,)` or `(steps, ...)` for one rate per run
    diverged_at  the first t at which the loss or w is not finite: None or t for one run,
                 for several an array `(...)` with −1 where that never happens
    """

    w: Array
    loss: Array
    grad_norm: Array
    lr: Array
    diverged_at: int | np.ndarray | None


def run(objective: Objective, w0: ArrayLike, rule: Rule, lr: Rate, steps: int) -> Trace:
    """Descend `objective` from w0 for `steps` steps and return the Trace.

    objective  the function to descend
    w0         start, `(d,)`, or `(..., d)` for several runs at once; half precision becomes single
    rule       the update rule; an array of hyperparameters has the shape of the runs `(...)`
    lr         a rate, an array of rates over runs `(...)`, or a schedule t → rate; finite, not negative
    steps      how many steps are taken, 0 or more

    Arrays of rates or hyperparameters add runs to a single start.
    A run that diverges ends in inf or nan, and the trace says at which step.
    Raises ValueError for a wrong shape, a bad rate or a negative number of steps.

    >>> from gdcore import Quadratic, GradientDescent
    >>> run(Quadratic([1.0]), [4.0], GradientDescent(), lr=[0.5, 1.0, 2.0], steps=2).w[-1, :, 0]
    array([1., 0., 4.])
    """
    steps = whole_number(steps, "steps", at_least=0)
    start = floating(w0, "w0")
    if objective.dim not in (None, start.shape[-1]):
        raise ValueError(f"w0 must have shape (..., {objective.dim}), got {start.shape}")
    if callable(lr):
        lr = cache(lr)  # a schedule is a pure function, so the trace can reuse the rates of the steps
    path = descend(objective.grad, start, rule, lr)
    with overflow_allowed():
        w = record(path, steps)
        loss, grad_norm = np.empty((2, *w.shape[:-1]), w.dtype)
        for some in _slices(len(w), size=w[0].size):
            loss[some] = objective.value(w[some])
            grad_norm[some] = np.sqrt((objective.grad(w[some]) ** 2).sum(axis=-1))
        diverged_at = _first_not_finite(w.sum(axis=-1), loss)
    rates = [np.asarray(lr(t) if callable(lr) else lr, dtype=float) for t in range(1, steps + 1)]
    return Trace(w, loss, grad_norm, np.array(rates), diverged_at)


def record(path: Iterator[Array], steps: int) -> Array:
    """The points w_0 … w_steps of a path that `descend` walks, `(steps + 1, ..., d)`.

    >>> from gdcore import GradientDescent
    >>> record(descend(lambda w: w, [4.0], GradientDescent(), lr=0.5), steps=2)[:, 0]
    array([4., 2., 1.])
    """
    first = next(path)
    *runs, d = first.shape
    runs_last = np.empty((steps + 1, d, *runs), first.dtype)  # side by side in memory
    points = np.moveaxis(runs_last, 1, -1)
    points[0] = first
    for t, w in zip(range(1, steps + 1), path):
        points[t] = w
    return points


def _first_not_finite(w_sum: Array, loss: Array) -> int | np.ndarray | None:
    """The first t at which the sum of the parameters or the loss is not finite, as in `Trace.diverged_at`."""
    bad = ~(np.isfinite(w_sum) & np.isfinite(loss))
    first = np.where(bad.any(axis=0), bad.argmax(axis=0), -1)
    if first.ndim:
        return first
    return int(first) if first >= 0 else None
