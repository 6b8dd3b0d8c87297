"""The momentum demo: the map of learning rate and momentum, and what a point of it means."""

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, require_within
from .settings import SETTINGS

VIEWS, PARAMETERS = SETTINGS["gd-momentum"]["views"], SETTINGS["gd-momentum"]["parameters"]
FORMS = SETTINGS["gd-momentum"]["forms"]
DROP = SETTINGS["gd-momentum"]["drop"]


class MomentumDemo(Demo):
    """A map of learning rate and momentum with a point to drag, and the run that it stands for. Chapter 4.

    view      "valley" ½(w₁²/κ + w₂²), "forms" the four forms of momentum in it, or "bump" ¼(w² − 1)²
    kappa     condition number of the valley, 1 to 1000
    lr        learning rate η, 0 to 4 in the valley and 0 to 1 at the bump; each has its own default
    beta      momentum β, 0 to 0.99
    schedule  of the forms: "constant", or "falls" to a tenth after step 20
    average   of the forms: the average one gets the rate "rescaled", η / (1 − β), or the "same"
    start     where the ball starts at the bump, −1.8 to 1.8
    steps     how many steps are shown, 0 to 200

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = MomentumDemo(kappa=9.0)
    >>> demo.tune()
    >>> round(demo.lr, 4), round(demo.beta, 4), round(demo.factor(), 4)
    (2.25, 0.25, 0.5)
    """

    tag = traitlets.Unicode("gd-momentum", read_only=True).tag(sync=True)
    view = traitlets.Enum(PARAMETERS["view"]["choices"], PARAMETERS["view"]["default"]).tag(sync=True)
    kappa = traitlets.Float(PARAMETERS["kappa"]["default"]).tag(sync=True)
    lr = traitlets.Float().tag(sync=True)
    beta = traitlets.Float(PARAMETERS["beta"]["default"]).tag(sync=True)
    schedule = traitlets.Enum(PARAMETERS["schedule"]["choices"], PARAMETERS["schedule"]["default"]).tag(sync=True)
    average = traitlets.Enum(PARAMETERS["average"]["choices"], PARAMETERS["average"]["default"]).tag(sync=True)
    start = traitlets.Float(PARAMETERS["start"]["default"]).tag(sync=True)
    steps = traitlets.Int(PARAMETERS["steps"]["default"]).tag(sync=True)

    def __init__(self, view=PARAMETERS["view"]["default"], lr=None, **parameters):
        if lr is None and view in VIEWS:
            lr = VIEWS[view]["lr"]["default"]
        super().__init__(view=view, lr=lr, **parameters)

    def trace(self, form="accumulate"):
        """The run on screen, or its like in another form of momentum, as `gdcore.run` computes it."""
        start = [self.start] if self.view == "bump" else [1.0, 1.0]
        return gdcore.run(self._function, start, gdcore.Momentum(self.beta, form), self._rate(form), self.steps)

    def factor(self):
        """What each step multiplies the error by in the long run, in the slower direction of the valley."""
        return max(momentum_factor(self.lr * curvature, self.beta) for curvature in (1 / self.kappa, 1.0))

    def tune(self):
        """Take the best rate and momentum for the valley: η = (2/(√μ + √L))², β = ((√κ − 1)/(√κ + 1))² (Polyak 1964)."""
        root = np.sqrt(self.kappa)
        self.view, self.lr, self.beta = "valley", (2 / (1 / root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2

    @property
    def _function(self):
        return gdcore.DoubleWell() if self.view == "bump" else gdcore.Quadratic([1 / self.kappa, 1.0])

    def _rate(self, form):
        lr = self.lr / (1 - self.beta) if form == "average" and self.average == "rescaled" else self.lr
        if self.view == "forms" and self.schedule == "falls":
            return lambda t: lr if t <= DROP else 0.1 * lr
        return lr

    @traitlets.validate("kappa", "beta", "start", "steps")
    def _within(self, proposal):
        name = proposal["trait"].name
        return require_within(name, proposal["value"], PARAMETERS[name])

    @traitlets.validate("lr")
    def _lr_within(self, proposal):
        return require_within("lr", proposal["value"], VIEWS[self.view]["lr"])

    @traitlets.observe("view")
    def _keep_lr_within(self, change):
        domain = VIEWS[self.view]["lr"]
        if not domain["min"] <= self.lr <= domain["max"]:
            self.lr = domain["default"]

    def _draw(self, figure):
        rates, path, course = figure.subplots(1, 3)
        self._draw_map(rates)
        trace = self.trace()
        t = np.arange(self.steps + 1)
        if self.view == "bump":
            grid = np.linspace(-2, 2, 200)
            path.plot(grid, gdcore.DoubleWell().value(grid[:, np.newaxis]), color="#9a9a9a")
            path.plot(trace.w[:, 0], trace.loss, "o-", linewidth=0.8)
            path.set(xlim=(-2, 2), ylim=(0, 1.3), xlabel="w", ylabel="loss")
            course.plot(t, trace.w[:, 0])
        else:
            from gdcore.plotting import plot_contours, plot_path

            plot_contours(self._function, path, (-1.3, 1.3), (-1.3, 1.3))
            shown = FORMS if self.view == "forms" else FORMS[:1]
            for form in shown:
                plot_path(self.trace(form), path, label=form)
            lines = {form: self.trace(form).w[:, 0] for form in FORMS} if self.view == "forms" else dict(zip(("flat", "steep"), trace.w.T))
            for name, line in lines.items():
                course.plot(t, line, label=name)
            course.legend(fontsize="small")
        course.set(xlabel="step t", ylabel="w", ylim=(-2, 2))

    def _draw_map(self, ax):
        lr, beta = np.meshgrid(np.linspace(0.0, VIEWS[self.view]["lr"]["max"], 81), np.linspace(0.0, 0.99, 60))
        if self.view == "bump":
            runs = gdcore.run(self._function, np.full(lr.shape + (1,), self.start), gdcore.Momentum(beta), lr, 300)
            ax.pcolormesh(lr, beta, np.sign(runs.w[-1, ..., 0]), rasterized=True)
        else:
            factor = np.maximum(momentum_factor(lr / self.kappa, beta), momentum_factor(lr, beta))
            ax.pcolormesh(lr, beta, factor, vmin=0, vmax=1.2, rasterized=True)
        ax.plot(self.lr, self.beta, "o", color="white", markeredgecolor="black")
        ax.set(xlabel="learning rate η", ylabel="momentum β")

    def _describe(self):
        if self.view == "bump":
            return f"Momentum {self.beta:g} with rate {self.lr:g} on ¼(w² − 1)² from w = {self.start:g}: after {self.steps} steps w = {self.trace().w[-1, 0]:.3g}."
        regimes = [regime(self.lr * curvature, self.beta) for curvature in (1 / self.kappa, 1.0)]
        return (
            f"Momentum {self.beta:g} with rate {self.lr:g} in a valley of condition number {self.kappa:g}: "
            f"the flat direction is {regimes[0]}, the steep one {regimes[1]}; the error shrinks by {self.factor():.3g} per step."
        )


def momentum_factor(product, beta):
    """The modulus of the larger root of r² − (1 + β − ηλ) r + β: the factor per step; product is ηλ.

    >>> momentum_factor(np.array([0.5, 4.0]), 0.25)
    array([0.5 , 2.640...])
    """
    half = 0.5 * (1 + beta - product)
    spread = half * half - beta
    return np.where(spread < 0, np.sqrt(beta), np.abs(half) + np.sqrt(np.maximum(spread, 0)))[()]


def regime(product, beta):
    """What a direction of curvature λ does, in a word; product is ηλ.

    >>> [regime(product, beta=0.25) for product in (0.1, 0.25, 1.0, 2.4, 2.6)]
    ['overdamped', 'critically damped', 'underdamped', 'overdamped', 'unstable']
    """
    if product >= 2 * (1 + beta):
        return "unstable"
    distance = beta - (1 - np.sqrt(product)) ** 2
    if abs(distance) < 1e-9:
        return "critically damped"
    return "underdamped" if distance > 0 else "overdamped"
