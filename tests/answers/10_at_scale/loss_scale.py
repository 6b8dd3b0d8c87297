# %% right: by_halving
def loss_scale(largest):
    scale = 2.0**60
    while largest * scale > 65_504 / 4:
        scale /= 2
    return scale

# %% right: with_math
def loss_scale(largest):
    import math
    return 2.0 ** math.floor(math.log2(16_376 / largest))

# %% right: with_frexp
def loss_scale(largest):
    m, e = np.frexp(65_504 / (4 * largest))
    return np.ldexp(0.5, e)

# %% wrong: no_room
"""a quarter of 65,504: there must be room"""


def loss_scale(largest):
    return 2.0 ** np.floor(np.log2(65_504 / largest))

# %% wrong: the_exponent
"""this is k; the scale is 2 to the k"""


def loss_scale(largest):
    return np.floor(np.log2(65_504 / 4 / largest))

# %% wrong: no_power_of_two
"""a power of two, rounded down"""


def loss_scale(largest):
    return 65_504 / 4 / largest

# %% wrong: rounded_to_nearest
"""round down, not to the nearest"""


def loss_scale(largest):
    return 2.0 ** np.rint(np.log2(65_504 / 4 / largest))

# %% wrong: multiplied
"""a smaller gradient allows a larger scale"""


def loss_scale(largest):
    return 2.0 ** np.floor(np.log2(65_504 / 4 * largest))

# %% wrong: never_below_one
"""k may be negative"""


def loss_scale(largest):
    return max(1.0, 2.0 ** np.floor(np.log2(65_504 / 4 / largest)))

# %% wrong: less_than_a_quarter
"""at most a quarter: exactly a quarter is allowed"""


def loss_scale(largest):
    return 2.0 ** (np.ceil(np.log2(65_504 / 4 / largest)) - 1)

# %% wrong: halves_at_a_quarter
"""at most a quarter: exactly a quarter is allowed"""


def loss_scale(largest):
    scale = 2.0**60
    while largest * scale >= 65_504 / 4:
        scale /= 2
    return scale

# %% wrong: int_for_floor
"""int rounds a negative exponent up"""


def loss_scale(largest):
    return 2.0 ** int(np.log2(65_504 / 4 / largest))

# %% wrong: rounded_up
"""16,384 is more than a quarter of 65,504"""


def loss_scale(largest):
    return 2.0 ** np.ceil(np.log2(65_504 / 4 / largest))

# %% wrong: capped
"""k has no upper limit"""


def loss_scale(largest):
    return min(2.0**24, 2.0 ** np.floor(np.log2(65_504 / 4 / largest)))

# %% wrong: capped_lower
"""k has no upper limit"""


def loss_scale(largest):
    return min(2.0**16, 2.0 ** np.floor(np.log2(65_504 / 4 / largest)))

# %% right: by_doubling
def loss_scale(largest):
    scale = 2.0**-60
    while largest * (2 * scale) <= 16_376:
        scale *= 2
    return scale

# %% wrong: natural_logarithm
"""np.log2, not np.log"""


def loss_scale(largest):
    return 2.0 ** np.floor(np.log(65504 / (4 * largest)))

# %% wrong: times_the_largest
"""a loop that begins at 1 has to go down as well"""


def loss_scale(largest):
    scale = 1.0
    while scale * largest <= 65504 / 4:
        scale *= 2
    return scale / 2

# %% wrong: logarithm_with_base_ten
"""np.log2, not np.log10"""


def loss_scale(largest):
    return 2.0 ** np.floor(np.log10(65_504 / 4 / largest))

# %% wrong: power_of_ten
"""a power of two, not of ten"""


def loss_scale(largest):
    return 10.0 ** np.floor(np.log10(65_504 / 4 / largest))

# %% wrong: one_power_too_small
"""twice this is still at most a quarter"""


def loss_scale(largest):
    return 2.0 ** (np.floor(np.log2(65_504 / 4 / largest)) - 1)

# %% wrong: upside_down
"""upside down"""


def loss_scale(largest):
    return 2.0 ** np.floor(np.log2(largest / (65_504 / 4)))

# %% wrong: multiplied_by_four
"""a quarter: divide by 4, do not multiply"""


def loss_scale(largest):
    return 2.0 ** np.floor(np.log2(65_504 * 4 / largest))
