"""The batching demo: a line fitted by minibatches, their gradients, three clocks, the noise floor."""

from math import ceil
from typing import NamedTuple

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-batching"
CONSTANTS = SETTINGS[TAG]["constants"]
MODEL = gdcore.LinearRegression(1)


class Problem:
    """The line to be fitted, w = [slope, bias], by half the mean squared error on n examples.

    x, y       the examples; the mean of x is 0, so that the bowl of the loss lies along the axes
    minimum    the best line
    curvature  λ of the loss along each axis
    variance   σ² of the gradient of a single example at the minimum, along each axis
    """

    def __init__(self, n, data_seed, slope, bias, noise, **_costs):
        rng = np.random.RandomState(data_seed)
        x = 2 * rng.random(n) - 1
        x -= x.mean()
        self.n, self.x, self.y = n, x[:, np.newaxis], slope * x + bias + noise * rng.standard_normal(n)
        inputs = np.column_stack([x, np.ones(n)])
        self.minimum = np.linalg.lstsq(inputs, self.y)[0]
        self.curvature = np.mean(inputs**2, axis=0)
        gradients = inputs * (inputs @ self.minimum - self.y)[:, np.newaxis]
        self.variance = np.mean(gradients**2, axis=0)

    def loss_and_grad(self, w, rows=slice(None)):
        """On some of the examples."""
        return MODEL.loss_and_grad(w, self.x[rows], self.y[rows])

    def excess(self, w):
        """The loss on all examples above its minimum."""
        return np.sum(0.5 * self.curvature * (w - self.minimum) ** 2, axis=-1)

    def batches(self, size, draw, rng):
        """The row numbers of one minibatch after another, for ever."""
        while True:
            if draw == "dealt":
                order = rng.permutation(self.n)
            else:
                order = (self.n * rng.random(self.n)).astype(int)
            for start in range(0, self.n, size):
                yield order[start : start + size]

    def predicted_floor(self, size, draw, lr):
        """Where the loss above the minimum ends by theory, if batches are independent: ½ Σ λ·Var w.

        The gradient of a batch of B examples has the variance σ²/B, or σ²/B · (n − B)/(n − 1) if it is drawn
        without replacement, averaged over the batches of an epoch, of which the last may be smaller. Along an
        axis of curvature λ, Var w is η/(λ(2 − ηλ)) times that.
        """
        sizes = np.array([min(size, self.n - start) for start in range(0, self.n, size)])
        without_replacement = (self.n - sizes) / (self.n - 1) if draw == "dealt" else 1
        variance_of_grad = self.variance * np.mean(without_replacement / sizes)
        variance_of_w = lr / (self.curvature * (2 - lr * self.curvature)) * variance_of_grad
        return float(np.sum(0.5 * self.curvature * variance_of_w))


PROBLEM = Problem(**CONSTANTS)


class Floor(NamedTuple):
    """The loss above the minimum at which minibatches end: by theory, and as measured in a long run."""

    predicted: float
    measured: float


class BatchingDemo(Demo):
    """A line through 64 points, fitted by minibatches: path, gradients, clocks and noise floor. Chapter 3.

    batch        batch size B, 1 to 64
    lr           learning rate η, 0.01 to 1.9
    draw         "drawn" with replacement, or "dealt" from the shuffled examples epoch by epoch
    clock        what the losses are shown against: "steps", "epochs", or "time" at 16 + B µs a step
    slope, bias  where the line starts
    seed         seed of the batches, a whole number from 0 to 999
    steps        how many steps are shown, 0 to 200

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = BatchingDemo(batch=64, lr=1.0, draw="dealt", steps=100)
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

    def trace(self) -> gdcore.Trace:
        """The run on screen, w = [slope, bias], with the loss on all examples."""
        w = self._path([self.slope, self.bias], self.batch, self.steps)
        loss, grad = PROBLEM.loss_and_grad(w)
        return gdcore.Trace(w, loss, np.linalg.norm(grad, axis=-1), np.full(self.steps, self.lr), None)

    def floor(self) -> Floor:
        """The noise floor, which the last three quarters of a long run from the minimum measure."""
        steps = min(4000, 32_768 // self.batch)
        w = self._path(PROBLEM.minimum, self.batch, steps)[steps // 4 :]
        measured = float(np.mean(PROBLEM.excess(w)))
        return Floor(PROBLEM.predicted_floor(self.batch, self.draw, self.lr), measured)

    def races(self) -> dict[int, tuple[np.ndarray, np.ndarray]]:
        """For this batch size, 1 and 64: the times on the demo's clock and the losses above the minimum."""
        runs = {}
        for size in dict.fromkeys((self.batch, 1, PROBLEM.n)):
            cost = self._cost_of_a_step(size)
            steps = int(SETTINGS[TAG]["clocks"][self.clock] / cost)
            path = self._path([self.slope, self.bias], size, steps)
            runs[size] = cost * np.arange(steps + 1), PROBLEM.excess(path)
        return runs

    def _cost_of_a_step(self, size):
        """By how much a step of `size` examples moves the clock."""
        steps_an_epoch = ceil(PROBLEM.n / size)
        microseconds = CONSTANTS["overhead"] + CONSTANTS["per_example"] * size
        return {"steps": 1, "epochs": 1 / steps_an_epoch, "time": microseconds}[self.clock]

    def _path(self, start, size, steps):
        """The points of a run at this rate and with these draws, `(steps + 1, 2)`."""
        batches = PROBLEM.batches(size, self.draw, np.random.RandomState(self.seed))

        def gradient(w):
            return PROBLEM.loss_and_grad(w, next(batches))[1]

        path = gdcore.descend(gradient, np.array(start), gdcore.GradientDescent(), self.lr)
        with np.errstate(over="ignore", invalid="ignore"):
            return gdcore.record(path, steps)

    def _draw(self, figure):
        from gdcore.plotting import BLUE, FAINT, GREEN, PURPLE, plot_path

        data, bowl, race = figure.subplots(1, 3)
        trace = self.trace()
        slope, bias = trace.w[-1]
        ends = np.array([[PROBLEM.x.min()], [PROBLEM.x.max()]])
        data.plot(PROBLEM.x, PROBLEM.y, ".", color=FAINT)
        data.plot(ends, slope * ends + bias, color=BLUE)
        data.set(xlabel="x", ylabel="y")
        grid = np.stack(np.meshgrid(np.linspace(-1.5, 3, 91), np.linspace(-1.5, 2.5, 81)), axis=-1)
        bowl.contour(grid[..., 0], grid[..., 1], PROBLEM.excess(grid), colors=FAINT, linewidths=0.7)
        plot_path(trace, bowl, color=BLUE)
        bowl.set(xlabel="slope", ylabel="bias")
        for size, (times, losses) in self.races().items():
            color = BLUE if size == self.batch else {1: PURPLE, PROBLEM.n: GREEN}[size]
            race.semilogy(times, losses, linewidth=0.8, color=color, label=f"B = {size}")
        race.axhline(self.floor().predicted, color=BLUE, linestyle=":", label="predicted floor")
        race.set(xlabel=self.clock, ylabel="loss above the minimum", ylim=(1e-5, 4))
        race.legend(fontsize="small")

    def _describe(self):
        trace, floor = self.trace(), self.floor()
        slope, bias = trace.w[-1]
        return (
            f"A line fitted to {PROBLEM.n} points by batches of {self.batch}, {self.draw}, "
            f"with learning rate {self.lr:g}: after {self.steps} steps slope {slope:.3g}, bias {bias:.3g}, "
            f"loss {PROBLEM.excess(trace.w[-1]):.3g} above the minimum. "
            f"Noise floor of the loss: predicted {floor.predicted:.2g}, measured {floor.measured:.2g}."
        )
