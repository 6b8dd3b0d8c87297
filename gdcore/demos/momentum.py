"""The momentum demo: the map of learning rate and momentum, and what a point of it means."""

from math import sqrt
from typing import Any

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-momentum"
FORMS, DROP = SETTINGS[TAG]["forms"], SETTINGS[TAG]["drop"]


class MomentumDemo(Demo):
    """A map of learning rate and momentum with a point to drag, and the run that it stands for. Chapter 4.

    view      "valley" ½(w₁²/κ + w₂²), "forms" the four forms of momentum in it, or "bump" ¼(w² − 1)²
    kappa     condition number of the valley, 1 to 1000
    lr        learning rate η, 0 to 4 in the valley and 0 to 1 at the bump
    beta      momentum β, 0 to 0.99; another view has defaults of its own
    falls     in the view "forms": whether the rate falls to a tenth after step 20
    rescaled  in the view "forms": whether the average form gets the rate η / (1 − β)
    start     where the ball starts at the bump, −1.8 to 1.8
    steps     how many steps are shown, 0 to 100

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = MomentumDemo(kappa=9.0)
    >>> demo.tune()
    >>> round(demo.lr, 4), round(demo.beta, 4), round(demo.factor(), 4)
    (2.25, 0.25, 0.5)
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    view = parameter(TAG, "view")
    kappa = parameter(TAG, "kappa")
    lr = parameter(TAG, "lr")
    beta = parameter(TAG, "beta")
    falls = parameter(TAG, "falls")
    rescaled = parameter(TAG, "rescaled")
    start = parameter(TAG, "start")
    steps = parameter(TAG, "steps")

    def __init__(self, view: str = "valley", **parameters: Any) -> None:
        super().__init__(view=view, **parameters)

    def trace(self, form: str = "accumulate") -> gdcore.Trace:
        """The run on screen, or the same run in another form of momentum, as `gdcore.run` computes it."""
        start = [self.start] if self.view == "bump" else [1.0, 1.0]
        return gdcore.run(
            self._function, start, gdcore.Momentum(self.beta, form), self._rate(form), self.steps
        )

    def factor(self) -> float:
        """What each step multiplies the error by in the long run, in the slower direction of the valley."""
        return float(
            max(momentum_factor(self.lr * curvature, self.beta) for curvature in (1 / self.kappa, 1.0))
        )

    def tune(self) -> None:
        """Take the best rate and momentum for the valley (Polyak 1964).

        With curvatures from μ = 1/κ to L = 1, η = (2/(√μ + √L))² and β = ((√κ − 1)/(√κ + 1))².
        """
        root = sqrt(self.kappa)
        self.view = "valley"
        self.lr = (2 / (1 / root + 1)) ** 2
        self.beta = ((root - 1) / (root + 1)) ** 2

    @property
    def _function(self):
        return gdcore.DoubleWell() if self.view == "bump" else gdcore.Quadratic([1 / self.kappa, 1.0])

    def _rate(self, form):
        lr = self.lr / (1 - self.beta) if form == "average" and self.rescaled else self.lr
        if self.view == "forms" and self.falls:
            return lambda t: lr if t <= DROP else 0.1 * lr
        return lr

    def _draw(self, figure):
        from gdcore.plotting import plot_contours, plot_descent, plot_path

        rates, picture, course = figure.subplots(1, 3)
        self._draw_map(rates)
        if self.view == "bump":
            trace = self.trace()
            plot_descent(trace, self._function, picture, span=(-2, 2))
            picture.set_ylim(0, 1.3)
            lines = {"w": trace.w[:, 0]}
        else:
            plot_contours(self._function, picture, (-1.3, 1.3), (-1.3, 1.3), levels=8)
            traces = {form: self.trace(form) for form in (FORMS if self.view == "forms" else FORMS[:1])}
            for trace in traces.values():
                plot_path(trace, picture)
            forms = {form: trace.w[:, 0] for form, trace in traces.items()}
            lines = forms if self.view == "forms" else dict(zip(("w₁", "w₂"), traces[FORMS[0]].w.T))
        for (name, line), dashes in zip(lines.items(), ("-", "--", ":", "-.")):
            course.plot(line, dashes, label=name)
        course.set(xlabel="step t", ylim=(-2, 2))
        course.legend(fontsize="small")

    def _draw_map(self, ax):
        lr, beta = np.meshgrid(np.linspace(0.01, self.domain("lr")["max"], 81), np.linspace(0.0, 0.99, 60))
        if self.view == "bump":
            runs = gdcore.run(
                self._function, np.full(lr.shape + (1,), self.start), gdcore.Momentum(beta), lr, 300
            )
            colour, name = np.sign(runs.w[-1, ..., 0]), "blue: over the bump"
        else:
            factor = np.maximum(momentum_factor(lr / self.kappa, beta), momentum_factor(lr, beta))
            colour, name = np.where(factor < 1, np.log10(np.minimum(factor, 0.999)), np.nan), "blue is fast"
        ax.pcolormesh(lr, beta, -colour, vmax=0.3, cmap="Blues", rasterized=True)
        ax.plot(self.lr, self.beta, "o", color="white", markeredgecolor="black")
        ax.set(xlabel="learning rate η", ylabel="momentum β", title=name)

    def _describe(self):
        if self.view == "bump":
            return (
                f"Momentum {self.beta:g} with rate {self.lr:g} on ¼(w² − 1)² from w = {self.start:g}: "
                f"after {self.steps} steps w = {self.trace().w[-1, 0]:.3g}."
            )
        regimes = [regime(self.lr * curvature, self.beta) for curvature in (1 / self.kappa, 1.0)]
        return (
            f"Momentum {self.beta:g} with rate {self.lr:g} in a valley of condition number {self.kappa:g}: "
            f"the flat direction is {regimes[0]}, the steep one {regimes[1]}; "
            f"the error shrinks by {self.factor():.3g} per step."
        )


def momentum_factor(product, beta):
    """The modulus of the larger root of r² − (1 + β − ηλ) r + β: the factor per step; product is ηλ.

    >>> momentum_factor(np.array([0.5, 4.0]), beta=0.25).round(3)
    array([0.5 , 2.656])
    """
    half = 0.5 * (1 + beta - product)
    spread = half * half - beta
    return np.where(spread < 0, np.sqrt(beta), np.abs(half) + np.sqrt(np.maximum(spread, 0)))[()]


def regime(product, beta):
    """How the error behaves in a direction of curvature λ, in a word; product is ηλ.

    >>> [regime(product, beta=0.25) for product in (0.1, 0.25, 1.0, 2.4, 2.6)]
    ['overdamped', 'critically damped', 'underdamped', 'overdamped', 'unstable']
    """
    if product >= 2 * (1 + beta):
        return "unstable"
    distance = beta - (1 - sqrt(product)) ** 2
    if abs(distance) < 1e-9:
        return "critically damped"
    return "underdamped" if distance > 0 else "overdamped"
