"""The drill: a loss curve and eight causes, one of which is to be named."""

import numpy as np
import traitlets

from gdcore.curves import CAUSES, LossCurve, loss_curve

from ._demo import Demo, parameter

TAG = "gd-drill"


class DrillDemo(Demo):
    """Loss curves without end, each with a cause to name, and the reason for it. Chapter 2.

    seed    which curve, a whole number from 0 to 999,999; a new one on screen is a new seed
    answer  the cause that the reader has named, one of `gdcore.curves.CAUSES`, or "none" so far

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = DrillDemo(seed=3)
    >>> demo.curve().caption
    'batches of 8, plain gradient descent, constant rate'
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    seed = parameter(TAG, "seed")
    answer = parameter(TAG, "answer")

    def curve(self) -> LossCurve:
        """The LossCurve on screen; its `cause` is the solution."""
        rng = np.random.RandomState(self.seed)
        return loss_curve(list(CAUSES)[int(len(CAUSES) * rng.random())], rng)

    def _draw(self, figure):
        from gdcore.plotting import INK

        curve, ax = self.curve(), figure.subplots()
        ax.plot(curve.losses, color=INK, linewidth=1.2)
        ax.axhline(curve.best, color=INK, linestyle=":", label="best loss known")
        ax.set(xlabel="step t", ylabel="loss", title=curve.caption, ylim=(0, None))
        ax.legend()

    def _describe(self):
        curve = self.curve()
        first, middle, last = curve.losses[[0, len(curve.losses) // 2, -1]]
        return (
            f"A loss curve over {len(curve.losses) - 1} steps: {first:.3g} at first, "
            f"{middle:.3g} in the middle, {last:.3g} at the end; best loss known {curve.best:.3g}; "
            f"it goes up in {np.mean(np.diff(curve.losses) > 0):.0%} of the steps. "
            f"Settings: {curve.caption}. What is its cause: {', '.join(CAUSES)}?"
        )
