from fractions import Fraction

limit_parabola, limit_bowl = Fraction(2, 2), Fraction(2, 8)
