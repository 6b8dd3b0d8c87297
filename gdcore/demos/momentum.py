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
DIRECTIONS = ("along", "across")
ROOMS = (1.3, 2.0, 3.2, 6.0, 12.0)  # how far the picture of the valley may reach
FATES = SETTINGS[TAG]["fates"]  # where a ball may end, with the colours of the map
LONGEST = 250  # steps: a ball whose fate is not decided by then counts for the side that it is on


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

    def losses_by_direction(self) -> np.ndarray:
        """The loss along the valley and the loss across it, a row for each step; they add up to the loss.

        >>> MomentumDemo(kappa=4.0, steps=0).losses_by_direction()
        array([[0.125, 0.5  ]])
        """
        return 0.5 * np.array([1 / self.kappa, 1.0]) * self.trace().w ** 2

    def factor(self) -> float:
        """What each step multiplies the error by in the long run, in the slower direction of the valley."""
        return float(
            max(momentum_factor(self.lr * curvature, self.beta) for curvature in (1 / self.kappa, 1.0))
        )

    def tune(self) -> None:
        """Take the best rate and momentum for the valley (Polyak 1964).

        With curvatures from μ = 1/κ to L = 1, η = (2/(√μ + √L))² and β = ((√κ − 1)/(√κ + 1))².
        """
        self.view = "valley"
        self.lr, self.beta = best_point(self.kappa)

    @property
    def _function(self):
        return gdcore.DoubleWell() if self.view == "bump" else gdcore.Quadratic([1 / self.kappa, 1.0])

    def _rate(self, form):
        lr = self.lr / (1 - self.beta) if form == "average" and self.rescaled else self.lr
        if self.view == "forms" and self.falls:
            return lambda t: lr if t <= DROP else 0.1 * lr
        return lr

    def _draw(self, figure):
        figure.set_size_inches(6.8, 4.0)
        parts = figure.subplot_mosaic([["map", "picture"], ["map", "course"]])
        if self.view == "bump":
            self._draw_fates(parts["map"])
            self._draw_bump(parts["picture"], parts["course"])
        else:
            self._draw_speeds(figure, parts["map"])
            self._draw_valley(parts["picture"], parts["course"])
        (point,) = parts["map"].plot(self.lr, self.beta, "o", color="white", markersize=8, zorder=5)
        point.set(markeredgecolor="black", clip_on=False)
        parts["map"].set(xlabel="learning rate η", ylabel="momentum β")
        parts["map"].grid(False)
        parts["course"].set(xlabel="step t")

    # One colour for one thing in every picture, as on the page: blue for what happens along the valley,
    # vermilion for what happens across it, ink for the run as a whole, and four others for the forms.

    def _draw_valley(self, picture, course):
        from gdcore.plotting import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, VERMILION, plot_contours, plot_path

        traces = [self.trace(form) for form in (FORMS if self.view == "forms" else FORMS[:1])]
        rooms = [room_for(traces, i) for i in range(2)]
        plot_contours(self._function, picture, *((-room, room) for room in rooms), levels=8)
        colours = (GREEN, PURPLE, ORANGE, SKY) if self.view == "forms" else (INK,)
        for trace, colour in zip(traces, colours):
            plot_path(trace, picture, color=colour)
        if self.view == "forms":
            for trace, colour, name, dashes in zip(traces, colours, FORMS, ("-", "--", ":", "-.")):
                course.plot(trace.w[:, 0], dashes, color=colour, label=name)
            course.set(ylabel="w₁", ylim=(-1.3, 1.3))
        else:
            (trace,) = traces
            course.plot(trace.loss, color=INK, linewidth=5, alpha=0.3, label="loss")
            losses = self.losses_by_direction().T
            for loss, colour, dashes, name in zip(losses, (BLUE, VERMILION), ("-", "--"), DIRECTIONS):
                course.plot(loss, dashes, color=colour, label=name)
            course.set_yscale("log", nonpositive="mask")  # where a swing is at zero, there is a gap
            course.set(ylabel="loss", ylim=(1e-12, 100))
        columns = {"ncols": 2 if self.view == "forms" else 3, "handlelength": 1.5, "borderpad": 0}
        course.legend(fontsize="small", loc="lower right", bbox_to_anchor=(1, 1), **columns)

    def _draw_bump(self, picture, course):
        from gdcore.plotting import plot_descent

        trace = self.trace()
        colour, _ = FATES[str(fate(self.start, self.lr, self.beta)[0])]
        plot_descent(trace, self._function, picture, span=(-2, 2), color=colour)
        picture.set_ylim(0, 1.3)
        course.plot(trace.w[:, 0], color=colour)
        course.set(ylabel="w", ylim=(-2, 2))

    def _draw_speeds(self, figure, ax):
        from matplotlib.colors import LinearSegmentedColormap, LogNorm

        from gdcore.plotting import BLUE, VERMILION

        lr, beta = np.meshgrid(np.linspace(0, 4, 161), np.linspace(0, 1, 121))
        factor = np.maximum(momentum_factor(lr / self.kappa, beta), momentum_factor(lr, beta))
        best_rate, best_beta = best_point(self.kappa)
        with np.errstate(divide="ignore"):
            digit = -1 / np.log10(np.clip(factor, 1e-99, 1 - 1e-9))
            fewest = max(1.0, -1 / np.log10(sqrt(best_beta)))
        scale = LogNorm(fewest, 20 * fewest)
        colours = LinearSegmentedColormap.from_list("speed", SETTINGS[TAG]["speed"])
        place = {"extent": (0, 4, 0, 1), "origin": "lower", "aspect": "auto"}
        image = ax.imshow(digit, norm=scale, cmap=colours, **place)
        ax.fill([2, 4, 4], [0, 1, 0], color="#b5534d", linewidth=0)
        ax.text(3.4, 0.1, "diverges", color="white", ha="center")
        rates = np.linspace(0, 2, 81) ** 2
        for inverse, colour, dashes in ((self.kappa, BLUE, "-"), (1.0, VERMILION, "--")):
            critical = (1 - np.sqrt(rates / inverse)) ** 2
            ax.plot(rates, critical, color="white", linewidth=4)
            ax.plot(rates, critical, dashes, color=colour)
        cross = {"color": "white", "markersize": 10, "markeredgewidth": 2}
        ax.plot(best_rate, best_beta, "+", **cross)
        figure.colorbar(image, ax=ax, label="steps per digit", location="top", extend="max", format="%g")

    def _draw_fates(self, ax):
        from matplotlib.colors import to_rgb
        from matplotlib.patches import Patch

        lr, beta = np.meshgrid(np.linspace(0.003, 0.997, 161), np.linspace(0.004, 0.996, 121))
        ends, steps = fate(self.start, lr, beta)
        pale = np.clip(np.log(steps / 2) / np.log(LONGEST / 2), 0, 1)[..., np.newaxis]
        shades = np.zeros(lr.shape + (3,))
        for end, colours in FATES.items():
            dark, light = (np.array(to_rgb(colour)) for colour in colours)
            shades = np.where((ends == end)[..., np.newaxis], dark + pale * (light - dark), shades)
        ax.imshow(shades, extent=(0, 1, 0, 1), origin="lower", aspect="auto")
        patches = [Patch(color=dark, label=end) for end, (dark, _) in FATES.items()]
        ax.legend(
            handles=patches,
            title="the paler, the later decided",
            fontsize="small",
            ncols=2,
            loc="lower left",
            bbox_to_anchor=(0, 1),
        )

    def _describe(self):
        if self.view == "bump":
            return (
                f"Momentum {self.beta:g} with rate {self.lr:g} on ¼(w² − 1)² from w = {self.start:g}: "
                f"after {self.steps} steps w = {self.trace().w[-1, 0]:.3g}."
            )
        regimes = [regime(self.lr * curvature, self.beta) for curvature in (1 / self.kappa, 1.0)]
        return (
            f"Momentum {self.beta:g} with rate {self.lr:g} in a valley of condition number {self.kappa:g}: "
            f"along it the error is {regimes[0]}, across it {regimes[1]}; "
            f"each step multiplies it by {self.factor():.3g}."
        )


def best_point(kappa):
    """Polyak's rate and momentum for curvatures from 1/κ to 1.

    >>> best_point(9.0)
    (2.25, 0.25)
    """
    root = sqrt(kappa)
    return (2 / (1 / root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2


def momentum_factor(product, beta):
    """The modulus of the larger root of r² − (1 + β − ηλ) r + β: the factor per step; product is ηλ.

    >>> momentum_factor(np.array([0.5, 4.0]), beta=0.25).round(3)
    array([0.5 , 2.656])
    """
    half = 0.5 * (1 + beta - product)
    spread = half * half - beta
    return np.where(spread < 0, np.sqrt(beta), np.abs(half) + np.sqrt(np.maximum(spread, 0)))[()]


def fate(start, lr, beta):
    """Where a ball that starts at rest on the double well ends, one of FATES, and the step that decides it.

    It is decided once the ball's energy is far below the height of the bump, ¼: it will not cross again.

    >>> fate(1.5, lr=np.array([0.05, 0.6]), beta=0.9)[0]
    array(['stays', 'comes back'], dtype='<U10')
    """
    lr, beta = np.broadcast_arrays(np.asarray(lr, dtype=float), beta)
    w, v = np.full(lr.shape, float(start)), np.zeros(lr.shape)
    end, steps = np.full(lr.shape, "stays", dtype="<U10"), np.full(lr.shape, LONGEST)
    crossed, going = np.zeros(lr.shape, dtype=bool), np.ones(lr.shape, dtype=bool)
    for step in range(1, LONGEST + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            v = np.where(going, v * beta + w * (w * w - 1), v)
            w = np.where(going, w - lr * v, w)
            escapes = going & ~(np.abs(w) < 4)
            crossed |= going & (w * start < 0)
            height = w * w - 1
            decided = going & (escapes | (0.25 * height * height + 0.5 * lr * v * v < 0.1))
        steps = np.where(decided, step, steps)
        end = np.where(escapes, "escapes", end)
        going = going & ~decided
    kept = end != "escapes"
    end = np.where(kept & crossed, "comes back", end)
    return np.where(kept & (w * start < 0), "clears", end)[()], steps[()]


def room_for(traces, i):
    """How far the picture reaches along axis i: as far as the runs need, if they come back."""
    farthest = max(np.abs(trace.w[:, i]).max() for trace in traces)
    return next((room for room in ROOMS if farthest <= room), ROOMS[-1])


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
