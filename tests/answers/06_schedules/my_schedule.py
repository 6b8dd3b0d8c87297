# %% right: exponential
def my_schedule(t):
    return 0.1 * 0.985 ** (t - 1)

# %% right: staircase
def my_schedule(t):
    return gd.step_decay(0.08, every=30, factor=0.7)(t)

# %% right: with_a_warm_up
def my_schedule(t):
    if t <= 10:
        return 0.015 * t
    return min(0.15, 1.5 / (t - 5))

# %% right: with_the_engine
def my_schedule(t):
    return gd.inverse_time(0.15, 0.1)(t)

# %% wrong: above_the_limit
"""the mean loss at the end is not right"""


def my_schedule(t):
    return 0.3 / t**0.1

# %% wrong: best_constant
"""no constant rate gets there"""


def my_schedule(t):
    return 0.0122

# %% wrong: constant_too_small
"""the mean loss at the end"""


def my_schedule(t):
    return min(0.15, 0.4 / t)

# %% wrong: counts_by_itself
"""the same t, the same rate"""
calls = 0


def my_schedule(t):
    global calls
    calls += 1
    return min(0.15, 1.2 / ((calls - 1) % 400 + 1))

# %% wrong: high_peak
"""there was no time to forget it"""


def my_schedule(t):
    return gd.cosine(0.05, STEPS)(t)

# %% wrong: list_of_rates
"""a number"""


def my_schedule(t):
    return [min(0.15, 1.2 / step) for step in range(1, 401)]

# %% wrong: negative
"""a negative rate climbs"""


def my_schedule(t):
    return 0.1 - 0.00026 * t

# %% wrong: returns_nothing
"""a `return` is missing"""


def my_schedule(t):
    min(0.15, 1.2 / t)

# %% wrong: stops_short
"""it stops short: all its rates add up to 1,"""


def my_schedule(t):
    return 0.1 * 0.9 ** (t - 1)

# %% wrong: straight_line
"""what is left is noise of earlier, larger rates"""


def my_schedule(t):
    return 0.15 * (1 - t / 400)

# %% right: straight_in_the_logarithm
def my_schedule(t):
    return np.exp(np.interp(t, [1, 400], np.log([0.12, 0.0003])))

# %% right: lookup_table
"""A table of rates, made once."""


table = np.minimum(0.15, 1.15 / np.arange(1, 401))


def my_schedule(t):
    return float(table[t - 1])

# %% right: decades
"""A tenth after each 155 steps."""


def my_schedule(t):
    return 0.1 * 10 ** (-(t - 1) / 155)

# %% wrong: other_bowl
"""by the marker's own expected_loss and STEPS"""


def expected_loss(schedule):
    return 0.001


def my_schedule(t):
    return 0.01

# %% wrong: shorter_walk
"""by the marker's own expected_loss and STEPS"""


STEPS = 1


def expected_loss(schedule):
    return 0.0


def my_schedule(t):
    return 0.0001

# %% wrong: negative_at_the_end
"""a negative rate climbs"""


def my_schedule(t):
    return 0.1 * (1 - t / 300)

# %% wrong: nan_rates
"""my_schedule(1)"""


def my_schedule(t):
    return np.nan

# %% wrong: an_array_of_rates
"""my_schedule(1)"""


def my_schedule(t):
    return np.geomspace(0.1, 0.001, 400)

# %% wrong: random_rates
"""a schedule is a function of t alone"""


def my_schedule(t):
    return min(0.15, 1.2 / t) * np.random.uniform(0.9999, 1.0)

# %% wrong: one_over_t_squared
"""it stops short: all its rates add up to 3.3"""


def my_schedule(t):
    return min(0.15, 20 / t**2)

# %% wrong: one_over_root
"""what is left is the noise of your last rates, which are about 0.0065"""


def my_schedule(t):
    return min(0.15, 0.13 / t**0.5)

# %% wrong: low_straight_line
"""nothing forgets noise faster than a/t"""


def my_schedule(t):
    return 0.035 * (1 - (t - 1) / 400)

# %% wrong: warm_up_only
"""the mean loss at the end"""


def my_schedule(t):
    return 0.05 * min(1, t / 200)

# %% wrong: loss_for_the_rate
"""the mean loss at the end"""


def my_schedule(t):
    return expected_loss(lambda t: 0.01)

# %% wrong: negative_in_the_end_alone
"""a negative rate climbs"""


def my_schedule(t):
    return min(0.15, 1.2 / t) if t < 400 else -0.001

# %% wrong: stops_shorter_with_one_over_t_squared
"""it stops short: all its rates add up to 0.2"""


def my_schedule(t):
    return 0.1 / t**2 + 0.0001

# %% wrong: whole_division
"""your rate is the same at all steps up to 399: is there a `//`?"""


def my_schedule(t):
    return 0.1 * (1 - t // 400)

# %% wrong: divides_by_t_minus_one
"""somewhere this divides by 0"""


def my_schedule(t):
    return min(0.15, 1.2 / (t - 1))


# %% wrong: one_over_root_from_the_limit
"""what is left is the noise of your last rates, which are about 0.01"""


def my_schedule(t):
    return 0.2 / t**0.5


# %% wrong: a_twice_too_large
"""what is left is the noise of your last rates, which are about 0.0063"""


def my_schedule(t):
    return min(0.15, 2.5 / t)


# %% wrong: high_cosine
"""there was no time to forget it"""


def my_schedule(t):
    return 0.15 * 0.5 * (1 + np.cos(np.pi * (t - 1) / 400))


# %% wrong: larger_of_the_two
"""what is left is the noise of your last rates"""


def my_schedule(t):
    return max(0.15, 1.2 / t)


# %% wrong: never_below_the_limit
"""the start is not forgotten along the steep axis"""


def my_schedule(t):
    return max(0.21, 1.2 / t)
