"""What chapter 6 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import numpy as np
import pytest

from gdcore import (
    DoubleWell,
    Quadratic,
    cosine,
    exponential,
    inverse_time,
    linear_warmup,
    polynomial,
    run,
    step_decay,
)

from .simulation import DESCENT, noise_variance


def test_step_decay_by_hand():
    """0.4 · 0.5^⌊(t−1)/3⌋ is 0.2 at t = 5."""
    assert step_decay(0.4, every=3, factor=0.5)(5) == pytest.approx(0.2)
    assert step_decay(0.4, every=3, factor=0.5)(np.arange(1, 8)) == pytest.approx(
        [0.4] * 3 + [0.2] * 3 + [0.1]
    )


def test_the_table_of_schedules():
    """The formulas of the chapter's table, with η = 0.3, T = 50, k = 7, γ = 0.9, a = 0.2, p = 2."""
    t, lr, T, k = np.arange(1, 51), 0.3, 50, 7
    for schedule, formula in [
        (step_decay(lr, k, 0.9), lr * 0.9 ** ((t - 1) // k)),
        (exponential(lr, 0.9), lr * 0.9 ** (t - 1.0)),
        (inverse_time(lr, 0.2), lr / (1 + 0.2 * (t - 1))),
        (polynomial(lr, T, 2), lr * (1 - (t - 1) / T) ** 2),
        (cosine(lr, T), lr / 2 * (1 + np.cos(np.pi * (t - 1) / T))),
        (linear_warmup(k, lr), lr * np.minimum(t / k, 1)),
    ]:
        assert schedule(t) == pytest.approx(formula)


@pytest.mark.parametrize("power, fades", [(0.0, False), (0.25, True), (0.5, True), (1.0, True)])
def test_noise_that_is_left_fades_with_the_rate(power, fades):
    """E w² follows η_t/(2 − η_t), to zero for every η_t = 0.5/t^p with p above 0, also where Σ η_t² = ∞.

    At p = 1 with rate 1/t it is twice that; 0.5/t would not even forget the start.
    """
    size = 1.0 if power == 1 else 0.5

    def schedule(t):
        return size / t**power

    left = noise_variance(schedule, start=25.0)
    early, late = left[999], left[99_999]
    floor = schedule(1e5) / (2 - schedule(1e5))
    assert late == pytest.approx(2 * floor if power == 1 else floor, rel=0.02)
    assert (late / early < 0.5) == fades


def test_the_table_of_sums():
    """Which Ση and Ση² end: both grow for 1/√t, only Ση for t^−0.75, neither for geometric and staircase
    decay.
    """
    t = np.arange(1, 4 * 10**6 + 1)

    def doubled(rates):
        """What the second half of the steps adds, as a share of the first."""
        half = len(rates) // 2
        return rates[half:].sum() / rates[:half].sum()

    assert doubled(0.1 / np.sqrt(t)) == pytest.approx(np.sqrt(2) - 1, rel=0.01)  # like √t
    harmonic = (0.1 / np.sqrt(t)) ** 2
    assert harmonic[2 * 10**6 :].sum() == pytest.approx(
        0.01 * np.log(2), rel=1e-3
    )  # ln 2 with every doubling
    assert doubled(0.1 / t**0.75) == pytest.approx(2**0.25 - 1, rel=0.05)
    assert doubled((0.1 / t**0.75) ** 2) < 1e-3
    assert np.sum(0.1 * 0.99**t) == pytest.approx(9.9)
    staircase = step_decay(0.1, every=30, factor=0.5)(t[:100_000])
    assert staircase.sum() == pytest.approx(30 * 0.1 / (1 - 0.5))


def test_rates_that_add_up_to_one_leave_about_a_third():
    """On ½w² 0.1 · 0.9^(t−1), of sum 1, leaves about e⁻¹; 0.1/(1 + 0.1(t − 1)) leaves 9/(9 + t), in the end
    nothing.
    """
    t = np.arange(1, 2001)
    assert exponential(0.1, 0.9)(t).sum() == pytest.approx(1)
    left = run(Quadratic([1.0]), [1.0], DESCENT, exponential(0.1, 0.9), 2000).w[-1, 0]
    assert left == pytest.approx(np.exp(-1), rel=0.03)
    path = run(Quadratic([1.0]), [1.0], DESCENT, inverse_time(0.1, 0.1), 2000).w[1:, 0]
    assert path == pytest.approx(9 / (9 + t))


def test_how_fast_noise_is_forgotten():
    """η = a/t: E w² → a²σ²/((2aλ − 1)t) if aλ > ½, else like t^(−2aλ); four times too large costs 16/7."""
    V = {a: noise_variance(lambda t: a / (t + 2 * a), start=1.0, steps=200_000) for a in (0.125, 1.0, 4.0)}
    for a in (1.0, 4.0):
        assert V[a][-1] * 200_000 == pytest.approx(a**2 / (2 * a - 1), rel=1e-3)
    assert V[4.0][-1] / V[1.0][-1] == pytest.approx(16 / 7, rel=1e-3)
    assert V[0.125][-1] / V[0.125][99_999] == pytest.approx(2**-0.25, rel=0.01)


def test_a_tenth_of_the_rate_is_a_tenth_of_the_floor():
    """Small rates: the walker hovers at about a tenth of the height."""
    assert noise_variance(0.01)[-1] / noise_variance(0.001)[-1] == pytest.approx(10, rel=0.01)


def test_raising_the_rate_tells_a_schedule_from_a_minimum():
    """A flat curve that falls when the rate is raised had decayed too early; at a minimum nothing happens."""
    bowl = Quadratic([0.1, 1.0])
    early = run(bowl, [1.0, 1.0], DESCENT, step_decay(1.0, every=5, factor=0.1), 100)
    done = run(bowl, [1.0, 1.0], DESCENT, 1.0, 1000)
    assert early.loss[-20] / early.loss[-1] < 1.001
    assert run(bowl, early.w[-1], DESCENT, 1.0, 20).loss[-1] < early.loss[-1] / 10
    assert run(bowl, done.w[-1], DESCENT, 1.0, 20).loss[-1] == pytest.approx(done.loss[-1], abs=1e-30)


def test_warmup_saves_a_steep_start_and_costs_time_elsewhere():
    """From 3 in the double well rate 0.5 diverges at once, after a warm-up of 30 steps it arrives; on a
    bowl it only delays.
    """
    well, warm = DoubleWell(), linear_warmup(30, then=0.5)
    assert run(well, [3.0], DESCENT, 0.5, 300).diverged_at > 0
    assert abs(run(well, [3.0], DESCENT, warm, 300).w[-1, 0]) == pytest.approx(1)
    assert (
        run(Quadratic([1.0]), [3.0], DESCENT, warm, 60).loss[-1]
        > run(Quadratic([1.0]), [3.0], DESCENT, 0.5, 60).loss[-1]
    )


def test_order_of_four_noise_floors():
    """η/B is 0.00125, 0.0031, 0.0125 for three walkers; momentum 0.9 makes the last ten times as high."""
    walkers = [(0.01, 8, 0.0), (0.1, 32, 0.0), (0.1, 8, 0.0), (0.1, 8, 0.9)]
    floors = [eta / B * (1 + beta) / ((1 - beta) * (2 * (1 + beta) - eta)) for eta, B, beta in walkers]
    assert floors == sorted(floors) and floors[3] / floors[2] == pytest.approx(10, rel=0.05)
    assert [eta / B for eta, B, _ in walkers[:3]] == pytest.approx([0.00125, 0.0031, 0.0125], rel=0.01)
