"""The demo of the orthogonalised matrix: what Newton–Schulz and the sign make of a matrix of two rows."""

import numpy as np
import traitlets

import gdcore

from ._demo import Demo, parameter
from .settings import SETTINGS

TAG = "gd-orthogonal"
POLYNOMIALS, CONSTANTS = SETTINGS[TAG]["polynomials"], SETTINGS[TAG]["constants"]


class OrthogonalDemo(Demo):
    """A 2 × 2 matrix as what it makes of a circle, orthogonalised step by step, and its sign. Chapter 9.

    polynomial  "Jordan", the coefficients of Muon, or "classical", 1.5 s − 0.5 s³
    ratio       the smaller singular value as a share of the larger, 0.0001 to 1
    turn        by how many degrees the side of the outputs is turned, −90 to 90
    steps       Newton–Schulz steps, 0 to 10

    Raises TraitError naming the argument for a value outside its range.

    >>> demo = OrthogonalDemo(ratio=0.01, steps=5)
    >>> demo.singular_values()[-1].round(3)
    array([0.696, 0.699])
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    polynomial = parameter(TAG, "polynomial")
    ratio = parameter(TAG, "ratio")
    turn = parameter(TAG, "turn")
    steps = parameter(TAG, "steps")

    def matrix(self) -> np.ndarray:
        """The matrix G before it is orthogonalised, of Frobenius norm 1, `(2, 2)`."""
        return self._left() * self._shares() @ self._right().T

    def orthogonalised(self, steps: int | None = None) -> np.ndarray:
        """G after so many steps, by default those on screen, `(2, 2)`."""
        steps = self.steps if steps is None else steps
        return gdcore.newton_schulz(self.matrix(), steps, tuple(POLYNOMIALS[self.polynomial]))

    def singular_values(self) -> np.ndarray:
        """Those along G's own directions before the first step and after each, `(steps + 1, 2)`.

        One that has grown too large is carried below 0 by the polynomial: its direction turns round.
        """
        made = [self.orthogonalised(steps) for steps in range(self.steps + 1)]
        return np.array([np.diag(self._left().T @ X @ self._right()) for X in made])

    def _shares(self):
        return np.array([1.0, self.ratio]) / np.hypot(1.0, self.ratio)

    def _left(self):
        return _rotation(self.turn)

    def _right(self):
        return _rotation(CONSTANTS["inputs"])

    def _draw(self, figure):
        from gdcore.plotting import BLUE, FAINT, VERMILION

        picture, course = figure.subplots(1, 2)
        angle = np.linspace(0, 2 * np.pi, 181)
        circle = np.stack([np.cos(angle), np.sin(angle)])
        picture.plot(*circle, color=FAINT, label="UVᵀ")
        picture.plot(*(self.orthogonalised() @ circle), color=BLUE, label=f"after {self.steps} steps")
        picture.plot(*(np.sign(self.matrix()) @ circle), "--", color=VERMILION, label="sign")
        picture.set(xlim=(-2.1, 2.1), ylim=(-2.1, 2.1), aspect="equal")
        picture.legend(fontsize="small")
        for values, style in zip(np.abs(self.singular_values()).T, ("-", "--")):
            course.semilogy(values, style, marker="o")
        course.set(xlabel="step", ylabel="singular values", ylim=(5e-5, 3))

    def _describe(self):
        first, last = self.singular_values()[[0, -1]]
        return (
            f"A matrix with the singular values {first[0]:.3g} and {first[1]:.3g} has "
            f"{last[0]:.3g} and {last[1]:.3g} after {self.steps} Newton–Schulz steps."
        )


def _rotation(degrees):
    angle = np.deg2rad(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
