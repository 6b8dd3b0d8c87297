"""Update rules, from simple to complex: each is the line of mathematics in which it differs.

A rule turns the gradient g of step t (counted from 1) into a direction; the loop applies

    w ← w − η · direction

`init(w)` makes the state a rule carries from step to step, a plain dict of arrays that may be
read at any time. In a loop of your own move w in place (`w -= step`): AdamW and the last-update form
of Momentum look at it through their state. Each parameter is treated by itself, so that the loop can
hand over a long vector in pieces. A hyperparameter may be an array over runs, shape `(...)` for
`w` `(..., d)`; the rule keeps it as a tuple, to be a value, and the loop asks for `over_parameters()`.

>>> import numpy as np
>>> rule, w = Momentum(beta=0.5), np.array([1.0])
>>> state = rule.init(w)
>>> rule.step(np.array([2.0]), state, t=1, lr=0.1), state["v"]
(array([0.2]), array([2.]))
"""

from copy import copy
from dataclasses import dataclass, fields

import numpy as np

from ._checks import decay_factor, over_runs, rate, require


@dataclass(frozen=True)
class Rule:
    """The base: w ← w − step, where step = η · direction."""

    def __post_init__(self):
        for name in self._numbers():
            check = decay_factor if name.startswith("beta") else rate
            object.__setattr__(self, name, _value(check(getattr(self, name), name)))

    def _numbers(self):
        return [field.name for field in fields(self) if field.type is float]

    @property
    def runs(self):
        """Shape of the runs over which the array hyperparameters reach; () if there are none."""
        return np.broadcast_shapes(*(np.shape(getattr(self, name)) for name in self._numbers()))

    def over_parameters(self):
        """This rule with arrays of hyperparameters `(...)` as `(..., 1)`, to broadcast against w `(..., d)`."""
        rule = copy(self)
        for name in self._numbers():
            object.__setattr__(rule, name, over_runs(getattr(self, name)))
        return rule

    def init(self, w):
        """The state before the first step."""
        return {}

    def direction(self, g, state, t):
        """The direction to subtract at step t, before the rate; updates `state` in place. Copy g to keep it."""
        raise NotImplementedError

    def step(self, g, state, t, lr):
        """What the loop subtracts from w at step t; a fresh array, or one the loop must not keep."""
        return lr * self.direction(g, state, t)


def _value(numbers):
    """Numbers as they compare and hash: one as it is, an array as tuples."""
    return tuple(map(_value, numbers)) if np.ndim(numbers) else float(numbers)


@dataclass(frozen=True)
class GradientDescent(Rule):
    """Steepest descent: direction = g  (Cauchy 1847). Chapter 1.

    >>> GradientDescent().step(np.array([2.0]), state={}, t=1, lr=0.1)
    array([0.2])
    """

    def direction(self, g, state, t):
        return g


@dataclass(frozen=True)
class Momentum(Rule):
    """Heavy ball: v ← βv + g, direction = v  (Polyak 1964). Chapter 4.

    `form` chooses among the four ways in which it is written:

    "accumulate"   v ← βv + g           w ← w − ηv                    PyTorch; the default
    "average"      v ← βv + (1−β)g      w ← w − ηv                    as the first moment of Adam
    "rate-inside"  v ← βv + ηg          w ← w − v                     Sutskever et al. 2013, Keras
    "last-update"  w ← w − ηg + β(w − w_previous)                     Polyak 1964

    At a constant rate all walk the same path, "average" with η / (1−β) for η. When the rate
    changes, the last two go on applying the old rate to the old gradients; the first two do not.
    So the last two have a `step`, but no `direction` that the rate could multiply afterwards.
    PyTorch's `dampening=beta` is "average" but for its first step, at which v = g.

    Raises ValueError if beta is outside [0, 1) or the form is unknown.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Momentum(beta=0.5), lr=0.5, steps=3).w[:, 0]
    array([ 4., 2., 0., -1.])
    """

    beta: float = 0.9
    form: str = "accumulate"

    def __post_init__(self):
        super().__post_init__()
        forms = ("accumulate", "average", "rate-inside", "last-update")
        require(self.form in forms, "form", f"be one of {', '.join(forms)}", self.form)

    def init(self, w):
        if self.form == "last-update":
            return {"w": w, "previous": w.copy("K")}  # w is the live array that the loop moves
        return {"v": np.zeros_like(w)}

    def direction(self, g, state, t):
        v = state["v"]
        v *= self.beta
        v += (1 - self.beta) * g if self.form == "average" else g
        return v

    def step(self, g, state, t, lr):
        if self.form == "rate-inside":
            v = state["v"]
            v *= self.beta
            v += lr * g
            return v
        if self.form == "last-update":
            w, previous = state["w"], state["previous"]
            step = lr * g - self.beta * (w - previous)
            previous[...] = w
            return step
        return super().step(g, state, t, lr)


@dataclass(frozen=True)
class Nesterov(Rule):
    """Accelerated gradient: v ← βv + g, direction = g + βv  (Nesterov 1983). Chapter 4.

    `w` here is the look-ahead point at which the gradient is taken, as in PyTorch
    (`nesterov=True`); Nesterov's own iterate is w + ηβv.

    Raises ValueError if beta is outside [0, 1).

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Nesterov(beta=0.5), lr=0.5, steps=2).w[:, 0]
    array([ 4. , 1. , -0.25])
    """

    beta: float = 0.9

    def init(self, w):
        return {"v": np.zeros_like(w)}

    def direction(self, g, state, t):
        v = state["v"]
        v *= self.beta
        v += g
        return g + self.beta * v


@dataclass(frozen=True)
class AdaGrad(Rule):
    """s ← s + g², direction = g / (√s + ε)  (Duchi, Hazan & Singer 2011). Chapter 5.

    eps sits outside the root, as in PyTorch. Raises ValueError if eps is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], AdaGrad(eps=0.0), lr=1.0, steps=2).w[:, 0]
    array([4. , 3. , 2.4])
    """

    eps: float = 1e-10

    def init(self, w):
        return {"s": np.zeros_like(w)}

    def direction(self, g, state, t):
        s = state["s"]
        s += g * g
        return g / (np.sqrt(s) + self.eps)


@dataclass(frozen=True)
class RMSProp(Rule):
    """s ← βs + (1−β)g², direction = g / (√s + ε)  (Hinton 2012). Chapter 5.

    beta is PyTorch's `alpha`; s starts at 0 and is not corrected for it.
    Raises ValueError if beta is outside [0, 1) or eps is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], RMSProp(beta=0.75, eps=0.0), lr=1.0, steps=2).w[:, 0]
    array([4., 2., 1.])
    """

    beta: float = 0.99
    eps: float = 1e-8

    def init(self, w):
        return {"s": np.zeros_like(w)}

    def direction(self, g, state, t):
        s = state["s"]
        s *= self.beta
        s += (1 - self.beta) * g * g
        return g / (np.sqrt(s) + self.eps)


@dataclass(frozen=True)
class Adam(Rule):
    """m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², direction = m̂ / (√v̂ + ε)  (Kingma & Ba 2015). Chapter 5.

    m̂ = m / (1−β₁ᵗ) and v̂ = v / (1−β₂ᵗ) undo the start at 0; `bias_correction=False` leaves them out.
    eps sits outside the root and after the correction, as in algorithm 1 of the paper and in PyTorch.

    Raises ValueError if a beta is outside [0, 1) or eps is negative.

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([1.0]), [4.0], Adam(eps=0.0), lr=0.5, steps=1).w[:, 0]
    array([4. , 3.5])
    """

    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    bias_correction: bool = True

    def init(self, w):
        return {"m": np.zeros_like(w), "v": np.zeros_like(w)}

    def direction(self, g, state, t):
        m, v = self._moments(g, state)
        if self.bias_correction:
            m, v = m / (1 - self.beta1**t), v / (1 - self.beta2**t)
        return m / (np.sqrt(v) + self.eps)

    def _moments(self, g, state):
        """Update the running averages of g and g² and return them."""
        m, v = state["m"], state["v"]
        m *= self.beta1
        m += (1 - self.beta1) * g
        v *= self.beta2
        v += (1 - self.beta2) * g * g
        return m, v


@dataclass(frozen=True)
class AMSGrad(Adam):
    """Adam with the largest v so far: u ← max(u, v), direction = m̂ / (√û + ε)  (Reddi, Kale & Kumar 2018). Chapter 5.

    As in PyTorch the maximum is taken first and corrected for the bias after (û = u / (1−β₂ᵗ));
    the paper corrects nothing, which is `bias_correction=False`.

    >>> from gdcore import Quadratic, run
    >>> rule = AMSGrad(beta1=0.0, beta2=0.0, eps=0.0)
    >>> run(Quadratic([1.0]), [4.0], rule, lr=2.0, steps=3).w[:, 0]
    array([4. , 2. , 1. , 0.5])
    """

    def init(self, w):
        return {**super().init(w), "u": np.zeros_like(w)}

    def direction(self, g, state, t):
        m, v = self._moments(g, state)
        u = np.maximum(state["u"], v, out=state["u"])
        if self.bias_correction:
            m, u = m / (1 - self.beta1**t), u / (1 - self.beta2**t)
        return m / (np.sqrt(u) + self.eps)


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam with decoupled weight decay: direction = m̂ / (√v̂ + ε) + decay · w  (Loshchilov & Hutter 2019). Chapter 5.

    The decay is multiplied by the learning rate, as in PyTorch; the paper keeps the two apart.
    Raises ValueError if decay is negative.

    Where there is no gradient, only the decay is left:

    >>> from gdcore import Quadratic, run
    >>> run(Quadratic([0.0]), [4.0], AdamW(decay=0.5), lr=1.0, steps=2).w[:, 0]
    array([4., 2., 1.])
    """

    decay: float = 0.01

    def init(self, w):
        return {**super().init(w), "w": w}  # the live array that the loop moves

    def direction(self, g, state, t):
        return super().direction(g, state, t) + self.decay * state["w"]
