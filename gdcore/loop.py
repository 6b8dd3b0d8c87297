"""The loop: gradient, rule, step, repeat; `run` records it on a function, `fit` on a model and data.

>>> from gdcore import Quadratic, GradientDescent
>>> trace = run(Quadratic([1.0]), [4.0], GradientDescent(), lr=0.5, steps=3)
>>> trace.w[:, 0]
array([4. , 2. , 1. , 0.5])
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from math import isfinite, prod

import numpy as np

from . import _checks
from .data import batches

PIECE = 2**14  # numbers, 128 kB: a few such arrays fit into the cache of a core


def descend(grad, w, rule, lr):
    """Yield w_0, w_1, … for ever: w ← w − rule.step(∇f(w), …). Chapter 1.

    grad  function from w `(..., d)` to its gradient, of the same shape
    lr    a rate, an array of rates over runs `(...)`, or a schedule t → rate

    Arrays of rates or hyperparameters add runs to a single start.
    The array that is yielded is live, the next step changes it: copy it to keep it.
    Raises ValueError if a rate is negative or not finite, w is not an array of finite numbers, or
    the runs of w, rule and lr do not fit each other.

    >>> from gdcore import GradientDescent
    >>> path = descend(lambda w: w, np.array([4.0]), GradientDescent(), lr=0.5)
    >>> [float(w[0]) for _, w in zip(range(3), path)]
    [4.0, 2.0, 1.0]
    """
    w, lr_at = _checks.floating(w, "w"), _schedule(lr)
    shapes = {"w": w.shape[:-1], "rule": rule.runs, "lr": np.shape(lr_at(1))[:-1]}
    try:
        runs = np.broadcast_shapes(*shapes.values())
    except ValueError:
        raise ValueError(f"w, rule and lr must have runs that broadcast, got {shapes}") from None
    # NumPy is quickest along a long axis: many runs of few parameters lie side by side in memory.
    order = "F" if prod(runs) > w.shape[-1] else "C"
    w = np.broadcast_to(w, runs + w.shape[-1:]).copy(order)
    return _descend(grad, w, rule.over_parameters(), lr_at)


def _descend(grad, w, rule, lr_at):
    # A long vector in pieces, each with its state: what a rule computes on the way then stays in the cache.
    pieces = _pieces(w.shape[-1], prod(w.shape[:-1]))
    places = [(..., piece) for piece in pieces] if len(pieces) > 1 else [...]
    parts = [(place, w[place], rule.init(w[place])) for place in places]
    for t in count(1):
        yield w
        g, lr = grad(w), lr_at(t)
        for place, part, state in parts:
            part -= rule.step(g[place], state, t, lr)


def _pieces(length, size):
    """Slices that cut an axis, of so many entries of `size` numbers each, into pieces of about PIECE numbers."""
    step = max(1, PIECE // max(1, size))
    return [slice(start, start + step) for start in range(0, length, step)]


def _overflow_allowed():
    """Divergence is a result: it ends in inf and nan, without a warning."""
    return np.errstate(over="ignore", invalid="ignore", divide="ignore")


def _schedule(lr):
    """The rate as a function of t whose values broadcast against w; of a schedule the first rate is checked."""
    if callable(lr):
        _checks.rate(lr(1), "lr(1)")
        return lambda t: _checks.over_runs(lr(t))
    lr = _checks.over_runs(_checks.rate(lr))
    return lambda t: lr


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

    w: np.ndarray
    loss: np.ndarray
    grad_norm: np.ndarray
    lr: np.ndarray
    diverged_at: int | np.ndarray | None


def run(objective, w0, rule, lr, steps):
    """Descend `objective` from w0 for `steps` steps and return the Trace.

    w0    start, `(d,)`, or `(..., d)` for several runs at once
    lr    a rate, an array of rates over runs `(...)`, or a schedule t → rate

    Arrays of rates or hyperparameters add runs to a single start.
    A run that diverges ends in inf or nan, and the trace says at which step.
    Raises ValueError for a wrong shape, a bad rate or a negative number of steps.

    >>> from gdcore import Quadratic, GradientDescent
    >>> run(Quadratic([1.0]), [4.0], GradientDescent(), lr=[0.5, 1.0, 2.0], steps=2).w[-1, :, 0]
    array([1., 0., 4.])
    """
    steps = _checks.count(steps, "steps", at_least=0)
    w0 = _checks.floating(w0, "w0")
    if objective.dim not in (None, w0.shape[-1]):
        raise ValueError(f"w0 must have shape (..., {objective.dim}), got {w0.shape}")
    lr = (
        cache(lr) if callable(lr) else lr
    )  # pure, so the trace need not work out again what a step has asked for
    path = descend(objective.grad, w0, rule, lr)
    with _overflow_allowed():
        w = _record(path, steps)
        loss, grad_norm = np.empty((2, *w.shape[:-1]), w.dtype)
        for some in _pieces(len(w), w[0].size):
            loss[some] = objective.value(w[some])
            grad_norm[some] = np.sqrt((objective.grad(w[some]) ** 2).sum(axis=-1))
        diverged_at = _first_not_finite(w.sum(axis=-1), loss)
    rates = [np.asarray(lr(t) if callable(lr) else lr, dtype=float) for t in range(1, steps + 1)]
    return Trace(w, loss, grad_norm, np.array(rates), diverged_at)


def _record(path, steps):
    """The points w_0 … w_steps, `(steps + 1, ..., d)`; the runs lie side by side in memory."""
    first = next(path)
    w = np.empty((steps + 1, *first.T.shape), first.dtype)
    w[0] = first.T
    for t, w_t in zip(range(1, steps + 1), path):
        w[t] = w_t.T
    return w.transpose(0, *range(first.ndim, 0, -1))


def _first_not_finite(w_sum, loss):
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
    diverged_at    the step at which the fit ended because its loss, or the epoch's after it, was not finite; else None
    """

    w: np.ndarray
    loss: np.ndarray
    lr: np.ndarray
    epoch_loss: np.ndarray
    test_accuracy: np.ndarray | None
    diverged_at: int | None


def fit(model, X, y, rule, lr, batch_size, epochs, rng, held_out=None, w0=None, progress=None):
    """Train `model` on minibatches and return the History. Chapter 3.

    X, y        training data, N examples; reshuffled every epoch, the last batch may be smaller
    lr          a rate, or a schedule of the step t
    batch_size  examples per step, 1 to N (N is full-batch gradient descent)
    rng         numpy Generator, or a seed; draws the start (unless w0 is given), then the batches
    held_out    (X, y) to measure accuracy on after each epoch
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
    n = len(X)
    epochs, size = _checks.count(epochs, "epochs"), _checks.count(batch_size, "batch_size")
    _checks.require(size <= n, "batch_size", f"be at most the number of examples, {n}", batch_size)
    _checks.require(rule.runs == (), "rule", "have one value for each hyperparameter", rule)
    lr_at = _schedule(lr)
    _checks.require(np.ndim(lr_at(1)) == 0, "lr", "be one rate, or a schedule of one", lr)
    rng = np.random.default_rng(rng)
    w0 = model.init(rng) if w0 is None else _checks.floating(w0, "w0")
    _checks.require(w0.shape == (model.size,), "w0", f"have shape ({model.size},)", w0.shape)
    if held_out is not None:
        held_out = model.check(*held_out)

    losses, epoch_losses, accuracies = [], [], []
    minibatches = chain.from_iterable(batches(n, size, rng) for _ in range(epochs))
    w = w0.astype(X.dtype)
    room, g = np.empty((size, X.shape[1]), X.dtype), np.empty_like(w)
    parts, g_parts = model.views(w), model.views(g)

    def gradient(_):  # at w, of which the parts are views: each step moves it in place
        rows = next(minibatches)
        batch = X.take(rows, axis=0, out=room[: len(rows)], mode="clip")  # mode "raise" would copy twice
        losses.append(model.grad_into(g_parts, parts, batch, y.take(rows)))
        return g

    steps_per_epoch = -(-n // size)
    steps = epochs * steps_per_epoch
    path = _descend(gradient, w, rule, lr_at)
    next(path)
    with _overflow_allowed():
        for t in _bar(steps, progress):
            next(path)
            finite = isfinite(losses[-1])
            if finite and t % steps_per_epoch == 0:
                epoch_losses.append(model.loss(w, X, y))
                finite = isfinite(epoch_losses[-1])
                if held_out is not None and model.classifies:
                    accuracies.append(model.accuracy(w, *held_out))
            if not finite:
                break
    return History(
        w=w,
        loss=np.array(losses),
        lr=np.array([lr_at(t) for t in range(1, len(losses) + 1)]),
        epoch_loss=np.array(epoch_losses),
        test_accuracy=np.array(accuracies) if held_out is not None and model.classifies else None,
        diverged_at=None if finite else t,
    )


def _bar(steps, progress):
    """The steps 1 … `steps`, with a progress bar if it is wanted and tqdm is there."""
    numbers = range(1, steps + 1)
    if progress is False or (progress is None and steps <= 2000):
        return numbers
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return numbers
    return tqdm(numbers, unit="step", leave=False)
