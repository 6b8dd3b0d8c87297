"""Averages of iterates, which take out the noise that a smaller learning rate would take out. Chapter 9.

>>> import numpy as np
>>> average = Average(beta=1.0)  # the mean of all
>>> for w in ([1.0], [2.0], [6.0]):
...     average.add(np.array(w))
>>> average.value
array([3.])
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ._checks import real, require, with_parameter_axis
from ._hyperparameters import share
from ._types import Array, PerRun, State
from .rules import GradientDescent, Rule, as_precise_as, other_rule, zeros_like


class Average:
    """A running average, for any loop: n ← βn + 1, w̄ ← w̄ + (w − w̄)/n  (Polyak & Juditsky 1992). Chapter 9.

    beta  how much an older iterate counts beside the next one, in [0, 1], or an array over runs. Below 1 this
          is an exponential moving average, w̄ ← βw̄ + (1−β)w, corrected for its start as Adam's are; at 1
          it is the mean of all

    Raises ValueError if beta is outside [0, 1], if a point has another shape than the first, or if the value
    is asked for before there is a point.

    >>> average = Average(beta=0.5)
    >>> for w in ([4.0], [1.0]):
    ...     average.add(w)
    >>> average.value  # (½ · 4 + 1) / (½ + 1)
    array([2.])
    """

    def __init__(self, beta: ArrayLike = 0.99) -> None:
        array = real(beta, "beta")
        require((array >= 0) & (array <= 1), "beta", "be in [0, 1]", beta)
        self.beta = with_parameter_axis(array)
        self.n: PerRun = 0.0
        self.mean: Array | None = None

    def add(self, w: ArrayLike) -> None:
        """Take in the next point, `(..., d)`."""
        w, n = real(w, "w"), self.beta * self.n + 1
        shape = np.broadcast_shapes(w.shape, np.shape(n))
        if self.mean is None:
            self.mean = zeros_like(np.broadcast_to(w, shape))
        require(shape == self.mean.shape, "w", f"have the shape of the first, {self.mean.shape}", w.shape)
        self.n = n
        self.mean += (w - self.mean) / n

    @property
    def value(self) -> Array:
        """The average of the points so far, an array of its own, `(..., d)`."""
        if self.mean is None:
            raise ValueError("value must be asked for after the first point, got no point yet")
        return self.mean.copy()


@dataclass(frozen=True)
class ScheduleFree(Rule):
    """z ← z − step(g), x ← the mean of all z, w ← (1−β)z + βx  (Defazio et al. 2024). Chapter 9.

    beta  how near the mean x the gradient is taken, in [0, 1); at 0 it is taken at z, and x is a mere average
    rule  what moves z: plain descent, or for Schedule-Free AdamW AdamW(beta1=0)

    w is the paper's y, the point at which the gradient is taken; the point to use is x, the `answer`. A step
    at the learning rate η counts with the weight η² in the mean, so that those of a warm-up count for little.
    The package `schedulefree` has the same weights for as long as the rate does not fall.

    Raises ValueError if beta is outside [0, 1), and NotImplementedError when asked for a direction, because
    the learning rate is inside the state.

    >>> rule, w = ScheduleFree(beta=0.5), np.array([4.0])
    >>> state = rule.init(w)
    >>> for t in (1, 2):
    ...     w = w - rule.step(w, state, t, lr=0.5, w=w)
    >>> w, state["z"], rule.answer(state, w)
    (array([1.25]), array([1.]), array([1.5]))
    """

    beta: PerRun = share(0.9)
    rule: Rule = other_rule(GradientDescent())

    def init(self, w: Array) -> State:
        z, x = zeros_like(w), zeros_like(w)
        z[...] = x[...] = w
        weights = np.zeros((*z.shape[:-1], 1), z.dtype)
        return {"z": z, "x": x, "weights": weights} | self.rule.init(w)

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        raise NotImplementedError("ScheduleFree has a step, but no direction")

    def step(self, g: Array, state: State, t: int, lr: PerRun, w: Array) -> Array:
        z, x, weights = state["z"], state["x"], state["weights"]
        z -= self.rule.step(g, state, t, lr, w)
        weights += np.square(lr)
        x += np.square(lr) / np.maximum(weights, np.finfo(z.dtype).tiny) * (z - x)
        return as_precise_as(w, w - (1 - self.beta) * z - self.beta * x)

    def answer(self, state: State, w: Array) -> Array:
        return state["x"].copy()
