"""The Adam demo: what the rule keeps for each parameter, and the step that results."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-adam"
EXAMPLES = SETTINGS[TAG]["examples"]


@dataclass(frozen=True)
class AdamTrace:
    """What Adam kept and did at each step; row t − 1 belongs to step t.

    w             the parameters, `(steps + 1, d)`
    g             the gradient, `(steps, d)` like all that follow
    m, v          running averages of g and of g² (for AMSGrad, v is the largest so far)
    m_hat, v_hat  the same, corrected for their start at 0 if the rule corrects it
    step          what was subtracted from w
    """

    w: np.ndarray
    g: np.ndarray
    m: np.ndarray
    v: np.ndarray
    m_hat: np.ndarray
    v_hat: np.ndarray
    step: np.ndarray


class AdamDemo(Demo):
    """Adam at work, with all that it keeps for each parameter. Chapter 5.

    example     "valley" ½(w₁² + 40 w₂²), "steady" two gradients that never change, 4 and −0.04,
                or "reddi" the gradients 3, −1, −1, … on [−1, 1] with the rate η/√t (Reddi et al. 2018)
    lr          learning rate η, 0.001 to 1; another example brings its own rate, betas and steps
    beta1       0 to 0.999
    beta2       0 to 0.9999
    correction  whether the bias is corrected
    rotation    by how many degrees the valley is turned, 0 to 90
    steps       how many steps are shown, 0 to 300

    Raises TraitError naming the argument for a value outside its range.

    >>> AdamDemo(example="steady", lr=0.1, steps=2).trace().w.round(3)
    array([[ 0. ,  0. ],
           [-0.1,  0.1],
           [-0.2,  0.2]])
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    example = parameter(TAG, "example")
    lr = parameter(TAG, "lr")
    beta1 = parameter(TAG, "beta1")
    beta2 = parameter(TAG, "beta2")
    correction = parameter(TAG, "correction")
    rotation = parameter(TAG, "rotation")
    steps = parameter(TAG, "steps")

    def __init__(self, example: str = "valley", **parameters: Any) -> None:
        super().__init__(example=example, **parameters)

    def trace(self, rule: type[gdcore.Adam] = gdcore.Adam) -> AdamTrace:
        """All that Adam, or AMSGrad, computes in the run on screen: an AdamTrace."""
        adam = rule(self.beta1, self.beta2, bias_correction=self.correction)
        bounds = EXAMPLES[self.example].get("bounds")
        w = self._start()
        state = adam.init(w)
        path = np.empty((self.steps + 1, w.size))
        g, m, v, moves = np.empty((4, self.steps, w.size))
        for t in range(1, self.steps + 1):
            row = t - 1
            path[row] = w
            g[row] = self._gradient(w, t)
            rate = self.lr / np.sqrt(t) if bounds else self.lr
            moves[row] = adam.step(g[row], state, t, rate, w)
            m[row], v[row] = state["m"], state.get("u", state["v"])
            w -= moves[row]
            if bounds:
                np.clip(w, *bounds, out=w)
        path[self.steps] = w
        if not self.correction:
            return AdamTrace(path, g, m, v, m, v, moves)
        number = np.arange(1, self.steps + 1)[:, np.newaxis]
        m_hat, v_hat = m / (1 - self.beta1**number), v / (1 - self.beta2**number)
        return AdamTrace(path, g, m, v, m_hat, v_hat, moves)

    def _start(self):
        start = np.array(EXAMPLES[self.example]["start"])
        return self._turn @ start if self.example == "valley" else start

    def _gradient(self, w, t):
        if self.example == "valley":
            return self._function.grad(w)
        gradients = np.array(EXAMPLES[self.example]["gradients"])
        return gradients[(t - 1) % len(gradients)]

    @property
    def _turn(self):
        cos, sin = np.cos(np.radians(self.rotation)), np.sin(np.radians(self.rotation))
        return np.array([[cos, -sin], [sin, cos]])

    @property
    def _function(self):
        return gdcore.Quadratic(EXAMPLES["valley"]["curvatures"], rotation=np.radians(self.rotation))

    def _lines(self):
        """For each line in the pictures: its name, its parameter over the walk, its steps in units of η."""
        rules = (gdcore.Adam, gdcore.AMSGrad) if self.example == "reddi" else (gdcore.Adam,)
        falls = "bounds" in EXAMPLES[self.example]
        rates = self.lr / np.sqrt(np.arange(1, self.steps + 1)) if falls else self.lr
        lines = [
            (w, step / rates) for trace in map(self.trace, rules) for w, step in zip(trace.w.T, trace.step.T)
        ]
        return [(name, *line) for name, line in zip(EXAMPLES[self.example]["names"], lines)]

    def _draw(self, figure):
        path, steps = figure.subplots(1, 2)
        t = np.arange(self.steps + 1)
        if self.example == "valley":
            from gdcore.plotting import plot_contours

            plot_contours(self._function, path, levels=12)
            # Adam has its own colour, as on the page: the first two are those of w₁ and w₂.
            path.plot(*self.trace().w.T, "o-", linewidth=1.1, color="C5")
        else:
            for name, w, _ in self._lines():
                path.plot(t, w, label=name)
            path.set(xlabel="step t", ylabel="w")
        for name, _, step in self._lines():
            steps.plot(t[1:], step, ".-", label=name)
        steps.set(xlabel="step t", ylabel="step / η")
        steps.legend(fontsize="small")

    def _describe(self):
        ends = ", ".join(f"{name} = {w[-1]:.3g}" for name, w, _ in self._lines())
        return (
            f"Adam, {EXAMPLES[self.example]['label']}, with rate {self.lr:g}, "
            f"β₁ = {self.beta1:g}, β₂ = {self.beta2:g}, "
            f"bias correction {'on' if self.correction else 'off'}: after {self.steps} steps {ends}."
        )
