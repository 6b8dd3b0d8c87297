"""The loop: gradient, rule, step, repeat; `run` records it on a function, `fit` on a model and data.

>>> from gdcore import Quadratic, GradientDescent
>>> trace = run(Quadratic([1.0]), [4.0], GradientDescent(), lr=0.5, steps=3)
>>> trace.w[:, 0]
array([4. , 2. , 1. , 0.5])
"""

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from math import ceil, isfinite, prod
from types import EllipsisType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._checks import common_runs, floating, generator, rate, require, with_parameter_axis
from ._checks import count as whole_number
from ._types import Array, Gradient, PerRun, Rate, Schedule, Seed, State
from .data import batches
from .models import Model
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
    start, lr_at = floating(w, "w"), _schedule(lr)
    require(isinstance(rule, Rule), "rule", "be a rule, such as GradientDescent()", rule)
    shapes = {"w": start.shape[:-1], "rule": rule.runs, "lr": np.shape(lr_at(1))[:-1]}
    runs = common_runs(shapes, "w, rule and lr")
    live = _in_memory_order(np.broadcast_to(start, runs + start.shape[-1:]))
    return _descend(grad, live, _pieces_of(live, rule), lr_at)


def _descend(grad: Gradient, w: Array, pieces: "list[_Piece]", lr_at: Schedule) -> Iterator[Array]:
    yield w
    g = grad(w)
    is_array = isinstance(g, np.ndarray)
    require(is_array and g.shape == w.shape, "grad(w)", f"be an array of the shape of w, {w.shape}", g)
    in_half_precision = g.dtype == np.float16
    for t in count(1):
        _take_step(pieces, g.astype(np.float32) if in_half_precision else g, t, lr_at(t))
        yield w
        g = grad(w)


def _in_memory_order(w: Array) -> Array:
    """A copy of w `(..., d)` in the order in memory that suits NumPy, which is quickest along a long axis.

    many parameters   a a a a a a  b b b b b b    one run after the other
    many runs         a b c d e f  a b c d e f    the runs side by side; a, b, … are one run each
    """
    *runs, d = w.shape
    return w.copy("F" if prod(runs) > d else "C")


class _Piece(NamedTuple):
    """A block of parameters that the rule updates in one call, with the state that belongs to them."""

    place: slice | tuple | EllipsisType  # where they lie in w and in g
    w: Array  # the live parameters, a view
    rule: Rule
    state: State


def _pieces_of(w: Array, rule: Rule) -> list[_Piece]:
    """A long vector in pieces, so that what a rule computes on the way stays in the cache of the core."""
    slices = _slices(w.shape[-1], size=prod(w.shape[:-1]))
    # Where there is one piece it is all of w, and no slice needs to be taken in every step.
    places = [(..., part) for part in slices] if len(slices) > 1 else [Ellipsis]
    rule = rule.with_parameter_axis()
    pieces = [_Piece(place, w[place], rule, rule.init(w[place])) for place in places]
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


def _take_step(pieces: list[_Piece], g: Array, t: int, lr: PerRun) -> None:
    """Take step t: move w in place, where g is the gradient at w."""
    for place, w, rule, state in pieces:
        w -= rule.step(g[place], state, t, lr, w)


def _overflow_allowed() -> np.errstate:
    """Divergence is a result: it ends in inf and nan, without a warning."""
    return np.errstate(over="ignore", invalid="ignore", divide="ignore")


def _schedule(lr: Rate) -> Schedule:
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
    with _overflow_allowed():
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


@dataclass(frozen=True)
class History:
    """What `fit` saw.

    w              the parameters at the end
    loss           minibatch loss before each step, `(steps,)`
    lr             η_t of each step, `(steps,)`
    epoch_loss     loss on all training data after each epoch, `(epochs,)`
    test_accuracy  share of the held-out examples predicted right after each epoch, `(epochs,)`;
                   None without held-out data or for a model that does not classify
    diverged_at    the step at which the fit ended because its loss, or that of the epoch it completed,
                   was not finite; else None
    """

    w: Array
    loss: Array
    lr: Array
    epoch_loss: Array
    test_accuracy: Array | None
    diverged_at: int | None


def fit(
    model: Model,
    X: ArrayLike,
    y: ArrayLike,
    rule: Rule,
    lr: float | Schedule,
    batch_size: int,
    epochs: int,
    rng: Seed,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    w0: ArrayLike | None = None,
    progress: bool | None = None,
) -> History:
    """Train `model` on minibatches and return the History. Chapter 3.

    model       what is trained; it says what X and y may be
    X, y        training data, `(N, features)` and `(N,)`; half precision becomes single
    rule        the update rule, with one value for each hyperparameter
    lr          a rate, or a schedule of the step t; finite, not negative
    batch_size  examples per step, 1 to N (N is full-batch gradient descent)
    epochs      passes over the data, 1 or more; each in a new order, and its last batch may be smaller
    rng         numpy Generator, or a seed; draws the start (unless w0 is given), then the batches
    held_out    (X, y) on which to measure accuracy after each epoch
    w0          start, `(model.size,)`
    progress    show a bar (tqdm, if installed); by default only for fits of more than 2,000 steps

    Ends early, without an error, at the first loss of a minibatch or an epoch that is not finite.
    Raises ValueError for empty data, shapes that disagree, or a batch size outside 1 to N.

    >>> from gdcore import GradientDescent, LinearRegression, regression
    >>> X, y = regression(100, 3, noise=0.0, rng=0)
    >>> history = fit(LinearRegression(3), X, y, GradientDescent(), 0.5, batch_size=100, epochs=100, rng=0)
    >>> bool(history.epoch_loss[-1] < 1e-6)
    True
    """
    X, y = model.check(X, y)
    n, epochs, size = len(X), whole_number(epochs, "epochs"), whole_number(batch_size, "batch_size")
    require(size <= n, "batch_size", f"be at most the number of examples, {n}", batch_size)
    require(isinstance(rule, Rule), "rule", "be a rule, such as GradientDescent()", rule)
    require(rule.runs == (), "rule", "have one value for each hyperparameter", rule)
    lr_at = _schedule(lr)
    require(np.ndim(lr_at(1)) == 0, "lr", "be one rate, or a schedule of one", lr)
    rng = generator(rng)
    start = model.init(rng) if w0 is None else floating(w0, "w0")
    require(start.shape == (model.size,), "w0", f"have shape ({model.size},)", start.shape)
    if held_out is not None:
        held_out = model.check(*held_out)

    w = start.astype(X.dtype)
    g = np.empty_like(w)
    pieces = _pieces_of(w, rule)
    write_gradient = _gradient_writer(model, X, y, w, g, size)
    steps_per_epoch = ceil(n / size)
    minibatches = chain.from_iterable(batches(n, size, rng) for _ in range(epochs))
    losses, epoch_losses, accuracies = [], [], []
    diverged_at = None
    with _overflow_allowed():
        for t, rows in zip(_bar(epochs * steps_per_epoch, progress), minibatches):
            latest = write_gradient(rows)  # at w, into g; what it returns is the loss
            losses.append(latest)
            _take_step(pieces, g, t, lr_at(t))
            if isfinite(latest) and t % steps_per_epoch == 0:
                latest = model.loss(w, X, y)
                epoch_losses.append(latest)
                if held_out and model.classifies:
                    accuracies.append(model.accuracy(w, *held_out))
            if not isfinite(latest):
                diverged_at = t
                break
    return History(
        w=w,
        loss=np.array(losses),
        lr=np.array([lr_at(t) for t in range(1, len(losses) + 1)]),
        epoch_loss=np.array(epoch_losses),
        test_accuracy=np.array(accuracies) if held_out and model.classifies else None,
        diverged_at=diverged_at,
    )


def _gradient_writer(
    model: Model, X: Array, y: np.ndarray, w: Array, g: Array, size: int
) -> Callable[[np.ndarray], float]:
    """A function that writes the gradient on some rows of the data into g, and returns their mean loss.

    The parts of w and g are views that are made once: each step moves w in place, and they with it.
    """
    parts, g_parts = model.views(w), model.views(g)
    room = np.empty((size, X.shape[1]), X.dtype)

    def write_gradient(rows: np.ndarray) -> float:
        batch = X.take(rows, axis=0, out=room[: len(rows)], mode="clip")  # mode "raise" would copy twice
        return model.grad_into(g_parts, parts, batch, y.take(rows))

    return write_gradient


def _bar(steps: int, progress: bool | None) -> Iterable[int]:
    """The steps 1 … `steps`, with a progress bar if it is wanted and tqdm is there."""
    numbers = range(1, steps + 1)
    if progress is False or (progress is None and steps <= 2000):
        return numbers
    try:
        from tqdm import TqdmWarning

        with warnings.catch_warnings():
            # In a notebook without ipywidgets tqdm would warn; its plain bar, which it then shows, will do.
            warnings.simplefilter("ignore", TqdmWarning)
            from tqdm.auto import tqdm
    except ImportError:
        return numbers
    return tqdm(numbers, unit="step", leave=False)
