"""The learning-rate demo: a ball on a function of one parameter."""

from typing import Any

import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import FUNCTIONS

TAG = "gd-learning-rate"


class LearningRateDemo(Demo):
    """A ball descends a function of one parameter; the reader chooses the learning rate. Chapters 1 and 2.

    objective  "quadratic" ½(w − 2)², "steep" (w − 2)², "double-well" ¼(w² − 1)², or "own" for `formula`
    formula    the reader's own function of w, as `gdcore.Formula` takes it
    lr         learning rate, 0 to 2.6
    start      w_0, within the picture; another function brings its own
    steps      how many steps are shown, 0 to 100
    log        show the loss on a log axis
    compare    show a second ball, from the same start
    other_lr   its learning rate, 0 to 2.6

    The traits may be read and set at any time: the page and Python stay in step.
    Raises TraitError naming the argument for a value outside its range.

    >>> demo = LearningRateDemo(lr=0.5, steps=3)
    >>> demo.trace().w[:, 0]
    array([5.   , 3.5  , 2.75 , 2.375])
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    objective = parameter(TAG, "objective")
    formula = parameter(TAG, "formula")
    lr = parameter(TAG, "lr")
    start = parameter(TAG, "start")
    steps = parameter(TAG, "steps")
    log = parameter(TAG, "log")
    compare = parameter(TAG, "compare")
    other_lr = parameter(TAG, "other_lr")

    def __init__(self, objective: str = "quadratic", **parameters: Any) -> None:
        super().__init__(objective=objective, **parameters)

    def trace(self) -> gdcore.Trace:
        """The run on screen, as `gdcore.run` computes it."""
        return self._run(self.lr)

    def other_trace(self) -> gdcore.Trace:
        """The run of the second ball."""
        return self._run(self.other_lr)

    def _run(self, lr):
        return gdcore.run(self._function, [self.start], gdcore.GradientDescent(), lr, self.steps)

    @property
    def _function(self):
        if self.objective == "own":
            return gdcore.Formula(self.formula)
        function = FUNCTIONS[self.objective]
        return getattr(gdcore, function["kind"])(**function["options"])

    def _draw(self, figure):
        from gdcore.plotting import PURPLE, VERMILION, plot_descent, plot_loss

        function = FUNCTIONS[self.objective]
        landscape, losses = figure.subplots(1, 2, sharey=not self.log, width_ratios=[3, 2])
        for trace, color in zip([self.trace()] + [self.other_trace()] * self.compare, (VERMILION, PURPLE)):
            plot_descent(trace, self._function, landscape, span=function["w"], color=color)
            plot_loss(trace, losses, log=self.log)
            losses.lines[-1].set_color(color)
        if self.objective != "own":
            landscape.set_ylim(0, function["loss"][1])

    def _describe(self):
        trace = self.trace()
        name = self.formula if self.objective == "own" else FUNCTIONS[self.objective]["label"]
        return (
            f"Gradient descent on f(w) = {name} from w = {self.start:g} "
            f"with learning rate {self.lr:g}: after {self.steps} steps w = {trace.w[-1, 0]:.3g}, "
            f"loss {trace.loss[-1]:.3g}."
        )
