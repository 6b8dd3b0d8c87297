# %% right: float32
def warmup_cosine(t, peak, warmup, steps, end):
    t = np.asarray(t, dtype=np.float32)
    share = np.clip((t - 1 - warmup) / np.float32(steps - warmup), 0, 1)
    falling = np.float32(end) + np.float32(peak - end) * (1 + np.cos(np.float32(np.pi) * share)) / 2
    return np.where(t > warmup, falling, np.float32(peak) * t / max(warmup, 1)).astype(np.float32)

# %% right: in_two_parts
def warmup_cosine(t, peak, warmup, steps, end):
    t = np.asarray(t)
    lr = np.empty(t.shape)
    early = t <= warmup
    lr[early] = peak * t[early] / max(warmup, 1)
    share = np.minimum((t[~early] - 1 - warmup) / (steps - warmup), 1)
    lr[~early] = end + (peak - end) * np.cos(np.pi * share / 2) ** 2
    return lr

# %% right: lists
"""Lists for arrays."""


def warmup_cosine(t, peak, warmup, steps, end):
    if np.ndim(t):
        return [warmup_cosine(step, peak, warmup, steps, end) for step in t]
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup - 1) / (steps - warmup), 1.0)
    return end + (peak - end) * (0.5 + 0.5 * np.cos(np.pi * share))

# %% right: one_by_one
"""Plain Python for one step; np.vectorize for the rest."""
import math


def one_rate(t, peak, warmup, steps, end):
    if t <= warmup:
        return peak * t / warmup
    if t > steps:
        return end
    return end + (peak - end) * (1 + math.cos(math.pi * (t - 1 - warmup) / (steps - warmup))) / 2


def warmup_cosine(t, peak, warmup, steps, end):
    return np.vectorize(one_rate, otypes=[float])(t, peak, warmup, steps, end)

# %% wrong: all_steps_for_the_cosine
"""the cosine takes steps − warmup steps"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / steps, 0, 1)
    return np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )

# %% wrong: below_zero
"""the cosine alone goes on to −1"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * np.cos(np.pi * share))

# %% wrong: changes_its_input
"""t was changed by warmup_cosine"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    rates = np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )
    t -= 1
    return rates

# %% wrong: counted_from_zero
"""steps are counted from 1"""


def warmup_cosine(t, peak, warmup, steps, end):
    t = t - 1
    share = np.clip((t - warmup) / (steps - warmup), 0, 1)
    return np.where(
        t < warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )

# %% wrong: degrees
"""np.cos takes radians"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(180 * share))
    )

# %% wrong: end_as_a_share
"""not a share of the peak"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = peak * (end + (1 - end) * 0.5 * (1 + np.cos(np.pi * share)))
    return np.where(t <= warmup, peak * t / max(warmup, 1), falling)

# %% wrong: end_forgotten
"""goes down to end, not to 0"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), peak * 0.5 * (1 + np.cos(np.pi * share)))

# %% wrong: hard_coded
"""expected"""


def warmup_cosine(t, peak, warmup, steps, end):
    rates = [0.25, 0.5, 0.75, 1, 1, 0.933, 0.75, 0.5, 0.25, 0.067, 0]
    return peak * np.array(rates)[np.minimum(t, 11) - 1]

# %% wrong: lifted
"""begins above the peak"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), end + peak * 0.5 * (1 + np.cos(np.pi * share)))

# %% wrong: needs_a_warm_up
"""division by zero"""


def warmup_cosine(t, peak, warmup, steps, end):
    slope = peak / warmup
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, slope * t, end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)))

# %% wrong: not_anew
"""begins after the warm-up, anew"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1) / steps, 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), falling)

# %% wrong: one_number_only
"""The truth value of an array"""


def warmup_cosine(t, peak, warmup, steps, end):
    if t <= warmup:
        return peak * t / warmup
    share = min((t - 1 - warmup) / (steps - warmup), 1)
    return end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))

# %% wrong: one_step_ahead
"""no step of the cosine lies behind"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - warmup) / (steps - warmup), 0, 1)
    return np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )

# %% wrong: quarter_turn
"""a quarter of a turn ends steep"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * np.cos(np.pi / 2 * share))

# %% wrong: returns_nothing
"""a `return` is missing"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    rate = np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )

# %% wrong: rises_again
"""the cosine alone rises again"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = (t - 1 - warmup) / (steps - warmup)
    return np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )

# %% wrong: straight_line
"""a straight line down"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), peak + (end - peak) * share)

# %% wrong: warms_up_from_the_end
"""the rate starts from 0, not from end"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    rising = end + (peak - end) * t / max(warmup, 1)
    return np.where(t <= warmup, rising, end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)))

# %% wrong: zero_after_the_end
"""it does not drop to 0"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = (t - 1 - warmup) / (steps - warmup)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), falling * (t <= steps))
