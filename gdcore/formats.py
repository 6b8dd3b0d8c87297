"""Number formats of 32 and 16 bits: what they can hold, and what becomes of a number that they cannot.

A format is shown by rounding ordinary arrays to it; the engine itself computes in single or double precision.
Chapter 10.

>>> float(BFLOAT16.round(1.003)), float(FLOAT16.round(1e-8)), float(FLOAT16.round(70_000))
(1.0, 0.0, inf)
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._checks import generator, real
from ._types import Seed


@dataclass(frozen=True)
class Format:
    """Floating-point numbers ±m · 2ᵉ with a significand m of so many bits and exponents from low to high.

    bits  of the significand, the leading one included, which is not stored
    low   exponent of the smallest normal number; below it numbers are evenly spaced down to zero
    high  exponent of the largest numbers

    IEEE 754 (2019) for float32 and float16; Kalamkar et al. (2019) for bfloat16.

    >>> FLOAT16.largest, float(BFLOAT16.spacing(1.0)), round(FLOAT16.smallest, 9)
    (65504.0, 0.0078125, 6e-08)
    """

    bits: int
    low: int
    high: int

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return (2 - 2.0 ** (1 - self.bits)) * 2.0**self.high

    @property
    def smallest(self) -> float:
        """The smallest positive number; what is at most half of it is rounded to zero."""
        return 2.0 ** (self.low + 1 - self.bits)

    def spacing(self, x: ArrayLike) -> Any:
        """From x to the next number that is farther from zero, for x that the format holds."""
        _, exponent = np.frexp(np.abs(real(x, "x").astype(float)))  # |x| = m · 2^exponent with m in [½, 1)
        exponent = np.where(np.asarray(x) == 0, self.low, np.maximum(exponent - 1, self.low))
        return np.ldexp(1.0, exponent + 1 - self.bits)

    def round(self, x: ArrayLike, rng: Seed = None) -> Any:
        """The nearest number of the format, in double precision; of two equally near ones the even one.

        x    numbers of any shape
        rng  a source of randomness, or a seed: round up or down at random instead, with chances such that
             the result is right on average  (stochastic rounding, Gupta et al. 2015)

        What is too large becomes infinite. Raises ValueError for what is no number.

        >>> float(BFLOAT16.round(np.full(10_000, 1.003), rng=0).mean().round(3))
        1.003
        """
        x = real(x, "x").astype(float)
        with np.errstate(invalid="ignore"):  # infinity and not-a-number stay what they are
            spacing = self.spacing(x)
            units = x / spacing
            whole = np.rint(units) if rng is None else np.floor(units + generator(rng).random(x.shape))
            rounded = whole * spacing
        return np.where(np.abs(rounded) > self.largest, np.copysign(np.inf, x), rounded)


FLOAT32 = Format(bits=24, low=-126, high=127)
FLOAT16 = Format(bits=11, low=-14, high=15)
BFLOAT16 = Format(bits=8, low=-126, high=127)
