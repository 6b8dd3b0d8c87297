"""Instruments: is the gradient right, how large may the rate be, how fast is it, what ails the curve.

>>> from gdcore import GradientDescent, Quadratic
>>> stability_limit(Quadratic([1.0, 10.0]), GradientDescent())
0.2
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike

from ._checks import count, floating, number, real, require
from ._types import Array, Gradient, PerRun, Seed
from .loop import Trace
from .models import Model
from .objectives import Objective
from .rules import GradientDescent, Momentum, Nesterov, Rule
from .training import fit


def check_gradient(
    value: Callable[[Array], float], grad: Gradient, w: ArrayLike, h: float | None = None
) -> float:
    """Largest relative difference between grad(w) and centred differences (f(w+h) − f(w−h)) / 2h. Chapter 1.

    value  function of w `(d,)`, which returns a number
    grad   function of w `(d,)`, which returns what is to be checked, `(d,)`
    w      the point at which to check, `(d,)`
    h      step, positive; by default ε^(1/3) ≈ 6e-6, where truncation h² and rounding ε/h balance

    The difference is divided by the larger of the two norms. Below 1e-7 is right, above 1e-3 is wrong.
    Raises ValueError if w, value(w) or grad(w) has the wrong shape, or h is not positive.

    >>> from gdcore import Rosenbrock
    >>> check_gradient(Rosenbrock().value, Rosenbrock().grad, [-1.0, 2.0]) < 1e-9
    True
    """
    w = _one_point(w)
    h = float(np.finfo(float).eps ** (1 / 3)) if h is None else number(h, "h")
    require(h > 0, "h", "be positive", h)
    given = np.asarray(grad(w), dtype=float)
    require(given.shape == w.shape, "grad(w)", f"have shape {w.shape}", given.shape)
    require(np.ndim(value(w)) == 0, "value(w)", "be one number", value(w))
    numeric = np.empty_like(w)
    for i in range(w.size):
        ahead, behind = w.copy(), w.copy()
        ahead[i] += h
        behind[i] -= h
        numeric[i] = (value(ahead) - value(behind)) / (ahead[i] - behind[i])
    scale = max(np.linalg.norm(given), np.linalg.norm(numeric))
    return float(np.linalg.norm(given - numeric) / scale) if scale else 0.0


def stability_limit(objective: Objective, rule: Rule) -> PerRun:
    """The rate above which `rule` diverges on a quadratic of curvature L = objective.L. Chapters 2 and 4.

    gradient descent      2 / L
    momentum              2 (1 + β) / L, divided by 1 − β in the "average" form
    Nesterov              2 (1 + β) / (L (1 + 2β))

    objective  a function with a largest curvature L > 0
    rule       GradientDescent, Momentum or Nesterov

    An array over runs if beta is one. Raises ValueError if the objective has no largest curvature, or the
    rule has no such limit (rules that divide by the gradient's size never diverge on a quadratic).

    >>> from gdcore import Momentum, Quadratic
    >>> round(stability_limit(Quadratic([1.0, 10.0]), Momentum(beta=0.9)), 12)
    0.38
    """
    L = objective.L
    if L is None or L <= 0:
        raise ValueError(f"objective must have a largest curvature L > 0, got {objective!r}")
    if isinstance(rule, GradientDescent):
        return 2 / L
    if isinstance(rule, (Momentum, Nesterov)):
        beta = rule.beta if rule.runs == () else np.array(rule.beta)
        limit = 2 * (1 + beta) / L
        if isinstance(rule, Nesterov):
            return limit / (1 + 2 * beta)
        return limit / (1 - beta) if rule.form == "average" else limit
    raise ValueError(f"rule must be GradientDescent, Momentum or Nesterov, got {rule!r}")


def convergence_rate(trace: Trace) -> PerRun:
    """The factor by which the gradient's norm shrinks per step, `(...)`: below 1 converges, above 1 diverges.

    trace  what `run` returned, of one run or of several

    Fitted by least squares to log ‖g_t‖ over the second half of the run, without what is lost in
    rounding (‖g‖ below 1e-12 of what it was before) or not finite. nan where fewer than 3 steps are left.

    >>> from gdcore import GradientDescent, Quadratic, run
    >>> trace = run(Quadratic([1.0, 9.0]), [1.0, 1.0], GradientDescent(), lr=0.2, steps=50)
    >>> round(float(convergence_rate(trace)), 6)
    0.8
    """
    norm = trace.grad_norm
    runs = norm.reshape(len(norm), -1).T
    rates = np.array([_fitted_rate(run) for run in runs])
    return rates.reshape(norm.shape[1:])[()]


def _fitted_rate(norm: Array) -> float:
    """The factor per step of one run, from its gradient norms `(steps + 1,)`."""
    finite = np.isfinite(norm)
    largest_so_far = np.asarray(np.maximum.accumulate(norm))
    usable = finite & (norm > 1e-12 * largest_so_far)
    end = len(norm) if usable.all() else usable.argmin()
    steps = np.arange(end // 2, end)
    if len(steps) < 3:
        return np.nan
    slope, _ = np.polyfit(steps, np.log(norm[steps]), 1)
    return np.exp(slope)


def sharpness(grad: Gradient, w: ArrayLike, iterations: int = 200) -> float:
    """The largest curvature at w: the eigenvalue of the Hessian that is largest in size, signed. Chapter 7.

    grad        function of w `(d,)`, which returns the gradient there
    w           the point, `(d,)`
    iterations  the most that are made, 1 or more; each takes two gradients

    Power iteration u ← Hu/‖Hu‖ with Hu from a centred difference of gradients, until the value changes
    by less than a millionth of itself. Raises ValueError if w is not `(d,)`.

    >>> from gdcore import Quadratic
    >>> round(sharpness(Quadratic([1.0, 10.0], rotation=0.5).grad, [3.0, 4.0]), 4)
    10.0
    """
    w = _one_point(w)
    u = np.random.default_rng(0).standard_normal(w.size)
    u /= np.linalg.norm(u)
    h = float(np.finfo(float).eps ** (1 / 3)) * max(1.0, float(np.linalg.norm(w)))
    curvature = 0.0
    for _ in range(count(iterations, "iterations")):
        hessian_u = (np.asarray(grad(w + h * u)) - np.asarray(grad(w - h * u))) / (2 * h)
        previous, curvature = curvature, float(u @ hessian_u)
        length = np.linalg.norm(hessian_u)
        if length == 0 or abs(curvature - previous) <= 1e-6 * abs(curvature):
            break
        u = hessian_u / length
    return curvature


def _one_point(w: ArrayLike) -> Array:
    """`w` as an array of doubles, refused if it holds several runs."""
    w = floating(w, "w").astype(float)
    require(w.ndim == 1, "w", "have shape (d,)", w.shape)
    return w


@dataclass(frozen=True)
class GradientNoise:
    """How much the gradients of single examples disagree.

    variance  tr Σ: the variance (with 1/N) of the examples' gradients, summed over the parameters;
              a minibatch of B drawn with replacement has variance tr Σ / B
    scale     tr Σ / ‖g‖², the batch size at which noise and signal are equal (McCandlish et al. 2018)
    """

    variance: float
    scale: float


def gradient_noise(model: Model, w: ArrayLike, X: ArrayLike, y: ArrayLike) -> GradientNoise:
    """Variance of the single-example gradients at w `(size,)`, and the gradient noise scale. Chapter 3.

    model  the model whose loss it is
    w      the point, `(size,)`
    X, y   the data, `(N, features)` and `(N,)`

    Raises ValueError for empty data or shapes that disagree.

    >>> from gdcore import LinearRegression, regression
    >>> X, y = regression(200, 3, rng=0)
    >>> gradient_noise(LinearRegression(3), np.zeros(4), X, y).scale > 1
    True
    """
    (X, y), w = model.check(X, y), _one_point(w)
    mean = model.loss_and_grad(w, X, y)[1]
    from_mean = (model.loss_and_grad(w, X[i : i + 1], y[i : i + 1])[1] - mean for i in range(len(X)))
    variance = float(sum(g @ g for g in from_mean) / len(X))
    signal = float(mean @ mean)
    return GradientNoise(variance, variance / signal if signal else np.inf)


@dataclass(frozen=True)
class RangeTest:
    """Rates tried and the loss just before each was applied.

    lr, loss    `(steps,)`; shorter where the loss stopped being finite
    suggestion  a tenth of the rate at which the smoothed loss was lowest
    """

    lr: np.ndarray
    loss: np.ndarray
    suggestion: float


def lr_range_test(
    model: Model,
    X: ArrayLike,
    y: ArrayLike,
    rule: Rule,
    batch_size: int,
    rng: Seed,
    low: float = 1e-6,
    high: float = 10.0,
    steps: int = 200,
) -> RangeTest:
    """Raise the rate from low to high during one short fit and watch the loss  (after Smith 2017). Chapter 2.

    model, X, y, rule, batch_size, rng  as for `fit`
    low, high                           first and last rate, 0 < low < high; they grow geometrically
    steps                               how many rates are tried, 10 or more

    The loss is smoothed by a mean over the last 5 % of the steps before its lowest point is read.
    Raises ValueError unless 0 < low < high.

    >>> from gdcore import GradientDescent, SoftmaxRegression, digits
    >>> model, (X, y, *_) = SoftmaxRegression(64, 10), digits()
    >>> test = lr_range_test(model, X, y, GradientDescent(), batch_size=64, rng=0)
    >>> 0.01 < test.suggestion < 1
    True
    """
    low, high, steps = number(low, "low"), number(high, "high"), count(steps, "steps", at_least=10)
    require(0 < low < high, "low", f"be positive and below high = {high}", low)
    (X, y), size = model.check(X, y), count(batch_size, "batch_size")
    growth = (high / low) ** (1 / (steps - 1))

    def schedule(t: int) -> float:
        # The last epoch may go on beyond the last step: there the rate stays, or it might overflow.
        return low * growth ** min(t - 1, steps - 1)

    epochs = _epochs_for(steps, len(X), size)
    history = fit(model, X, y, rule, schedule, size, epochs, rng, progress=False)
    loss, lr = history.loss[:steps], history.lr[:steps]
    window = max(1, len(loss) // 20)
    lowest = np.argmin(_trailing_mean(loss, window))
    return RangeTest(lr, loss, float(lr[lowest] / 10))


def _epochs_for(steps: int, examples: int, batch_size: int) -> int:
    """How many epochs have at least `steps` steps."""
    steps_per_epoch = ceil(examples / batch_size)
    return ceil(steps / steps_per_epoch)


def _trailing_mean(values: Array, window: int) -> Array:
    """The mean of each value and those before it, `window` in all; infinite where there are not so many.

    >>> _trailing_mean(np.array([1.0, 3.0, 5.0]), window=2)
    array([inf,  2.,  4.])
    """
    values = np.where(np.isnan(values), np.inf, values)
    means = np.convolve(values, np.ones(window) / window, mode="valid")
    return np.concatenate([np.full(window - 1, np.inf), means])


@dataclass(frozen=True)
class Diagnosis:
    """What ails a loss curve: the cause, the numbers that speak for it, and what to change."""

    cause: str
    evidence: str
    advice: str


ADVICE = {
    "diverging": "Divide the learning rate by 10 and start again from the initial weights.",
    "oscillating": "Halve the learning rate, or let it decay: the step jumps across the valley.",
    "noisy": "Compare averages over an epoch, not steps. To lower the floor: "
    "larger batches, a decaying rate, or averaging.",
    "too small": "Multiply the learning rate by 2 to 10: the curve is smooth and still falling when it ends.",
    "good": "Leave the learning rate. For the last digits, let it decay.",
}


def diagnose(losses: ArrayLike) -> Diagnosis:
    """Name what one loss curve (a loss per step) shows: Diagnosis(cause, evidence, advice). Chapter 2.

    losses  one for each step, at least 12

    The signs are looked for in this order:

    diverging    a loss that is not finite; a last quarter above all of the first; a climb to an end above it
    oscillating  jumps that are large for the height of the curve and can be predicted from the losses before
                 them, as on the full batch, even in chaos
    noisy        jumps that are as large and come at random
    too small    a smooth curve whose last quarter still falls at a speed that matters
    good         any other

    One curve cannot tell everything: noise can hide a rate that is too small.
    Raises ValueError for fewer than 12 losses or losses that are not numbers.

    >>> t = np.arange(60)
    >>> [diagnose(curve).cause for curve in (0.7**t, 0.99**t, 1.2**t, 0.7**t + 0.1 * (-1.0) ** t)]
    ['good', 'too small', 'diverging', 'oscillating']
    """
    losses = real(losses, "losses")
    require(
        losses.ndim == 1 and len(losses) >= 12, "losses", "be at least 12 numbers in one row", losses.shape
    )
    cause, evidence = _diverging(losses) or _bouncing(losses) or _falling(losses)
    return Diagnosis(cause, evidence, ADVICE[cause])


# Each of these returns a cause and the evidence for it; the first two return None where they find nothing.


def _diverging(losses: Array) -> tuple[str, str] | None:
    bad = np.flatnonzero(~np.isfinite(losses))
    if bad.size:
        return "diverging", f"the loss is {losses[bad[0]]} at step {bad[0]}"
    quarter = len(losses) // 4
    early, late = losses[:quarter].max(), np.median(losses[-quarter:])
    above_the_start = f"above all of the first quarter ({early:.3g} at most)"
    if late > early:
        return "diverging", f"the last quarter lies around {late:.3g}, {above_the_start}"
    upward = np.diff(losses[len(losses) // 2 :]) > 0
    turns = np.count_nonzero(upward[1:] != upward[:-1])
    if losses[-1] > early and turns < 2:
        return "diverging", f"the loss climbs to {losses[-1]:.3g}, {above_the_start}"
    return None


def _bouncing(losses: Array) -> tuple[str, str] | None:
    """Ups and downs in the second half, measured against a straight line through it."""
    tail = losses[len(losses) // 2 :]
    steps = np.arange(len(tail))
    residual = tail - np.polyval(np.polyfit(steps, tail, 1), steps)
    swing, height = residual.std(), np.ptp(losses)
    changes = np.diff(tail)
    if height == 0 or swing < 0.005 * height or np.mean(changes > 0) < 0.15:
        return None
    surprise = _surprise(residual[-300:])
    evidence = (
        f"the second half swings by ±{swing / height:.1%} of the curve's height; after two similar losses "
        f"the next ones differ by {surprise:.0%} of what chance would give"
    )
    return ("oscillating" if surprise < 0.65 else "noisy"), evidence


def _surprise(x: Array) -> float:
    """How badly x is predicted by what followed its most similar past: 0 in a cycle, about 1 in noise.

    After each pair of neighbours the next value is predicted to be what followed the most similar other pair
    (Sugihara & May 1990). The error of these forecasts is compared with that of a guess, for which any
    other pair would have done as well.

    >>> float(_surprise(np.array([0.0, 1.0, 2.0] * 5)))
    0.0
    >>> bool(0.9 < _surprise(np.random.default_rng(0).standard_normal(300)) < 1.1)
    True
    """
    pairs, following = np.stack([x[:-2], x[1:-1]], axis=1), x[2:]
    distance = np.linalg.norm(pairs[:, np.newaxis] - pairs, axis=-1)
    np.fill_diagonal(distance, np.inf)  # no pair predicts itself
    nearest = distance.argmin(axis=1)
    forecast_error = np.abs(following - following[nearest]).mean()
    chance_error = np.abs(following[:, np.newaxis] - following).mean()
    return forecast_error / chance_error


def _falling(losses: Array) -> tuple[str, str]:
    quarter = len(losses) // 4
    fall = losses[0] - losses[-1]
    late = losses[-quarter - 1] - losses[-1]
    if fall <= 0:
        return "too small", "the loss does not move"
    evidence = f"the last quarter of the steps brought {late / fall:.1%} of the fall"
    return ("too small" if late > 0.05 * fall else "good"), evidence
