# %% right: as_fractions
from fractions import Fraction

limit_parabola, limit_bowl = Fraction(2, 2), Fraction(2, 8)

# %% wrong: as_text
"""expected:       a number"""

limit_parabola, limit_bowl = 1, "1/4"
