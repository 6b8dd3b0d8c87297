"""The schedules demo: warm-up, level and decay composed by hand, and what they do to a noisy descent."""

from math import ceil

import numpy as np
import traitlets

import gdcore
from gdcore._types import Schedule

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-schedules"
CONSTANTS = SETTINGS[TAG]["constants"]
STEPS, SMALLEST = CONSTANTS["steps"], CONSTANTS["smallest"]
BOWL = gdcore.Quadratic(CONSTANTS["curvatures"])
START = np.full(len(CONSTANTS["curvatures"]), CONSTANTS["start"])


class SchedulesDemo(Demo):
    """A schedule of 500 steps with warm-up, level and decay, and what it does in a noisy bowl. Chapter 6.

    peak    largest rate, 0.001 to 0.25; the bowl has curvatures 1 and 10
    warmup  steps of linear warm-up, 0 to 500
    level   the step up to which the rate then stays level, 0 to 500
    shape   shape of the decay from there to step 500: "cosine", "linear", "exponential", "staircase" or
            "inverse time"
    end     the rate at step 500, 0 to 0.25; at most the peak, and at least 0.0001 for the last three shapes
    seed    seed of the noise, a whole number from 0 to 999

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = SchedulesDemo(peak=0.1, warmup=20, level=100, shape="linear", end=0.01)
    >>> demo.code()
    'gd.linear_warmup(20, then=gd.hold(80, then=gd.polynomial(0.1, steps=400, end=0.01)))'
    >>> demo.schedule()(np.array([10, 20, 100, 500])).round(3)
    array([0.05, 0.1 , 0.1 , 0.01])
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    peak = parameter(TAG, "peak")
    warmup = parameter(TAG, "warmup")
    level = parameter(TAG, "level")
    shape = parameter(TAG, "shape")
    end = parameter(TAG, "end")
    seed = parameter(TAG, "seed")

    def code(self) -> str:
        """The schedule in Python, with `gd` for gdcore."""
        return self._compose()[1]

    def schedule(self) -> Schedule:
        """The schedule on screen, a function of the step."""
        return self._compose()[0]

    def _compose(self):
        """The schedule as a function of the step, and the same as code."""
        level = max(self.level, self.warmup)  # the step up to which it is level
        if level == STEPS:
            schedule, code = gdcore.constant(self.peak), f"gd.constant({self.peak:.15g})"
        else:
            schedule, code = self._decay(STEPS - level)
            if held := level - self.warmup:
                schedule, code = gdcore.hold(held, schedule), f"gd.hold({held}, then={code})"
        if self.warmup:
            schedule = gdcore.linear_warmup(self.warmup, schedule)
            code = f"gd.linear_warmup({self.warmup}, then={code})"
        return schedule, code

    def _decay(self, steps):
        """The last part, which takes `steps` steps from the peak to the end."""
        peak = self.peak
        end = min(peak, self.end if self.shape in ("cosine", "linear") else max(self.end, SMALLEST))
        p, e = f"{peak:.15g}", f"{end:.15g}"
        match self.shape:
            case "cosine":
                return gdcore.cosine(peak, steps, end), f"gd.cosine({p}, steps={steps}, end={e})"
            case "linear":
                return gdcore.polynomial(peak, steps, end=end), f"gd.polynomial({p}, steps={steps}, end={e})"
            case "exponential":
                schedule = gdcore.exponential(peak, (end / peak) ** (1 / steps))
                return schedule, f"gd.exponential({p}, factor=({e} / {p}) ** (1 / {steps}))"
            case "staircase":
                every = ceil(steps / 4)
                schedule = gdcore.step_decay(peak, every, (end / peak) ** (1 / 3))
                return schedule, f"gd.step_decay({p}, every={every}, factor=({e} / {p}) ** (1 / 3))"
            case "inverse time":
                schedule = gdcore.inverse_time(peak, (peak / end - 1) / steps)
                return schedule, f"gd.inverse_time({p}, decay=({p} / {e} - 1) / {steps})"

    def trace(self) -> gdcore.Trace:
        """The run on screen: gradient descent on the bowl, with noise of variance 1 in each slope."""
        rng, schedule = np.random.RandomState(self.seed), self.schedule()

        def gradient(w):
            return BOWL.grad(w) + rng.standard_normal(BOWL.dim)

        w = gdcore.record(gdcore.descend(gradient, START, gdcore.GradientDescent(), schedule), STEPS)
        rates = schedule(np.arange(1, STEPS + 1))
        return gdcore.Trace(w, BOWL.value(w), np.linalg.norm(BOWL.grad(w), axis=-1), rates, None)

    def mean_loss(self, schedule: Schedule | None = None) -> np.ndarray:
        """The mean of the loss over all noise, before the first step and after each.

        E w² ← (1 − ηλ)² E w² + η² along each axis.
        """
        return sum(self._mean_parts(schedule or self.schedule()))

    def _mean_parts(self, schedule):
        """The parts of the mean loss that are distance still to go, and noise, each `(steps + 1,)`."""
        distance, noise = START**2, np.zeros(BOWL.dim)
        parts = [(distance, noise)]
        for t in range(1, STEPS + 1):
            lr = schedule(t)
            shrink = (1 - lr * BOWL.curvatures) ** 2
            distance, noise = shrink * distance, shrink * noise + lr * lr
            parts.append((distance, noise))
        return 0.5 * np.moveaxis(parts, 1, 0) @ BOWL.curvatures

    def _draw(self, figure):
        from gdcore.plotting import BLUE, FAINT, VERMILION

        rates, losses = figure.subplots(2, 1, sharex=True, height_ratios=[2, 3])
        trace, t = self.trace(), np.arange(STEPS + 1)
        rates.plot(t[1:], trace.lr, color=BLUE)
        rates.set(ylabel="rate", ylim=(0, None))
        losses.semilogy(t, trace.loss, color=FAINT, linewidth=0.5, label="one run")
        losses.semilogy(t, self.mean_loss(), color=BLUE, label="mean of all runs")
        kept = self.mean_loss(gdcore.constant(self.peak))
        losses.semilogy(t, kept, "--", color=VERMILION, label="at the peak rate all the time")
        losses.set(xlabel="step t", ylabel="loss", ylim=(1e-4, 1e3))
        losses.legend(fontsize="small")

    def _describe(self):
        first, kept = BOWL.value(START), self.mean_loss(gdcore.constant(self.peak))
        return (
            f"A schedule of {STEPS} steps, {self.code()}, for gradient descent with noisy gradients: "
            f"the mean loss falls from {first:.3g} to {self.mean_loss()[-1]:.2g}; "
            f"at the peak rate all the time to {kept[-1]:.2g}."
        )
