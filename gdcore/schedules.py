"""Learning-rate schedules: each returns a pure function t → rate, with t counted from 1.

t may be an array, for a plot. Every schedule raises ValueError for a rate that is negative or
not finite, or a number of steps below 1. Chapter 6.

>>> warm = linear_warmup(4, then=cosine(0.4, steps=100))
>>> [round(float(warm(t)), 3) for t in (1, 2, 3, 4, 5, 54, 104)]
[0.1, 0.2, 0.3, 0.4, 0.4, 0.206, 0.0]
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._checks import count, number, rate, require
from ._types import Schedule


def constant(lr: ArrayLike) -> Schedule:
    """η_t = lr.

    lr  the rate, or an array of rates over runs

    >>> constant(0.1)(np.arange(1, 4))
    array([0.1, 0.1, 0.1])
    """
    lr = rate(lr)
    return lambda t: lr * np.ones(np.shape(t))


def step_decay(lr: ArrayLike, every: int, factor: ArrayLike = 0.1) -> Schedule:
    """η_t = lr · factor^⌊(t−1) / every⌋: constant for `every` steps, then times `factor`.

    lr      the first rate
    every   steps from one change to the next, 1 or more
    factor  what each change multiplies the rate by

    >>> step_decay(0.8, every=2, factor=0.5)(np.arange(1, 6))
    array([0.8, 0.8, 0.4, 0.4, 0.2])
    """
    lr, every, factor = rate(lr), count(every, "every"), rate(factor, "factor")
    return lambda t: lr * factor ** ((t - 1) // every)


def exponential(lr: ArrayLike, factor: ArrayLike) -> Schedule:
    """η_t = lr · factor^(t−1). Below factor 1 its sum is finite: started too far away, it never arrives.

    lr      the first rate
    factor  what each step multiplies the rate by

    >>> exponential(0.8, factor=0.5)(np.arange(1, 5))
    array([0.8, 0.4, 0.2, 0.1])
    """
    lr, factor = rate(lr), rate(factor, "factor")
    return lambda t: lr * factor ** (t - 1)


def inverse_time(lr: ArrayLike, decay: ArrayLike) -> Schedule:
    """η_t = lr / (1 + decay · (t−1)), the classical rate of Robbins & Monro (1951).

    lr     the first rate
    decay  per step: after 1/decay steps the rate has halved

    >>> inverse_time(0.6, decay=1.0)(np.arange(1, 4))
    array([0.6, 0.3, 0.2])
    """
    lr, decay = rate(lr), rate(decay, "decay")
    return lambda t: lr / (1 + decay * (t - 1))


def polynomial(lr: ArrayLike, steps: int, power: ArrayLike = 1.0, end: ArrayLike = 0.0) -> Schedule:
    """η_t = end + (lr − end) · (1 − (t−1)/steps)^power, then `end`; power 1 is a straight line.

    lr     the first rate
    steps  how long the decay lasts, 1 or more
    power  of the share that is left
    end    the last rate

    >>> polynomial(0.8, steps=4)(np.arange(1, 7))
    array([0.8, 0.6, 0.4, 0.2, 0. , 0. ])
    """
    lr, steps, power, end = rate(lr), count(steps, "steps"), rate(power, "power"), rate(end, "end")
    return lambda t: end + (lr - end) * (1 - _progress(t, steps)) ** power


def cosine(lr: ArrayLike, steps: int, end: ArrayLike = 0.0) -> Schedule:
    """η_t = end + (lr − end) · ½(1 + cos(π (t−1)/steps)), then `end`  (Loshchilov & Hutter 2017).

    lr     the first rate
    steps  how long the decay lasts, 1 or more
    end    the last rate

    >>> cosine(0.4, steps=4)(np.arange(1, 7)).round(3)
    array([0.4 , 0.341, 0.2 , 0.059, 0. , 0. ])
    """
    lr, steps, end = rate(lr), count(steps, "steps"), rate(end, "end")
    return lambda t: end + (lr - end) * 0.5 * (1 + np.cos(np.pi * _progress(t, steps)))


def linear_warmup(steps: int, then: ArrayLike | Schedule) -> Schedule:
    """η_t = η_1 · t/steps for the first `steps` steps, then `then`, from its own step 1.

    steps  how long the warm-up lasts, 1 or more
    then   a rate or a schedule; its first rate is η_1

    >>> linear_warmup(4, then=0.4)(np.arange(1, 7))
    array([0.1, 0.2, 0.3, 0.4, 0.4, 0.4])
    """
    steps = count(steps, "steps")
    then = then if callable(then) else constant(then)
    first = then(1)
    return lambda t: np.where(
        np.asarray(t) <= steps, first * np.minimum(t, steps) / steps, then(np.maximum(t - steps, 1))
    )[()]


def hold(steps: int, then: Schedule) -> Schedule:
    """η_t = η_1 of `then` for the first `steps` steps, then `then`, from its own step 1.

    steps  how long the first rate is held, 1 or more
    then   a schedule

    >>> hold(2, then=polynomial(0.4, steps=2))(np.arange(1, 6))
    array([0.4, 0.4, 0.4, 0.2, 0. ])
    """
    steps = count(steps, "steps")
    return lambda t: then(np.maximum(t - steps, 1))


def one_cycle(
    peak: ArrayLike, steps: int, warmup: float = 0.3, start: ArrayLike = 1 / 25, end: ArrayLike = 1e-4
) -> Schedule:
    """Rise along a cosine from start·peak to peak, then fall along one to end·peak  (after Smith 2018).

    peak        the largest rate
    steps       how long it lasts, 2 or more
    warmup      share of the steps spent rising, in (0, 1)
    start, end  first and last rate as a share of the peak

    >>> one_cycle(1.0, steps=10, start=0.2, end=0.1)(np.array([1, 4, 11]))
    array([0.2, 1. , 0.1])
    """
    peak, steps = rate(peak, "peak"), count(steps, "steps", at_least=2)
    start, end = rate(start, "start"), rate(end, "end")
    require(0 < number(warmup, "warmup") < 1, "warmup", "be between 0 and 1", warmup)
    top = min(max(1, round(warmup * steps)), steps - 1)

    def lr(t: Any) -> Any:
        rising = _blend(start * peak, peak, _progress(t, top))
        falling = _blend(peak, end * peak, np.clip((t - 1 - top) / (steps - top), 0, 1))
        return np.where(np.asarray(t) <= top, rising, falling)[()]

    return lr


def warmup_stable_decay(
    lr: ArrayLike, warmup: int, stable: int, decay: int, end: ArrayLike = 0.0
) -> Schedule:
    """Rise linearly to lr, hold it, fall linearly to `end`  (Hu et al. 2024).

    lr      the rate that is held
    warmup  steps of rising, 0 or more
    stable  steps at lr, 0 or more
    decay   steps of falling, 1 or more
    end     the rate that is kept after them

    >>> warmup_stable_decay(0.4, warmup=2, stable=2, decay=4)(np.arange(1, 10))
    array([0.2, 0.4, 0.4, 0.4, 0.4, 0.3, 0.2, 0.1, 0. ])
    """
    lr, end = rate(lr), rate(end, "end")
    warmup, stable, decay = count(warmup, "warmup", 0), count(stable, "stable", 0), count(decay, "decay")
    return lambda t: np.where(
        np.asarray(t) <= warmup,
        lr * np.minimum(t, warmup) / max(warmup, 1),
        lr + (end - lr) * np.clip((t - 1 - warmup - stable) / decay, 0, 1),
    )[()]


def _progress(t: Any, steps: int) -> Any:
    """The share of `steps` that lies behind step t: 0 at t = 1, 1 from t = steps + 1 on."""
    return np.clip((t - 1) / steps, 0, 1)


def _blend(first: Any, last: Any, share: Any) -> Any:
    """From first to last along half a cosine."""
    return last + (first - last) * 0.5 * (1 + np.cos(np.pi * share))
