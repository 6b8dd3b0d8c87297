"""The network that learns: a small classifier of points in the plane, trained before one's eyes."""

from typing import Any, NamedTuple

import numpy as np
import traitlets

import gdcore
from gdcore.data import batches

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-network"
CONSTANTS = SETTINGS[TAG]["constants"]
STEPS = CONSTANTS["steps"]


class Points(NamedTuple):
    """Points in the plane, `(n, 2)`, and their classes, 0 or 1."""

    X: np.ndarray
    y: np.ndarray


class Training(NamedTuple):
    """A training run: the parameters and the losses after each step, and what leads to the next.

    w      `(steps + 1, size)`
    train  mean loss on the points that are learned, `(steps + 1,)`
    test   mean loss on points that are not, `(steps + 1,)`; nan where all points are the reader's
    norms  length of the batch's gradient in each layer, `(steps + 1, layers)`
    """

    w: np.ndarray
    train: np.ndarray
    test: np.ndarray
    norms: np.ndarray


class Learner:
    """A network, its points and how it is trained: for demos with these parameters, or constants for them."""

    rule: Any
    lr: Any
    batch: Any
    schedule: Any
    data: Any
    noise: Any
    points: Any
    width: Any
    depth: Any
    activation: Any
    start: Any
    seed: Any
    steps: Any

    @property
    def model(self) -> gdcore.MLP:
        """The network: two inputs, the hidden layers, two classes."""
        return gdcore.MLP([2, *[self.width] * self.depth, 2], self.activation)

    def train_and_test(self) -> tuple[Points, Points]:
        """The points that are learned, and others of the same kind; of the reader's own all are learned."""
        if self.data == "own":
            own = np.array([point.split(",") for point in self.points.split(";")[:-1]], dtype=float)
            own = own.reshape(-1, 3)
            return Points(own[:, :2], own[:, 2].astype(int)), Points(np.empty((0, 2)), np.empty(0, int))
        n, rng = CONSTANTS["n"], np.random.RandomState(self.seed)
        classes = {"classes": 2} if self.data == "spirals" else {}
        X, y = getattr(gdcore, self.data)(2 * n, noise=self.noise, rng=rng, **classes)
        return Points(X[:n], y[:n]), Points(X[n:], y[n:])

    def first_weights(self) -> np.ndarray:
        """The parameters at step 0."""
        scale = SETTINGS[TAG]["starts"][self.start]["scale"]
        return self.model.init(np.random.RandomState(1000 + self.seed), scale)

    def trace(self) -> Training:
        """The run on screen."""
        return self.train_from(self.first_weights(), self.rule, self.lr, self.batch)

    def train_from(
        self, start: np.ndarray, rule: str, lr: float, batch: int, steps: int | None = None
    ) -> Training:
        """A run from these parameters, on the points and with the schedule on screen, by default as long."""
        steps = self.steps if steps is None else steps
        train, test = self.train_and_test()
        if len(train.y) == 0:
            w = np.tile(start, (steps + 1, 1))
            nothing = np.full(len(w), np.nan)
            return Training(w, nothing, nothing, np.full((len(w), self.depth + 1), np.nan))
        model, gradients = self.model, []
        rows = self._batches(len(train.y), min(batch, len(train.y)))

        def gradient(w):
            some = next(rows)
            gradients.append(model.loss_and_grad(w, train.X[some], train.y[some])[1])
            return gradients[-1]

        with np.errstate(over="ignore", invalid="ignore"):
            path = gdcore.descend(gradient, start, self._rule(rule), self._schedule(lr))
            w = gdcore.record(path, steps)
            if len(gradients) == steps:
                gradient(w[-1])  # where the next step would begin
            grads = model.views(np.array(gradients)[: steps + 1])
            squares = [
                (grads[W] ** 2).sum(axis=(1, 2)) + (grads[b] ** 2).sum(axis=1) for W, b in model.layers
            ]
            on_test = model.loss(w, *test) if len(test.y) else np.full(len(w), np.nan)
            return Training(w, model.loss(w, *train), on_test, np.sqrt(np.stack(squares, axis=-1)))

    def _rule(self, name):
        rule = getattr(gdcore, name)
        return rule(self.model.shapes) if rule is gdcore.Muon else rule()

    def _schedule(self, lr):
        return {
            "constant": gdcore.constant(lr),
            "cosine": gdcore.cosine(lr, STEPS),
            "warm-up and cosine": gdcore.linear_warmup(STEPS // 20, gdcore.cosine(lr, STEPS - STEPS // 20)),
        }[self.schedule]

    def _batches(self, n, size):
        """The rows of one batch after another, for ever; all examples need no shuffle."""
        rng = np.random.RandomState(2000 + self.seed)
        while True:
            yield from batches(n, size, rng) if size < n else [np.arange(n)]


class NetworkDemo(Learner, Demo):
    """A network with one or two hidden layers learns to tell two classes of points apart. Chapter 8.

    rule        name of one of the engine's rules, "Adam" for example
    lr          learning rate η, 0.0001 to 10; a rule brings its own
    batch       examples in a step, 1 to 100, which is all of them
    schedule    "constant", "cosine", or "warm-up and cosine" over 1,000 steps
    data        "moons", "rings", "xor" or "spirals", or "own" for `points`
    noise       standard deviation of the noise of the points, 0 to 0.5
    points      the reader's own: "x,y,class;" for each, at most 500
    width       units in a hidden layer, 1 to 16
    depth       hidden layers, 1 or 2
    activation  "relu", "tanh" or "linear"
    start       the weights at the start: "he", "zero", "small" or "large"
    compare     whether a second run from the same start is shown, with its own rule, rate and batch:
                other_rule, other_lr, other_batch
    seed        of the points, the start and the batches, a whole number from 0 to 999
    lesson      what the page explains, "none" for nothing
    view        "whole", or "small": the points, the units and the verdict, the rate, the batch and the start
    steps       how many steps are shown, 0 to 1000

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = NetworkDemo(data="rings", steps=200)
    >>> demo.trace().train[[0, 200]].round(2)
    array([0.75, 0.  ])
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    rule = parameter(TAG, "rule")
    lr = parameter(TAG, "lr")
    batch = parameter(TAG, "batch")
    schedule = parameter(TAG, "schedule")
    data = parameter(TAG, "data")
    noise = parameter(TAG, "noise")
    points = parameter(TAG, "points")
    width = parameter(TAG, "width")
    depth = parameter(TAG, "depth")
    activation = parameter(TAG, "activation")
    start = parameter(TAG, "start")
    compare = parameter(TAG, "compare")
    other_rule = parameter(TAG, "other_rule")
    other_lr = parameter(TAG, "other_lr")
    other_batch = parameter(TAG, "other_batch")
    seed = parameter(TAG, "seed")
    lesson = parameter(TAG, "lesson")
    view = parameter(TAG, "view")
    steps = parameter(TAG, "steps")

    def __init__(self, rule: str = "Adam", **parameters: Any) -> None:
        super().__init__(rule=rule, **parameters)

    def other_trace(self) -> Training:
        """The run with which it is compared."""
        return self.train_from(self.first_weights(), self.other_rule, self.other_lr, self.other_batch)

    def _draw(self, figure):
        from gdcore.plotting import BLUE, VERMILION

        surface, curves = figure.subplots(1, 2)
        train, _ = self.train_and_test()
        trace = self.trace()
        side = CONSTANTS["side"]
        axis = np.linspace(-side, side, 61)
        grid = np.stack(np.meshgrid(axis, axis), axis=-1)
        scores = self.model.scores(trace.w[-1], grid.reshape(-1, 2))
        ahead = (scores[:, 1] - scores[:, 0]).reshape(61, 61)
        surface.contourf(axis, axis, np.tanh(ahead / 2), levels=12, cmap="PuOr_r", vmin=-1, vmax=1, alpha=0.7)
        for label, color in enumerate([BLUE, VERMILION]):
            surface.plot(*train.X[train.y == label].T, "o", color=color, markeredgecolor="white")
        surface.set(xlim=(-side, side), ylim=(-side, side), aspect="equal")
        curves.plot(trace.train, label="training loss")
        curves.plot(trace.test, "--", label="test loss")
        curves.set(xlabel="step", ylim=(0, None))
        curves.legend()

    def _describe(self):
        trace = self.trace()
        layers = " and ".join([str(self.width)] * self.depth)
        return (
            f"A network with {layers} hidden units ({self.activation}) learns the points of {self.data} by "
            f"{self.rule} with learning rate {self.lr:g} and batches of {self.batch}: after {self.steps} "
            f"steps training loss {trace.train[-1]:.3g}, test loss {trace.test[-1]:.3g}."
        )
