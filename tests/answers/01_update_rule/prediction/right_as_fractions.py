from fractions import Fraction

factor = 1 - Fraction(1, 4)
w1, w2 = (3 + 4 * factor**t for t in (1, 2))
steps_needed = next(t for t in range(100) if 4 * factor**t < Fraction(1, 1000))
