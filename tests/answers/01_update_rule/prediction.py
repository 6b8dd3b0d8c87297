# %% right: as_floats
"""Floats, computed."""

w1 = 3 + 4 * 0.75
w2 = 3 + 4 * 0.75**2
steps_needed = float(np.ceil(np.log(4000) / np.log(4 / 3)))

# %% right: as_fractions
from fractions import Fraction

factor = 1 - Fraction(1, 4)
w1, w2 = (3 + 4 * factor**t for t in (1, 2))
steps_needed = next(t for t in range(100) if 4 * factor**t < Fraction(1, 1000))

# %% wrong: as_text
"""a number"""

w1 = "6"
w2 = "5.25"
steps_needed = "29"

# %% wrong: not_rounded_up
"""round up"""

w1 = 6
w2 = 5.25
steps_needed = 28.8
