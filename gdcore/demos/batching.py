"""The batching demo: a line fitted by minibatches, the cloud of their gradients, three clocks, the noise floor."""

from itertools import islice
from typing import NamedTuple

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-batching"
CONSTANTS = SETTINGS[TAG]["constants"]
N = CONSTANTS["n"]
MODEL = gdcore.LinearRegression(1)


class Floor(NamedTuple):
    """The loss above the minimum at which minibatches end: by theory for independent batches, and as measured."""

    predicted: float
    measured: float


class BatchingDemo(Demo):
    """A line through 64 points, fitted by minibatches: path, gradients, clocks and noise floor. Chapter 3.

    batch        batch size B, 1 to 64
    lr           learning rate η, 0.01 to 1.9
    draw         "dealt" from the shuffled examples epoch by epoch, or "drawn" with replacement
    clock        what the losses are shown against: "steps", "epochs", or "time" at 16 + B µs a step
    slope, bias  where the line starts
    seed         of the batches, a whole number from 0 to 999
    steps        how many steps are shown, 0 to 200

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = BatchingDemo(batch=64, lr=1.0, steps=100)
    >>> demo.trace().w[-1].round(4), demo.floor().measured < 1e-30
    (array([0.8043, 0.5662]), True)
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    batch = parameter(TAG, "batch")
    lr = parameter(TAG, "lr")
    draw = parameter(TAG, "draw")
    clock = parameter(TAG, "clock")
    slope = parameter(TAG, "slope")
    bias = parameter(TAG, "bias")
    seed = parameter(TAG, "seed")
    steps = parameter(TAG, "steps")

    def trace(self):
        """The run on screen, w = [slope, bias], with the loss on all examples."""
        w = self._path([self.slope, self.bias], self.batch, self.steps)
        loss, grad = MODEL.loss_and_grad(w, X, Y)
        return gdcore.Trace(w, loss, np.linalg.norm(grad, axis=-1), np.full(self.steps, self.lr), None)

    def floor(self):
        """The noise floor: ½ Σ λ·Var w, with Var w = ησ²/(Bλ(2 − ηλ)) along each axis, and the mean of a long run."""
        sizes = np.diff([*range(0, N, self.batch), N])  # the last batch of an epoch may be smaller
        share = np.mean((N - sizes) / (N - 1) / sizes if self.draw == "dealt" else 1 / sizes)
        predicted = np.sum(0.5 * self.lr * VARIANCE * share / (2 - self.lr * CURVATURE))
        steps = min(4000, 32_768 // self.batch)
        w = self._path(MINIMUM, self.batch, steps)[steps // 4 :]
        return Floor(float(predicted), float(np.mean(excess(w))))

    def races(self):
        """On the clock of the demo, for this batch size, 1 and 64: the times and the losses above the minimum."""
        runs = {}
        for size in dict.fromkeys((self.batch, 1, N)):
            cost = {
                "steps": 1,
                "epochs": 1 / -(-N // size),
                "time": CONSTANTS["overhead"] + CONSTANTS["per_example"] * size,
            }[self.clock]
            steps = int(SETTINGS[TAG]["clocks"][self.clock] / cost)
            runs[size] = cost * np.arange(steps + 1), excess(self._path([self.slope, self.bias], size, steps))
        return runs

    def _path(self, start, batch, steps):
        """The points of a run of this rate and these draws, `(steps + 1, 2)`."""
        rows = minibatches(batch, self.draw, np.random.RandomState(self.seed))

        def gradient(w):
            batch = next(rows)
            return MODEL.loss_and_grad(w, X[batch], Y[batch])[1]

        path = gdcore.descend(gradient, np.array(start), gdcore.GradientDescent(), self.lr)
        with np.errstate(over="ignore", invalid="ignore"):
            return np.array([w.copy() for w in islice(path, steps + 1)])

    def _draw(self, figure):
        from gdcore.plotting import FAINT, plot_path

        data, bowl, race = figure.subplots(1, 3)
        trace = self.trace()
        slope, bias = trace.w[-1]
        ends = np.array([[X.min()], [X.max()]])
        data.plot(X, Y, ".", color=FAINT)
        data.plot(ends, slope * ends + bias)
        data.set(xlabel="x", ylabel="y")
        grid = np.stack(np.meshgrid(np.linspace(-1.5, 3, 91), np.linspace(-1.5, 2.5, 81)), axis=-1)
        bowl.contour(grid[..., 0], grid[..., 1], excess(grid), colors=FAINT, linewidths=0.7)
        plot_path(trace, bowl)
        bowl.set(xlabel="slope", ylabel="bias")
        for size, (times, losses) in self.races().items():
            race.semilogy(times, losses, linewidth=0.8, label=f"B = {size}")
        race.axhline(self.floor().predicted, linestyle=":", label="predicted floor")
        race.set(xlabel=self.clock, ylabel="loss above the minimum", ylim=(1e-5, 4))
        race.legend(fontsize="small")

    def _describe(self):
        trace, floor = self.trace(), self.floor()
        slope, bias = trace.w[-1]
        return (
            f"A line fitted to {N} points by batches of {self.batch}, {self.draw}, with learning rate {self.lr:g}: after {self.steps} steps "
            f"slope {slope:.3g}, bias {bias:.3g}, loss {excess(trace.w[-1]):.3g} above the minimum. "
            f"Noise floor of the loss: predicted {floor.predicted:.2g}, measured {floor.measured:.2g}."
        )


def minibatches(size, draw, rng):
    """The row numbers of one minibatch after another, for ever."""
    while True:
        order = rng.permutation(N) if draw == "dealt" else (N * rng.random(N)).astype(int)
        for start in range(0, N, size):
            yield order[start : start + size]


def excess(w):
    """The loss on all examples above its minimum."""
    return np.sum(0.5 * CURVATURE * (w - MINIMUM) ** 2, axis=-1)


def _examples():
    rng = np.random.RandomState(CONSTANTS["data_seed"])
    x = 2 * rng.random(N) - 1
    x -= x.mean()  # so that the bowl of the loss lies along the axes
    return x[:, np.newaxis], CONSTANTS["slope"] * x + CONSTANTS["bias"] + CONSTANTS[
        "noise"
    ] * rng.standard_normal(N)


X, Y = _examples()
INPUTS = np.c_[X, np.ones(N)]
MINIMUM = np.linalg.lstsq(INPUTS, Y)[0]
CURVATURE = np.mean(INPUTS**2, axis=0)
VARIANCE = np.mean((INPUTS * (INPUTS @ MINIMUM - Y)[:, np.newaxis]) ** 2, axis=0)
