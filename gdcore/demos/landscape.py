"""The landscape demo: rules race from one start down a function of two parameters."""

from typing import Any

import numpy as np
import traitlets

import gdcore
from gdcore.objectives import Objective

from ._demo import Demo, parameter
from .settings import LANDSCAPES, RACERS, SETTINGS

TAG = "gd-landscape"


class LandscapeDemo(Demo):
    """Rules race from one start, with the same gradient noise, each at its own rate. Chapters 4, 5 and 7.

    objective  "valley" (a quadratic), "rosenbrock", "beale", "himmelblau", "saddle", "plateau", or "own" for
               `formula`
    formula    the reader's own function of x and y, as `gdcore.Formula` takes it
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
    formula = parameter(TAG, "formula")
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

    def __init__(self, objective: str = "valley", **parameters: Any) -> None:
        super().__init__(objective=objective, **parameters)

    @property
    def function(self) -> Objective:
        """The objective that is descended."""
        if self.objective == "own":
            return gdcore.Formula(self.formula, ("x", "y"))
        landscape = LANDSCAPES[self.objective]
        curvatures = {"curvatures": [1 / self.kappa, 1.0]} if landscape["kind"] == "Quadratic" else {}
        return getattr(gdcore, landscape["kind"])(**landscape["options"] | curvatures)

    @property
    def floor(self) -> float:
        """The lowest loss, above which losses are shown: that of the minimum.

        Nobody knows that of a reader's own function. The lowest value found in the picture stands in for it,
        on a grid and along the runs, of which all steps count, shown or not; 0 if there is no value.
        """
        if self.objective != "own":
            return LANDSCAPES[self.objective]["floor"]
        ranges = (LANDSCAPES["own"]["x"], LANDSCAPES["own"]["y"])
        x, y = (np.linspace(first, last, SETTINGS[TAG]["survey"]) for first, last in ranges)
        grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        runs = self._paths(SETTINGS[TAG]["parameters"]["steps"]["max"]).values()
        points = np.concatenate([grid, *runs])
        values = self.function.value(points[self._in_picture(points)])
        return float(min(values[np.isfinite(values)], default=0.0))

    def trace(self) -> dict[str, np.ndarray]:
        """The paths on screen: of each rule in the race the points, `(steps + 1, 2)`."""
        return self._paths(self.steps)

    def tune(self) -> dict[str, float]:
        """Set each racing rule's rate to the best of a grid, and return the rates of these rules.

        Best is the lowest line in the picture of the losses: the mean of log(loss above the minimum) over
        100 steps, or over all that are on screen if these are more, with the start and the noise on screen.
        """
        settings, rates, floor = SETTINGS[TAG], {}, self.floor
        for name in self.trace():
            path = self._race(name, settings["grid"], max(settings["horizon"], self.steps))
            with np.errstate(all="ignore"):
                gap = self.function.value(path) - floor
                height = np.log(np.maximum(gap, settings["arrived"])).mean(axis=0)
            # What falls without end, outside the picture of a reader's own function, is not the best.
            height[((gap < 0) & ~self._in_picture(path)).any(axis=0)] = np.inf
            height[~np.isfinite(height)] = np.inf
            is_any_better = height.min() < height.max()
            rates[name] = (
                settings["grid"][height.argmin()] if is_any_better else getattr(self, RACERS[name]["rate"])
            )
        for name, rate in rates.items():
            setattr(self, RACERS[name]["rate"], rate)
        return rates

    def _paths(self, steps):
        """Of each rule in the race the points, `(steps + 1, 2)`."""
        return {
            name: self._race(name, getattr(self, racer["rate"]), steps)
            for name, racer in RACERS.items()
            if name in self.rules.split()
        }

    def _race(self, name, lr, steps):
        """The points of a rule, `(steps + 1, ..., 2)` for rates `(...)`; the noise is the same for all."""
        shocks = iter(self.noise * np.random.RandomState(self.seed).standard_normal((steps + 1, 2)))
        function = self.function
        path = gdcore.descend(
            lambda w: function.grad(w) + next(shocks), [self.x, self.y], getattr(gdcore, name)(), lr
        )
        with np.errstate(all="ignore"):
            return gdcore.record(path, steps)

    def _in_picture(self, points):
        """Whether points `(..., 2)` lie in the picture, `(...)`."""
        low, high = np.transpose([LANDSCAPES[self.objective][axis] for axis in "xy"])
        return ((points >= low) & (points <= high)).all(axis=-1)

    @property
    def _above(self):
        """What the losses that are shown are counted from."""
        return "the lowest found" if self.objective == "own" else "the minimum"

    def _draw(self, figure):
        from gdcore.plotting import plot_contours

        landscape, function, floor = LANDSCAPES[self.objective], self.function, self.floor
        ax, losses = figure.subplots(1, 2, width_ratios=[3, 2])
        plot_contours(function, ax, landscape["x"], landscape["y"])
        paths = self.trace()
        gaps = {name: function.value(w) - floor for name, w in paths.items()}
        for name, w in paths.items():
            # A rule keeps its colour, whoever else is in the race.
            color, seen = f"C{list(RACERS).index(name)}", np.isfinite(w).all(axis=1)
            ax.plot(*w[seen].T, ".-", linewidth=1.1, markersize=3, color=color)
            losses.plot(gaps[name], label=RACERS[name]["label"], color=color)
        losses.set(xlabel="step t", ylabel=f"loss above {self._above}")
        if any((np.isfinite(gap) & (gap > 0)).any() for gap in gaps.values()):
            losses.set(yscale="log", ylim=landscape.get("gap"))
        if gaps:
            losses.legend()

    def _describe(self):
        function, floor = self.function, self.floor
        ends = ", ".join(
            f"{RACERS[name]['label']} {function.value(w[-1]) - floor:.3g}" for name, w in self.trace().items()
        )
        place = self.formula if self.objective == "own" else f"the landscape {self.objective}"
        return (
            f"Rules race from ({self.x:g}, {self.y:g}) in {place}. "
            f"Loss above {self._above} after {self.steps} steps: {ends}."
        )
