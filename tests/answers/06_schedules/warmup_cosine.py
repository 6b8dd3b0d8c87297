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
"""the cosine takes (steps - warmup) steps"""


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


# %% right: step_by_step
"""One step by an inner function, and many in a loop."""


def warmup_cosine(t, peak, warmup, steps, end):
    def rate(step):
        if step <= warmup:
            return peak * step / warmup
        if step > steps:
            return end
        behind = (step - 1 - warmup) / (steps - warmup)
        return end + (peak - end) * (1 + np.cos(np.pi * behind)) / 2

    if np.ndim(t) == 0:
        return rate(t)
    return [rate(step) for step in t]


# %% right: half_angle
"""The square of a cosine, by the half angle."""


def warmup_cosine(t, peak, warmup, steps, end):
    t = np.asarray(t, dtype=float)
    angle = np.pi / 2 * np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * np.cos(angle) ** 2
    return falling if warmup == 0 else np.where(t <= warmup, peak * t / warmup, falling)


# %% right: filled_by_masks
"""An array of rates, filled part by part."""


def warmup_cosine(t, peak, warmup, steps, end):
    steps_asked = np.atleast_1d(t)
    rates = np.full(steps_asked.shape, float(end))
    rise = steps_asked <= warmup
    fall = ~rise & (steps_asked <= steps)
    rates[rise] = peak * steps_asked[rise] / max(warmup, 1)
    rates[fall] += (
        (peak - end) * (1 + np.cos(np.pi * (steps_asked[fall] - 1 - warmup) / (steps - warmup))) / 2
    )
    return rates if np.ndim(t) else rates[0]


# %% wrong: whole_numbers
"""cuts off what stands behind the point"""


def warmup_cosine(t, peak, warmup, steps, end):
    rates = np.zeros_like(t)
    rates[...] = np.where(
        t <= warmup,
        peak * t / max(warmup, 1),
        end + (peak - end) * 0.5 * (1 + np.cos(np.pi * np.clip((t - 1 - warmup) / (steps - warmup), 0, 1))),
    )
    return rates


# %% wrong: cut_off_at_the_end_rate
"""is steeper than one that goes down to end"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = np.maximum(peak * 0.5 * (1 + np.cos(np.pi * share)), end)
    return np.where(t <= warmup, rising, falling)


# %% wrong: never_below_end
"""during the warm-up the rate is not below end here"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.maximum(np.where(t <= warmup, rising, falling), end)


# %% wrong: no_warm_up
"""the warm-up is missing"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak, falling)


# %% wrong: rise_one_step_too_long
"""no step has a rate above the peak"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup + 1, rising, falling)


# %% wrong: cosine_up_line_down
"""the other way round"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * 0.5 * (1 - np.cos(np.pi * t / max(warmup, 1)))
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * (1 - share)
    return np.where(t <= warmup, rising, falling)


# %% wrong: steps_without_the_warmup
"""the cosine takes (steps - warmup) steps"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / steps, 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: peak_forgotten
"""multiply by the peak"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end / peak + (1 - end / peak) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: rises_from_end
"""during the warm-up the rate starts from 0"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = end + (peak - end) * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: lifted_by_end
"""lifted by end begins above the peak"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + peak * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: if_on_an_array
"""chooses for each entry"""


def warmup_cosine(t, peak, warmup, steps, end):
    if t <= warmup:
        return peak * t / warmup
    share = min(max((t - 1 - warmup) / (steps - warmup), 0), 1)
    return end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))


# %% wrong: first_step_for_all
"""a rate for each step of t"""


def warmup_cosine(t, peak, warmup, steps, end):
    step = np.ravel(t)[0]
    if step <= warmup:
        return peak * step / warmup
    share = np.clip((step - 1 - warmup) / (steps - warmup), 0, 1)
    return end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))


# %% wrong: divides_by_no_warm_up
"""divides no number by 0"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / warmup
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: rise_of_zero_without_a_warm_up
"""without a warm-up the cosine takes all steps"""


def warmup_cosine(t, peak, warmup, steps, end):
    warmup = max(warmup, 1)
    rising = peak * t / warmup
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: thousand_steps
"""warmup_cosine(123456"""


def warmup_cosine(t, peak, warmup, steps, end):
    t = np.minimum(t, 1000) if np.ndim(t) == 0 else t
    rising = peak * t / max(warmup, 1)
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: changes_its_steps
"""t was changed by warmup_cosine"""


def warmup_cosine(t, peak, warmup, steps, end):
    t -= 1
    share = np.clip((t - warmup) / (steps - warmup), 0, 1)
    return np.where(
        t < warmup, peak * (t + 1) / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )


# %% wrong: sorted_steps
"""they may come in any order"""


def warmup_cosine(t, peak, warmup, steps, end):
    order = np.sort(t) if np.ndim(t) else t
    share = np.clip((order - 1 - warmup) / (steps - warmup), 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(order <= warmup, peak * order / max(warmup, 1), falling)


# %% wrong: fresh_the_cosine_reaches_end_at_the_last_step
"""the cosine would be at end after its last step, not at it: divide by"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup - 1), 0, 1)
    return np.where(
        t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )


# %% wrong: fresh_the_rise_by_linspace_from_0
"""the rise has `warmup` steps, the first at peak/warmup; this one"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(
        t <= warmup,
        peak * (t - 1) / max(warmup - 1, 1),
        end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)),
    )


# %% wrong: fresh_warm_up_quadratic
"""the rise is a straight line, in proportion to t"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(
        t <= warmup, peak * (t / max(warmup, 1)) ** 2, end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    )

# %% wrong: half_forgotten
"""the ½ of ½(1 + cos) is missing"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    cosine = end + (peak - end) * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), cosine)

# %% wrong: half_of_the_one_alone
"""the ½ stands before the whole bracket"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    cosine = end + (peak - end) * (0.5 * 1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), cosine)

# %% wrong: whole_turn
"""half a turn is π; a whole one"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    cosine = end + (peak - end) * 0.5 * (1 + np.cos(2 * np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), cosine)

# %% wrong: quarter_of_a_turn_below_the_bracket
"""with a quarter ½(1 + cos) ends in the middle"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    cosine = end + (peak - end) * 0.5 * (1 + np.cos(np.pi / 2 * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), cosine)


# %% wrong: lt
"""this step included"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.minimum((t - 1 - warmup) / (steps - warmup), 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t < warmup, rising, falling)


# %% wrong: share_nobr3
"""need brackets"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.minimum(t - 1 - warmup / steps - warmup, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: f_abscos
"""the size of the cosine alone comes back"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.minimum((t - 1 - warmup) / (steps - warmup), 1)
    falling = end + (peak - end) * np.abs(np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: f_noadd
"""add end"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.minimum((t - 1 - warmup) / (steps - warmup), 1)
    falling = (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: rise_plus1
"""not by warmup + 1"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / (warmup + 1)
    share = np.minimum((t - 1 - warmup) / (steps - warmup), 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, falling)


# %% wrong: end_at_steps
"""is still on the cosine"""


def warmup_cosine(t, peak, warmup, steps, end):
    rising = peak * t / max(warmup, 1)
    share = np.minimum((t - 1 - warmup) / (steps - warmup), 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, rising, np.where(t >= steps, end, falling))
