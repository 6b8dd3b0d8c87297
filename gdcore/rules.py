"""Update rules, from simple to complex: each is the line of mathematics in which it differs.

A rule turns the gradient g, taken at w in step t (counted from 1), into a direction; the loop applies

    w ← w − η · direction

`init(w)` makes the state that a rule carries from step to step: a plain dict of arrays of its own, which
may be read, copied and pickled at any time. Each parameter is treated by itself, so that the loop can
hand over a long vector in pieces; rules for which that is not so stand in matrices.py. A hyperparameter
may be an array over runs, shape `(...)` for `w` `(..., d)`.

A loop of your own may be written as `w = w - step` or as `w -= step`, and walks the same path:

>>> import numpy as np
>>> rule, w = Momentum(beta=0.5), np.array([1.0])
>>> state = rule.init(w)
>>> rule.step(np.array([2.0]), state, t=1, lr=0.1, w=w), state["v"]
(array([0.2]), array([2.]))
"""

from copy import copy
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from ._checks import common_runs, require, with_parameter_axis
from ._hyperparameters import as_value, declared, hyperparameters, not_negative, one_of, share
from ._types import Array, PerRun, State


@dataclass(frozen=True)
class Rule:
    """The base: w ← w − step, where step = η · direction.

    A rule is a value: two with equal hyperparameters are equal, and none can be changed. Arrays of
    hyperparameters are therefore kept as tuples; the loop asks for them with `with_parameter_axis()`.

    Raises ValueError for a hyperparameter outside its domain.
    """

    def __post_init__(self) -> None:
        for field in hyperparameters(self):
            value = field.metadata["check"](getattr(self, field.name), field.name)
            object.__setattr__(self, field.name, as_value(value) if field.metadata["per_run"] else value)
        _ = self.runs  # ValueError if they do not fit each other

    def _per_run(self) -> dict[str, Any]:
        """The hyperparameters that may have a value for each run, by name."""
        names = [field.name for field in hyperparameters(self) if field.metadata["per_run"]]
        return {name: getattr(self, name) for name in names}

    def _other_rules(self) -> "dict[str, Rule]":
        """The hyperparameters that are rules themselves, by name."""
        values = {field.name: getattr(self, field.name) for field in hyperparameters(self)}
        return {name: value for name, value in values.items() if isinstance(value, Rule)}

    @property
    def runs(self) -> tuple[int, ...]:
        """Shape of the runs that array hyperparameters span; () if there are none."""
        shapes = {name: np.shape(value) for name, value in self._per_run().items()}
        shapes |= {name: other.runs for name, other in self._other_rules().items()}
        return common_runs(shapes, "hyperparameters")

    @property
    def by_entry(self) -> bool:
        """Whether each parameter is treated by itself, so that a long vector may come in pieces."""
        return all(other.by_entry for other in self._other_rules().values())

    def with_parameter_axis(self) -> Self:
        """This rule with arrays of hyperparameters as `(..., 1)`, to broadcast against w `(..., d)`."""
        rule = copy(self)
        for name, value in self._per_run().items():
            object.__setattr__(rule, name, with_parameter_axis(value))
        for name, other in self._other_rules().items():
            object.__setattr__(rule, name, other.with_parameter_axis())
        return rule

    def init(self, w: Array) -> State:
        """The state before the first step from w `(..., d)`."""
        return {}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        """The direction to subtract, before the rate; updates `state` in place.

        g      gradient at w, `(..., d)`, in single precision or better; it is only read, but may be what is
               returned, and the loop may use its memory again: copy it to keep it
        state  as `init` made it and the steps before t left it
        t      the step, counted from 1
        w      the point at which g was taken, `(..., d)`; it is only read
        """
        raise NotImplementedError(f"{type(self).__name__} has no direction")

    def step(self, g: Array, state: State, t: int, lr: PerRun, w: Array) -> Array:
        """What the loop subtracts from w; arguments as for `direction`, and the learning rate.

        The array may belong to the state: copy it to keep it beyond the next step.
        """
        return as_precise_as(w, lr * self.direction(g, state, t, w))

    def answer(self, state: State, w: Array) -> Array:
        """The point to use after training, where the last step has led to w: for most rules w itself."""
        return w


def other_rule(default: Rule) -> Any:
    """A hyperparameter that is a rule itself, to which a part of the work is handed."""

    def check(value: Any, name: str) -> Rule:
        require(isinstance(value, Rule), name, "be a rule, such as GradientDescent()", value)
        return value

    return declared(default, check, per_run=False)


def zeros_like(w: Array) -> Array:
    """Zeros of the shape of w, in floats of its precision, or in single precision if that is higher."""
    w = np.asanyarray(w)
    return np.zeros_like(w, dtype=np.result_type(w, np.float32))


def as_precise_as(w: Array, step: Array) -> Array:
    """The step in the floats of w, lest `w - step` be more precise than `w -= step` where a rate is."""
    differ = isinstance(w, np.ndarray) and step.dtype is not w.dtype
    return step.astype(w.dtype) if differ and w.dtype.kind == "f" else step


@dataclass(frozen=True)
class GradientDescent(Rule):
    """Steepest descent: direction = g  (Cauchy 1847). Chapter 1.

    >>> GradientDescent().step(np.array([2.0]), state={}, t=1, lr=0.1, w=np.array([4.0]))
    array([0.2])
    """

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        return g


@dataclass(frozen=True)
class Momentum(Rule):
    """Heavy ball: v ← βv + g, direction = v  (Polyak 1964). Chapter 4.

    beta  share of the velocity v that is kept from step to step, in [0, 1)
    form  which of the four ways of writing it:

    "accumulate"   v ← βv + g           w ← w − ηv                    PyTorch; the default
    "average"      v ← βv + (1−β)g      w ← w − ηv                    as the first moment of Adam
    "rate-inside"  v ← βv + ηg          w ← w − v                     Sutskever et al. 2013, Keras
    "last-update"  w ← w − ηg + β(w − w_previous)                     Polyak 1964

    At a constant rate all walk the same path, "average" with η / (1−β) for η. When the rate
    changes, the last two go on applying the old rate to the old gradients; the first two do not.
    So the last two have a `step`, but no `direction` that the rate could multiply afterwards.
    PyTorch's `dampening=beta` is "average" but for its first step, at which v = g.

    Raises ValueError if beta is outside [0, 1) or the form is unknown, and NotImplementedError
    when the last two are asked for a direction.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Momentum(beta=0.5), lr=0.5, steps=3).w[:, 0]
    array([ 4., 2., 0., -1.])
    """

    beta: PerRun = share(0.9)
    form: str = one_of("accumulate", "average", "rate-inside", "last-update")

    def init(self, w: Array) -> State:
        if self.form == "last-update":
            previous = zeros_like(w)
            previous[...] = w
            return {"previous": previous}
        return {"v": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        if self.form in ("rate-inside", "last-update"):
            raise NotImplementedError(f'Momentum(form="{self.form}") has a step, but no direction')
        v = state["v"]
        v *= self.beta
        v += (1 - self.beta) * g if self.form == "average" else g
        return v

    def step(self, g: Array, state: State, t: int, lr: PerRun, w: Array) -> Array:
        if self.form == "rate-inside":
            v = state["v"]
            v *= self.beta
            v += lr * g
            return v
        if self.form == "last-update":
            previous = state["previous"]
            step = lr * g - self.beta * (w - previous)
            previous[...] = w
            return as_precise_as(w, step)
        return super().step(g, state, t, lr, w)


@dataclass(frozen=True)
class Nesterov(Rule):
    """Accelerated gradient: v ← βv + g, direction = g + βv  (Nesterov 1983). Chapter 4.

    beta  share of the velocity v that is kept from step to step, in [0, 1)

    `w` here is the look-ahead point at which the gradient is taken, as in PyTorch
    (`nesterov=True`); Nesterov's own iterate is w + ηβv.

    Raises ValueError if beta is outside [0, 1).

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Nesterov(beta=0.5), lr=0.5, steps=2).w[:, 0]
    array([ 4. , 1. , -0.25])
    """

    beta: PerRun = share(0.9)

    def init(self, w: Array) -> State:
        return {"v": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        v = state["v"]
        v *= self.beta
        v += g
        return g + self.beta * v


@dataclass(frozen=True)
class AdaGrad(Rule):
    """s ← s + g², direction = g / (√s + ε)  (Duchi, Hazan & Singer 2011). Chapter 5.

    eps  ε, added outside the root as in PyTorch, in units of the gradient; not negative

    Raises ValueError if eps is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], AdaGrad(eps=0.0), lr=1.0, steps=2).w[:, 0]
    array([4. , 3. , 2.4])
    """

    eps: PerRun = not_negative(1e-10)

    def init(self, w: Array) -> State:
        return {"s": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        s = state["s"]
        s += np.multiply(g, g, dtype=s.dtype)  # whole numbers would overflow without a word
        return g / (np.sqrt(s) + self.eps)


@dataclass(frozen=True)
class RMSProp(Rule):
    """s ← βs + (1−β)g², direction = g / (√s + ε)  (Hinton 2012). Chapter 5.

    beta  share of the average s that is kept from step to step, in [0, 1); PyTorch's `alpha`
    eps   ε, added outside the root, in units of the gradient; not negative

    The average starts at 0 and is not corrected for it.
    Raises ValueError if beta is outside [0, 1) or eps is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], RMSProp(beta=0.75, eps=0.0), lr=1.0, steps=2).w[:, 0]
    array([4., 2., 1.])
    """

    beta: PerRun = share(0.99)
    eps: PerRun = not_negative(1e-8)

    def init(self, w: Array) -> State:
        return {"s": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        s = state["s"]
        s *= self.beta
        s += (1 - self.beta) * g * g
        return g / (np.sqrt(s) + self.eps)


@dataclass(frozen=True)
class Adam(Rule):
    """m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², direction = m̂ / (√v̂ + ε)  (Kingma & Ba 2015). Chapter 5.

    beta1            share of the average gradient m that is kept from step to step, in [0, 1)
    beta2            share of the average square v that is kept from step to step, in [0, 1)
    eps              ε, in units of the gradient; not negative
    bias_correction  whether m̂ = m / (1−β₁ᵗ) and v̂ = v / (1−β₂ᵗ) undo the start at 0; if not, m̂ = m, v̂ = v

    eps sits outside the root and after the correction, as in algorithm 1 of the paper and in PyTorch.
    Raises ValueError if a beta is outside [0, 1) or eps is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Adam(eps=0.0), lr=0.5, steps=1).w[:, 0]
    array([4. , 3.5])
    """

    beta1: PerRun = share(0.9)
    beta2: PerRun = share(0.999)
    eps: PerRun = not_negative(1e-8)
    bias_correction: bool = one_of(True, False)

    def init(self, w: Array) -> State:
        return {"m": zeros_like(w), "v": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        m, v = self._moments(g, state)
        if self.bias_correction:
            m, v = m / (1 - self.beta1**t), v / (1 - self.beta2**t)
        return m / (np.sqrt(v) + self.eps)

    def _moments(self, g: Array, state: State) -> tuple[Array, Array]:
        """Update the running averages of g and g² and return them."""
        m, v = state["m"], state["v"]
        m *= self.beta1
        m += (1 - self.beta1) * g
        v *= self.beta2
        v += (1 - self.beta2) * g * g
        return m, v


@dataclass(frozen=True)
class AMSGrad(Adam):
    """Adam with the largest v so far: u ← max(u, v), direction = m̂ / (√û + ε). Chapter 5.

    Reddi, Kale & Kumar (2018). Its hyperparameters are those of Adam. As in PyTorch the maximum is
    taken first and corrected for the bias after (û = u / (1−β₂ᵗ)); the paper corrects nothing, which
    is `bias_correction=False`.

    Raises ValueError if a beta is outside [0, 1) or eps is negative.

    >>> from gdcore import Quadratic, run
    >>> rule = AMSGrad(beta1=0.0, beta2=0.0, eps=0.0)
    >>> run(Quadratic([1.0]), [4.0], rule, lr=2.0, steps=3).w[:, 0]
    array([4. , 2. , 1. , 0.5])
    """

    def init(self, w: Array) -> State:
        return {**super().init(w), "u": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        m, v = self._moments(g, state)
        u = np.maximum(state["u"], v, out=state["u"])
        if self.bias_correction:
            m, u = m / (1 - self.beta1**t), u / (1 - self.beta2**t)
        return m / (np.sqrt(u) + self.eps)


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam with decoupled weight decay: direction = m̂ / (√v̂ + ε) + decay · w. Chapter 5.

    decay  share of w that a step at learning rate 1 takes off; not negative

    Loshchilov & Hutter (2019). Its other hyperparameters are those of Adam. The decay is multiplied
    by the learning rate, as in PyTorch; the paper keeps the two apart.

    Raises ValueError if a beta is outside [0, 1), or eps or decay is negative.

    Where there is no gradient, only the decay is left:

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([0.0]), [4.0], AdamW(decay=0.5), lr=1.0, steps=2).w[:, 0]
    array([4., 2., 1.])
    """

    decay: PerRun = not_negative(0.01)

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        return super().direction(g, state, t, w) + self.decay * w


@dataclass(frozen=True)
class Lion(Rule):
    """direction = sign(β₁m + (1−β₁)g) + decay · w, then m ← β₂m + (1−β₂)g  (Chen et al. 2023). Chapter 9.

    beta1  share of the average m in the mixture whose sign is taken, in [0, 1)
    beta2  share of the average m that is kept from step to step, in [0, 1)
    decay  share of w that a step at learning rate 1 takes off; not negative

    As in AdamW the decay is multiplied by the learning rate. Every parameter moves by exactly the rate
    (but for the decay, and where the mixture is exactly 0), so good rates are several times smaller than
    Adam's.

    Raises ValueError if a beta is outside [0, 1) or decay is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Lion(), lr=0.5, steps=2).w[:, 0]
    array([4. , 3.5, 3. ])
    """

    beta1: PerRun = share(0.9)
    beta2: PerRun = share(0.99)
    decay: PerRun = not_negative(0.0)

    def init(self, w: Array) -> State:
        return {"m": zeros_like(w)}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        m = state["m"]
        u = np.sign(self.beta1 * m + (1 - self.beta1) * g)
        m *= self.beta2
        m += (1 - self.beta2) * g
        return u + self.decay * w
