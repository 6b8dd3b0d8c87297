"""Schedules: pure functions of t with the shape that their formula promises."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdcore import (
    constant,
    cosine,
    exponential,
    hold,
    inverse_time,
    linear_warmup,
    one_cycle,
    polynomial,
    step_decay,
    warmup_stable_decay,
)

rates = st.floats(1e-6, 10)
shares = st.floats(0, 1)
steps = st.integers(1, 300)
t = np.arange(1, 1001)

falling = st.one_of(
    st.builds(constant, rates),
    st.builds(step_decay, rates, steps, shares),
    st.builds(exponential, rates, shares),
    st.builds(inverse_time, rates, st.floats(0, 100)),
    st.builds(
        lambda lr, n, power, end: polynomial(lr, n, power, end * lr), rates, steps, st.floats(0.1, 5), shares
    ),
    st.builds(lambda lr, n, end: cosine(lr, n, end * lr), rates, steps, shares),
)
rising_and_falling = st.one_of(
    st.builds(linear_warmup, steps, falling),
    st.builds(hold, steps, falling),
    st.builds(one_cycle, rates, st.integers(2, 300), st.floats(0.01, 0.99), shares, shares),
    st.builds(
        lambda lr, a, b, c, end: warmup_stable_decay(lr, a, b, c, end * lr),
        rates,
        steps,
        steps,
        steps,
        shares,
    ),
)


@given(st.one_of(falling, rising_and_falling))
def test_an_array_of_steps_gives_what_each_step_gives(schedule):
    one_by_one = [schedule(int(i)) for i in t]
    assert all(np.ndim(rate) == 0 for rate in one_by_one)
    assert schedule(t) == pytest.approx(one_by_one, rel=1e-12, abs=1e-15)
    backwards = [schedule(int(i)) for i in t[::-1]]
    assert backwards[::-1] == one_by_one, "pure: the order of the calls does not matter"


@given(st.one_of(falling, rising_and_falling))
def test_rates_are_finite_and_never_negative(schedule):
    lr = schedule(t)
    assert np.all(np.isfinite(lr)) and np.all(lr >= -1e-15)


@given(falling)
def test_decay_never_rises(schedule):
    lr = schedule(t)
    assert np.all(np.diff(lr) <= 1e-12 * lr[0])


@given(rising_and_falling)
def test_warmup_rises_to_one_peak_and_never_again(schedule):
    lr = schedule(t)
    peak = lr.argmax()
    assert np.all(np.diff(lr[: peak + 1]) >= -1e-12 * lr[peak])
    assert np.all(np.diff(lr[peak:]) <= 1e-12 * lr[peak])


@given(rates, steps, shares)
def test_step_decay_is_a_staircase(lr, every, factor):
    schedule = step_decay(lr, every, factor)
    assert schedule(1) == schedule(every) == lr
    assert schedule(every + 1) == pytest.approx(lr * factor)
    assert schedule(3 * every + 1) == pytest.approx(lr * factor**3)


@given(rates, st.floats(0.01, 1))
def test_exponential_decays_by_one_factor_each_step(lr, factor):
    lrs = exponential(lr, factor)(np.arange(1, 100))
    assert lrs[0] == lr
    assert lrs[1:] == pytest.approx(factor * lrs[:-1], rel=1e-12)


@given(rates, st.floats(0, 100))
def test_inverse_time_grows_its_inverse_in_equal_steps(lr, decay):
    inverse = 1 / inverse_time(lr, decay)(t)
    assert np.diff(inverse) == pytest.approx(decay / lr, rel=1e-9, abs=1e-9 * inverse[-1])


@given(rates, steps, shares, st.floats(0.1, 5))
def test_polynomial_and_cosine_go_from_first_to_last_and_stay(lr, n, end, power):
    for schedule in (polynomial(lr, n, power, end * lr), cosine(lr, n, end * lr)):
        assert schedule(1) == pytest.approx(lr)
        assert schedule(np.arange(n + 1, n + 50)) == pytest.approx(end * lr, abs=1e-15)


@given(rates, st.integers(1, 150), shares)
def test_cosine_and_a_straight_line_are_half_way_at_half_time(lr, half, end):
    middle = (lr + end * lr) / 2
    assert cosine(lr, 2 * half, end * lr)(half + 1) == pytest.approx(middle)
    assert polynomial(lr, 2 * half, end=end * lr)(half + 1) == pytest.approx(middle)


@given(st.integers(1, 50), falling)
def test_warmup_is_a_straight_line_from_zero_and_then_the_schedule_anew(n, then):
    schedule = linear_warmup(n, then)
    assert schedule(np.arange(1, n + 1)) == pytest.approx(then(1) * np.arange(1, n + 1) / n)
    assert schedule(np.arange(n + 1, n + 100)) == pytest.approx(then(np.arange(1, 100)))


def test_warmup_takes_a_rate_for_a_schedule():
    assert linear_warmup(4, then=0.4)(np.arange(1, 7)) == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.4, 0.4])


@example(0.1, 2, 0.01, 0.1, 0.1)
@example(0.1, 2, 0.99, 0.1, 0.1)
@given(rates, st.integers(2, 300), st.floats(0.01, 0.99), shares, shares)
def test_one_cycle_starts_peaks_and_ends_where_it_says(peak, n, warmup, start, end):
    lr = one_cycle(peak, n, warmup, start, end)(np.arange(1, n + 50))
    assert lr[0] == pytest.approx(start * peak)
    assert lr.max() == pytest.approx(peak)
    assert lr[n:] == pytest.approx(end * peak)


def test_one_cycle_falls_as_a_cosine():
    schedule = one_cycle(0.4, steps=100, warmup=0.3, end=0.1)
    assert schedule(np.arange(31, 120)) == pytest.approx(cosine(0.4, 70, end=0.04)(np.arange(1, 90)))


@example(0.1, 1, 2, 3, 0.5)
@given(rates, st.integers(0, 100), st.integers(0, 100), st.integers(1, 100), shares)
def test_warmup_stable_decay_has_three_parts(lr, warmup, stable, decay, end):
    lrs = warmup_stable_decay(lr, warmup, stable, decay, end * lr)(np.arange(1, 400))
    assert lrs[:warmup] == pytest.approx(lr * np.arange(1, warmup + 1) / max(warmup, 1))
    assert lrs[warmup : warmup + stable + 1] == pytest.approx(lr)
    assert lrs[warmup + stable + decay :] == pytest.approx(end * lr, abs=1e-15)
    fall = np.diff(lrs[warmup + stable : warmup + stable + decay + 1])
    assert fall == pytest.approx((end - 1) * lr / decay, abs=1e-12)


@given(rates, steps, steps, steps, shares)
def test_warmup_stable_decay_is_made_of_its_parts(lr, warmup, stable, decay, end):
    parts = linear_warmup(warmup, then=hold(stable, then=polynomial(lr, decay, end=end * lr)))
    assert parts(t) == pytest.approx(
        warmup_stable_decay(lr, warmup, stable, decay, end * lr)(t), rel=1e-12, abs=1e-12
    )


def test_a_rate_may_be_an_array_over_runs():
    lrs = np.array([0.1, 0.2])
    for make in (
        constant,
        lambda lr: step_decay(lr, 5),
        lambda lr: exponential(lr, 0.9),
        lambda lr: inverse_time(lr, 0.1),
        lambda lr: polynomial(lr, 20),
        lambda lr: cosine(lr, 20),
        lambda lr: linear_warmup(5, lr),
        lambda lr: one_cycle(lr, 20),
        lambda lr: warmup_stable_decay(lr, 5, 5, 5),
    ):
        together = make(lrs)
        for step in (1, 3, 7, 30):
            assert together(step) == pytest.approx([make(float(lr))(step) for lr in lrs])
