"""The formats demo: a gradient of which small entries vanish, and a weight whose steps may be swallowed."""

from typing import Any

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-formats"
FIRST, COUNTS = SETTINGS[TAG]["errors"]["first"], np.array(SETTINGS[TAG]["errors"]["counts"])
EXPONENTS = FIRST + np.arange(len(COUNTS))
FORMATS = {name: gdcore.Format(**form) for name, form in SETTINGS[TAG]["formats"].items()}


class FormatsDemo(Demo):
    """What a number format makes of a gradient, and of a step from a weight. Chapter 10.

    format  "float16", "bfloat16" or "float32"
    scale   the loss is multiplied by 2 to this power, a whole number from 0 to 40
    weight  0.01 to 100; it is rounded to the format
    step    what is subtracted from it, 0.00001 to 0.1

    The gradient is that of the errors which chapter 10's network passes back from its last layer, counted by
    their powers of two. Raises TraitError naming the argument for a value outside its range.

    >>> demo = FormatsDemo("bfloat16", weight=1.0, step=0.001)
    >>> demo.landing(), demo.spacing()
    (1.0, 0.00390625)
    >>> FormatsDemo("float16", scale=10).shares()
    (0.0, 0.0)
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    format = parameter(TAG, "format")
    scale = parameter(TAG, "scale")
    weight = parameter(TAG, "weight")
    step = parameter(TAG, "step")
    formats = FORMATS

    def __init__(self, format: str = "float16", **parameters: Any) -> None:
        super().__init__(format=format, **parameters)

    def shares(self, name: str | None = None) -> tuple[float, float]:
        """Which shares of the gradient's entries are rounded to zero, and to infinity."""
        rounded, shares = self._rounded(name), COUNTS / COUNTS.sum()
        return float(shares[rounded == 0].sum()), float(shares[np.isinf(rounded)].sum())

    def _rounded(self, name=None):
        """The middle of each class of entries, which stands for it, times the loss scale and rounded."""
        return FORMATS[name or self.format].round(1.5 * 2.0 ** (EXPONENTS + self.scale))

    def start(self, name: str | None = None) -> float:
        """The weight as the format has it."""
        return float(FORMATS[name or self.format].round(self.weight))

    def landing(self, name: str | None = None) -> float:
        """The weight after the step, rounded to nearest."""
        return float(FORMATS[name or self.format].round(self.start(name) - self.step))

    def spacing(self, name: str | None = None) -> float:
        """From the weight to the next smaller number of the format."""
        form, start = FORMATS[name or self.format], self.start(name)
        return float(form.spacing(np.nextafter(start, 0)))  # below a power of two numbers are closer

    def _draw(self, figure):
        from gdcore.plotting import BLUE, INK, VERMILION

        gradient, line = figure.subplots(2, 1, height_ratios=[3, 2])
        rounded = self._rounded()
        lost = (rounded == 0) | np.isinf(rounded)
        gradient.bar(EXPONENTS + self.scale, COUNTS / COUNTS.sum(), color=np.where(lost, VERMILION, BLUE))
        gradient.set(
            xlabel="log₂ of the size of an entry, times the loss scale", ylabel="share", xlim=(-40, 32)
        )
        start, spacing = self.start(), self.spacing()
        numbers = start - spacing * np.arange(-1, 5)
        line.plot(numbers, np.zeros(6), "|", color=INK, markersize=16)
        line.annotate(
            "", (start - self.step, 0.3), (start, 0.3), arrowprops={"arrowstyle": "->", "color": BLUE}
        )
        line.plot(self.landing(), 0, "o", color=VERMILION)
        line.set(
            xlabel=f"numbers of {self.format}", yticks=[], ylim=(-0.5, 1), xlim=(numbers[-1], numbers[0])
        )

    def _describe(self):
        vanished, overflowed = self.shares()
        return (
            f"In {self.format}, with the loss multiplied by 2 to the {self.scale}, {vanished:.1%} of a "
            f"gradient vanishes and {overflowed:.1%} overflows. A step of {self.step:g} from the weight "
            f"{self.start():g}, whose next smaller number is {self.spacing():.3g} away, leads to "
            f"{self.landing():.6g}."
        )
