# %% right: with_log2
def round_to(x, bits):
    if x == 0:
        return 0.0
    e = np.floor(np.log2(abs(x)))
    s = 2 ** (e + 1 - bits)
    return np.round(x / s) * s

# %% right: by_the_significand
def round_to(x, bits):
    m, e = np.frexp(x)
    return np.ldexp(np.rint(m * 2**bits) / 2**bits, e)

# %% right: halves_away
"""Ties away from zero, which is allowed."""


def round_to(x, bits):
    if x == 0:
        return 0
    s = 1.0
    while abs(x) >= 2**bits * s:
        s *= 2
    while abs(x) < 2 ** (bits - 1) * s:
        s /= 2
    n = int(abs(x) / s + 0.5)
    return n * s if x > 0 else -n * s

# %% wrong: towards_zero
"""nearest, not towards zero"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    s = 2.0 ** (np.floor(np.log2(abs(x))) + 1 - bits)
    return np.trunc(x / s) * s

# %% wrong: one_bit_too_many
"""the leading bit is one of the bits"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    s = 2.0 ** (np.floor(np.log2(abs(x))) - bits)
    return np.rint(x / s) * s

# %% wrong: one_spacing_for_all
"""the spacing depends on the size of x"""


def round_to(x, bits):
    return np.rint(x * 2 ** (bits - 1)) / 2 ** (bits - 1)

# %% wrong: whole_numbers
"""the spacing depends on the size of x: from 1 to 2 the numbers are quarters"""


def round_to(x, bits):
    return float(np.rint(x))

# %% wrong: zero_forgotten
"""zero has no logarithm"""


def round_to(x, bits):
    import math
    s = 2.0 ** (math.floor(math.log2(abs(x))) + 1 - bits)
    return round(x / s) * s

# %% wrong: sign_lost
"""the sign is lost"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    x = abs(x)
    s = 2.0 ** (np.floor(np.log2(x)) + 1 - bits)
    return np.rint(x / s) * s

# %% wrong: negative_logarithm
"""a negative number has no logarithm: take that of its absolute value"""


def round_to(x, bits):
    import math
    if x == 0:
        return 0.0
    s = 2.0 ** (math.floor(math.log2(x)) + 1 - bits)
    return round(x / s) * s

# %% wrong: floor_for_negatives
"""for negative numbers this rounds away from zero"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    s = 2.0 ** (np.floor(np.log2(abs(x))) + 1 - bits)
    return (np.rint(x / s) if x > 0 else np.floor(x / s + 0.2)) * s

# %% wrong: int_for_floor
"""below 1 the exponent is negative: int cuts towards 0, np.floor goes down"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    s = 2.0 ** (int(np.log2(abs(x))) + 1 - bits)
    return round(x / s) * s

# %% wrong: one_bit_too_few
"""one bit too few"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    s = 2.0 ** (np.floor(np.log2(abs(x))) + 2 - bits)
    return round(x / s) * s

# %% wrong: rounded_up
"""nearest, not up"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    s = 2.0 ** (np.floor(np.log2(abs(x))) + 1 - bits)
    return np.ceil(x / s) * s

# %% wrong: half_added_to_negatives
"""int cuts towards 0: for negative numbers x + 0.5 goes the wrong way"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    e = np.floor(np.log2(abs(x)))
    spacing = 2.0 ** (e + 1 - bits)
    return int(x / spacing + 0.5) * spacing

# %% wrong: decimal_digits
"""bits are binary digits"""


def round_to(x, bits):
    return float(f"{x:.{bits}g}")

# %% wrong: natural_logarithm
"""np.log2, not np.log"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    e = np.floor(np.log(abs(x)))
    spacing = 2.0 ** (e + 1 - bits)
    return round(x / spacing) * spacing

# %% wrong: logarithm_with_base_ten
"""np.log2, not np.log10"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    spacing = 2.0 ** (np.floor(np.log10(abs(x))) + 1 - bits)
    return round(x / spacing) * spacing

# %% wrong: logarithm_to_the_nearest
"""the logarithm is rounded down, not to the nearest"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    spacing = 2.0 ** (np.rint(np.log2(abs(x))) + 1 - bits)
    return round(x / spacing) * spacing

# %% wrong: logarithm_not_rounded
"""nothing is rounded: e is a whole number"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    spacing = 2.0 ** (np.log2(abs(x)) + 1 - bits)
    return round(x / spacing) * spacing

# %% wrong: number_of_spacings
"""this counts the spacings"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    return float(round(x / 2.0 ** (np.floor(np.log2(abs(x))) + 1 - bits)))

# %% wrong: whole_number_power
"""2 to a negative power fails for whole numbers"""


def round_to(x, bits):
    if x == 0:
        return 0.0
    e = np.frexp(x)[1] - 1
    spacing = 2 ** (e + 1 - bits)
    return round(x / spacing) * spacing

# %% wrong: digits_after_the_point
"""bits are binary digits; these are decimal ones, after the point"""


def round_to(x, bits):
    return round(x, bits)

# %% wrong: half_of_it
"""with frexp, |x| is m times 2 to the exponent"""


def round_to(x, bits):
    m, e = np.frexp(x)
    return round(m * 2.0**bits) / 2.0**bits * 2.0 ** (e - 1)
