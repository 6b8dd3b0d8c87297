"""The landscape demo: rules race from one start down a function of two parameters."""

import numpy as np
import traitlets

import gdcore
from gdcore.loop import _record as record

from ._demo import Demo, parameter
from .settings import LANDSCAPES, RACERS, SETTINGS

TAG = "gd-landscape"


class LandscapeDemo(Demo):
    """Rules race from one start, with the same gradient noise, each at its own rate. Chapters 4, 5 and 7.

    objective  "valley" (a quadratic), "rosenbrock", "beale", "himmelblau", "saddle" or "plateau"
    rules      the rules that race: names with spaces between them
    x, y       the start, within the picture
    kappa      condition number of the valley, 1 to 1,000
    noise      standard deviation σ of the noise in each component of the gradient
    seed       seed of the noise, a whole number from 0 to 999
    steps      how many steps are shown, 0 to 200
    lr_gd, lr_momentum, lr_nesterov, lr_adagrad, lr_rmsprop, lr_adam   rates, 1e-5 to 10

    Another landscape brings its own start, noise and rates, which are good ones for that start and 100
    steps without noise.
    Raises TraitError naming the argument for a value outside its range.

    >>> demo = LandscapeDemo("rosenbrock", rules="Momentum Adam", steps=50)
    >>> {rule: w.shape for rule, w in demo.trace().items()}
    {'Momentum': (51, 2), 'Adam': (51, 2)}
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    objective = parameter(TAG, "objective")
    rules = parameter(TAG, "rules")
    x = parameter(TAG, "x")
    y = parameter(TAG, "y")
    kappa = parameter(TAG, "kappa")
    noise = parameter(TAG, "noise")
    seed = parameter(TAG, "seed")
    steps = parameter(TAG, "steps")
    lr_gd = parameter(TAG, "lr_gd")
    lr_momentum = parameter(TAG, "lr_momentum")
    lr_nesterov = parameter(TAG, "lr_nesterov")
    lr_adagrad = parameter(TAG, "lr_adagrad")
    lr_rmsprop = parameter(TAG, "lr_rmsprop")
    lr_adam = parameter(TAG, "lr_adam")

    def __init__(self, objective="valley", **parameters):
        super().__init__(objective=objective, **parameters)

    @property
    def function(self):
        """The objective that is descended."""
        landscape = LANDSCAPES[self.objective]
        curvatures = {"curvatures": [1 / self.kappa, 1.0]} if landscape["kind"] == "Quadratic" else {}
        return getattr(gdcore, landscape["kind"])(**landscape["options"] | curvatures)

    def trace(self):
        """The paths on screen: of each rule in the race the points, `(steps + 1, 2)`."""
        return {
            name: self._race(name, getattr(self, RACERS[name]["rate"]))
            for name in RACERS
            if name in self.rules.split()
        }

    def tune(self):
        """Set each racing rule's rate to the best of a grid, and return these rates.

        Best is the lowest line in the picture of the losses: the mean of log(loss above the minimum) over
        the steps, with the start, noise and steps on screen.
        """
        settings, rates = SETTINGS[TAG], {}
        for name in self.trace():
            with np.errstate(all="ignore"):
                gap = (
                    self.function.value(self._race(name, settings["grid"]))
                    - LANDSCAPES[self.objective]["floor"]
                )
                height = np.log(np.maximum(gap, settings["arrived"])).mean(axis=0)
            rates[name] = settings["grid"][np.where(np.isfinite(height), height, np.inf).argmin()]
        for name, rate in rates.items():
            setattr(self, RACERS[name]["rate"], rate)
        return rates

    def _race(self, name, lr):
        """The points of a rule, `(steps + 1, ..., 2)` for rates `(...)`; the noise is the same for all."""
        shocks = iter(self.noise * np.random.RandomState(self.seed).standard_normal((self.steps + 1, 2)))
        function = self.function
        path = gdcore.descend(
            lambda w: function.grad(w) + next(shocks), [self.x, self.y], getattr(gdcore, name)(), lr
        )
        with np.errstate(all="ignore"):
            return record(path, self.steps)

    def _draw(self, figure):
        from gdcore.plotting import plot_contours

        landscape, function = LANDSCAPES[self.objective], self.function
        ax, losses = figure.subplots(1, 2, width_ratios=[3, 2])
        plot_contours(function, ax, landscape["x"], landscape["y"])
        for name, w in self.trace().items():
            seen = np.isfinite(w).all(axis=1)
            ax.plot(*w[seen].T, ".-", linewidth=1.1, markersize=3)
            losses.semilogy(function.value(w) - landscape["floor"], label=RACERS[name]["label"])
        losses.set(xlabel="step t", ylabel="loss above the minimum", ylim=landscape["gap"])
        losses.legend()

    def _describe(self):
        function, floor = self.function, LANDSCAPES[self.objective]["floor"]
        ends = ", ".join(
            f"{RACERS[name]['label']} {function.value(w[-1]) - floor:.3g}" for name, w in self.trace().items()
        )
        return (
            f"Rules race from ({self.x:g}, {self.y:g}) in the landscape {self.objective}. "
            f"Loss above the minimum after {self.steps} steps: {ends}."
        )
