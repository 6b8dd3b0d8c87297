"""A slice through the loss of a small network, the path of a run in it, and the sharpness along the way."""

from typing import Any, NamedTuple

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .network import Learner, Training
from .settings import SETTINGS

TAG = "gd-slice"
CONSTANTS = SETTINGS[TAG]["constants"]
STEPS, EVERY = CONSTANTS["steps"], CONSTANTS["every"]
RECENT = 6  # of a path that swings, the steps that are drawn strongly
MARGIN = 1.15  # how much farther a slice reaches than what it is made for


class Plane(NamedTuple):
    """A plane through the space of the parameters, and what is seen in it.

    centre      the point in the middle of the picture, `(size,)`
    directions  the two along which it lies, `(2, size)`
    half        how far the picture reaches to each side, in multiples of the directions
    loss        the training loss on a grid over it, `(41, 41)`, its rows from the bottom up
    path        the place in it that is nearest to each point of the run, `(steps + 1, 2)`
    share       length of the path in it over the length of the run's own; nan before the first step
    """

    centre: np.ndarray
    directions: np.ndarray
    half: float
    loss: np.ndarray
    path: np.ndarray
    share: float


class Sharpness(NamedTuple):
    """The sharpness along a run.

    steps   where it is measured, every fifth
    values  largest eigenvalue of the training loss's Hessian there, as `gdcore.sharpness` finds it
    edge    beyond this a quadratic's swings grow: for gradient descent 2/η; nan for a rule that has no edge
    """

    steps: np.ndarray
    values: np.ndarray
    edge: float


class SliceDemo(Learner, Demo):
    """The loss of a small tanh network over a plane, and a run of full batches on it. Chapter 7.

    rule        "GradientDescent", "Momentum", "Nesterov" or "Adam"
    lr          learning rate η, 0.001 to 10; a rule brings its own
    directions  of the plane: "run", the two principal ones of the points of all 400 steps; "random", two
                random ones from the end of the run, each unit's part as long as its weights (Li et al. 2018);
                "sharpest", across that in which the loss curves most at the present point, up what is left of
                the gradient there
    reach       how far the slice reaches, 0.05 to 10 times as far as is usual
    pair        of random directions, a whole number from 0 to 999
    data        "moons", "rings", "xor" or "spirals"
    width       units in a hidden layer, 1 to 8
    depth       hidden layers, 1 or 2
    seed        of the points and the start, a whole number from 0 to 999
    lesson      what the page explains, "none" for nothing
    steps       how many steps are shown, 0 to 400

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = SliceDemo(lr=0.5, steps=200)
    >>> demo.trace().train[[0, 200]].round(2)
    array([0.91, 0.34])
    >>> sharpness = demo.sharpness()
    >>> float(sharpness.values[-1].round(2)), sharpness.edge
    (3.47, 4.0)
    >>> round(demo.plane().share, 2)
    0.84
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    rule = parameter(TAG, "rule")
    lr = parameter(TAG, "lr")
    directions = parameter(TAG, "directions")
    reach = parameter(TAG, "reach")
    pair = parameter(TAG, "pair")
    data = parameter(TAG, "data")
    width = parameter(TAG, "width")
    depth = parameter(TAG, "depth")
    seed = parameter(TAG, "seed")
    lesson = parameter(TAG, "lesson")
    steps = parameter(TAG, "steps")

    # What a learner has besides. Units with kinks would spoil the curvature, which is found by differences.
    activation, start, schedule, noise, batch = "tanh", "he", "constant", CONSTANTS["noise"], CONSTANTS["n"]

    def __init__(self, rule: str = "GradientDescent", **parameters: Any) -> None:
        super().__init__(rule=rule, **parameters)

    def sharpness(self) -> Sharpness:
        """The sharpness at every fifth of the steps that are shown."""
        steps = np.arange(0, self.steps + 1, EVERY)
        values = np.array([gdcore.sharpness(self._gradient, w) for w in self.trace().w[steps]])
        edge = SETTINGS[TAG]["rules"][self.rule]["edge"]
        return Sharpness(steps, values, edge / self.lr if edge else np.nan)

    def plane(self) -> Plane:
        """The plane on screen, with the path in it up to the step that is shown."""
        whole = self._whole_run().w
        centre, directions, half = {
            "run": lambda: plane_of(whole),
            "random": lambda: random_plane(self.model, whole[-1], np.random.RandomState(3000 + self.pair)),
            "sharpest": lambda: sharpest_plane(self._gradient, whole[self.steps]),
        }[self.directions]()
        half *= self.reach
        side = np.linspace(-half, half, CONSTANTS["cells"] + 1)
        grid = np.stack(np.meshgrid(side, side), axis=-1)
        shown = whole[: self.steps + 1]
        path = coordinates(shown, centre, directions)
        drawn = length(path @ directions)
        share = drawn / length(shown) if self.steps else np.nan
        return Plane(centre, directions, half, self._loss(centre + grid @ directions), path, share)

    def _whole_run(self) -> Training:
        return self.train_from(self.first_weights(), self.rule, self.lr, self.batch, STEPS)

    def _loss(self, w):
        return self.model.loss(w, *self.train_and_test()[0])

    def _gradient(self, w):
        return self.model.loss_and_grad(w, *self.train_and_test()[0])[1]

    def _draw(self, figure):
        from matplotlib.colors import LogNorm

        from gdcore.plotting import BLUE, INK, PURPLE

        field, curves = figure.subplots(1, 2)
        plane = self.plane()
        side = np.linspace(-plane.half, plane.half, len(plane.loss))
        shades = field.pcolormesh(
            side, side, plane.loss, norm=LogNorm(*CONSTANTS["colours"]), shading="gouraud", rasterized=True
        )
        field.contour(side, side, plane.loss, levels=LEVELS, colors="white", linewidths=0.5, alpha=0.6)
        recent = max(0, self.steps - RECENT) if self.directions == "sharpest" else 0
        field.plot(*plane.path[: recent + 1].T, color="white", linewidth=0.5, alpha=0.6)
        for color, width in (("black", 2.5), ("white", 1.2)):
            field.plot(*plane.path[recent:].T, color=color, linewidth=width)
        field.plot(*plane.path[-1], "o", color="white", markeredgecolor="black", markersize=7)
        across, up = NAMES[self.directions]
        ends = (-plane.half, plane.half)
        field.set(xlabel=across, ylabel=up, xlim=ends, ylim=ends, aspect="equal")
        field.grid(False)
        figure.colorbar(shades, ax=field, label="training loss")
        steps, values, edge = self.sharpness()
        curves.plot(self.trace().train, color=BLUE, label="training loss")
        curves.plot(steps, values, "--", color=PURPLE, label="sharpness")
        if np.isfinite(edge):
            curves.axhline(edge, color=INK, linestyle=":", linewidth=1, label="edge")
        curves.set(xlabel="step", yscale="log")
        curves.legend()

    def _describe(self):
        loss, sharpness, plane = self.trace().train[-1], self.sharpness(), self.plane()
        edge = f", the edge at {sharpness.edge:.3g}" if np.isfinite(sharpness.edge) else ""
        share = f"; of the path's length {plane.share:.0%} lies in the slice" if self.steps else ""
        across, up = NAMES[self.directions]
        layers = " and ".join([str(self.width)] * self.depth)
        return (
            f"The loss of a network with {layers} hidden units on the points of {self.data}, over the plane "
            f"of {across} and {up}; {self.rule} with learning rate {self.lr:g}: after {self.steps} steps "
            f"training loss {loss:.3g}, sharpness {sharpness.values[-1]:.3g}{edge}{share}."
        )


# The level lines, and what the directions of a plane are called: across and up.
LEVELS = [factor * 10.0**power for power in range(-4, 5) for factor in (1, 2, 5)]
NAMES = {
    "run": ("first principal direction", "second principal direction"),
    "random": ("first random direction", "second random direction"),
    "sharpest": ("sharpest direction", "rest of the gradient"),
}


def coordinates(w, centre, directions):
    """The coordinates `(..., 2)` of the points of a plane that are nearest to points w `(..., size)`.

    >>> coordinates(np.array([3.0, 5.0, 7.0]), np.zeros(3), np.array([[1.0, 0.0, 0.0], [1.0, 2.0, 0.0]]))
    array([0.5, 2.5])
    """
    return np.linalg.solve(directions @ directions.T, directions @ (w - centre).T).T


def length(path):
    """The length of a path through points `(n, size)`.

    >>> length(np.array([[0.0, 0.0], [3.0, 4.0], [3.0, 5.0]]))
    6.0
    """
    return float(np.linalg.norm(np.diff(path, axis=0), axis=-1).sum())


def plane_of(path):
    """The plane in which a path is widest: its middle, two principal directions, half its extent and more.

    The path comes from the lower left: the signs of the directions are such that it starts below the mean.
    """
    path = path[np.isfinite(path).all(axis=-1)]
    mean = path.mean(axis=0)
    _, vectors = np.linalg.eigh((path - mean).T @ (path - mean))
    directions = vectors[:, :-3:-1].T
    directions = np.where((directions @ (path[0] - mean) > 0)[:, np.newaxis], -directions, directions)
    places = (path - mean) @ directions.T
    low, high = places.min(axis=0), places.max(axis=0)
    return mean + (low + high) / 2 @ directions, directions, MARGIN * float(np.max(high - low)) / 2


def random_plane(model, w, rng):
    """Two random directions from w, normalised by filters: what leads into a unit is as long as in w.

    Biases are left alone, as Li et al. (2018) do.
    """
    directions = rng.standard_normal((2, model.size))
    parts, weights = model.views(directions), model.views(w)
    for W, b in model.layers:
        parts[W][...] *= np.linalg.norm(weights[W], axis=0) / np.linalg.norm(parts[W], axis=-2, keepdims=True)
        parts[b][...] = 0.0
    return w, directions, 1.0


def sharpest_plane(grad, w):
    """The direction of the largest curvature at w, and the gradient's part that is perpendicular to it.

    To each side it reaches as far as that curvature alone would raise the loss by 1.
    """
    h = float(np.finfo(float).eps ** (1 / 3)) * max(1.0, float(np.linalg.norm(w)))
    steps = h * np.eye(w.size)
    hessian = (grad(w + steps) - grad(w - steps)) / (2 * h)
    curvatures, vectors = np.linalg.eigh((hessian + hessian.T) / 2)
    largest = np.abs(curvatures).argmax()
    sharpest = vectors[:, largest]
    # Its sign is free, and so the first of the large entries is positive. The largest of all would not do:
    # the weights of two classes often mirror one another, and then rounding decides which is larger.
    sharpest = sharpest * np.sign(sharpest[(np.abs(sharpest) > np.abs(sharpest).max() / 2).argmax()])
    rest = grad(w)
    rest = rest - (rest @ sharpest) * sharpest
    return w, np.array([sharpest, rest / np.linalg.norm(rest)]), float(np.sqrt(2 / abs(curvatures[largest])))
