"""What chapter 6 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
What is no part of a claim (which examples, how many runs, how long) stands above its test.
"""

import json
import re
from collections import deque
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore import (
    MLP,
    DoubleWell,
    Momentum,
    Quadratic,
    batches,
    constant,
    cosine,
    descend,
    digits,
    exponential,
    inverse_time,
    linear_warmup,
    one_cycle,
    polynomial,
    run,
    step_decay,
    warmup_stable_decay,
)

from .simulation import DESCENT, noise_variance, stationary

ROOT = Path(__file__).parent.parent.parent.parent

LONG = 20_000  # steps after which a walk counts as being at its end
ALL_STEPS = np.arange(1, LONG + 1)
FAR = 25.0  # the square of a distance from which it starts
CURVATURES = [1.0, 2.0]
RUNS, SETTLED = 4000, 1500  # walkers, and steps after which they have forgotten their start


def left(schedule, start=FAR):
    """The mean of w² on ½w², with noise of variance 1, at step 1,000 and at the end."""
    return noise_variance(schedule, start=start, steps=LONG)[[999, -1]]


# ---- a schedule is a function ----

A_RUN = np.arange(1, 51), 0.3, 50, 7, 0.9, 0.2, 2  # t, lr, T, k, γ, a, p
THEN = cosine(1, 85)


def test_step_decay_by_hand():
    """0.4 · 0.5^⌊(t−1)/3⌋ is 0.2 at t = 5, with the exponent 1."""
    rates = step_decay(0.4, every=3, factor=0.5)(np.arange(1, 8))
    assert rates == pytest.approx([0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1])
    assert rates[4] == pytest.approx(0.4 * 0.5)


def parts(rates):
    """Where the rates rise, stay and fall, in order."""
    return [{1: "up", 0: "level", -1: "down"}[sign] for sign, _ in groupby(np.sign(np.diff(rates)))]


def test_the_table_of_schedules():
    """The formulas of the chapter's table, and the parts of the schedules that it describes in words."""
    t, lr, T, k, gamma, a, p = A_RUN
    for schedule, formula in [
        (constant(lr), lr + 0 * t),
        (step_decay(lr, k, gamma), lr * gamma ** ((t - 1) // k)),
        (exponential(lr, gamma), lr * gamma ** (t - 1.0)),
        (inverse_time(lr, a), lr / (1 + a * (t - 1))),
        (polynomial(lr, T, p), lr * (1 - (t - 1) / T) ** p),
        (cosine(lr, T), lr / 2 * (1 + np.cos(np.pi * (t - 1) / T))),
        (linear_warmup(k, lr), lr * np.minimum(t / k, 1)),
    ]:
        assert schedule(t) == pytest.approx(formula)
    assert parts(one_cycle(lr, T)(t)) == ["up", "down"]
    assert one_cycle(lr, T)(t)[-1] == pytest.approx(0, abs=lr / 100)
    assert parts(warmup_stable_decay(lr, k, k, T)(t)) == ["up", "level", "down"]


def test_a_schedule_is_made_of_schedules():
    """15 steps of warm-up climb evenly to the first rate of the cosine, and the 16th step is its step 1."""
    rates = linear_warmup(15, THEN)(np.arange(1, 101))
    assert rates[:15] == pytest.approx(THEN(1) * np.arange(1, 16) / 15)
    assert rates[15:] == pytest.approx(THEN(np.arange(1, 86)))


# ---- which schedules arrive? ----

FROZEN = exponential(0.1, 0.95), step_decay(0.1, 10, 0.5)
FIRST, POWERS = 0.1, [0.25, 0.5, 1.0]
FAST, SLOW, NOISES = (0.75, 1.0, 4.0), (0.1, 0.2), (1.0, 2.0)
NEIGHBOURS = [0.8, 0.9, 1, 1.1, 1.2]


def test_the_table_of_sums():
    """Whether Ση and Ση² end, and the noise that is left: a floor of η/(2 − η), noise that fades like 1/√t or
    1/t, and noise that freezes, at about (1 − γ)/4 where the decay is exponential.
    """

    def ends(terms):
        # Of a sum that ends the second half of the terms adds hardly anything, however many there are.
        return np.isclose(terms.sum(), terms[: LONG // 2].sum(), rtol=1e-3)

    _, staircase = FROZEN
    for schedule, sums, noise in [
        (constant(0.5), (False, False), 0.5 / (2 - 0.5) * np.ones(2)),
        (lambda t: 0.5 / np.sqrt(t), (False, False), 0.5 / 2 / np.sqrt([1000, LONG])),
        (lambda t: 1 / t, (False, True), 1 / np.array([1000, LONG])),
        (exponential(FIRST, 0.99), (True, True), (1 - 0.99) / 4 * np.ones(2)),
        (staircase, (True, True), left(staircase)[0] * np.ones(2)),
    ]:
        rates = schedule(ALL_STEPS)
        assert (ends(rates), ends(rates * rates)) == sums
        assert left(schedule) == pytest.approx(noise, rel=0.025)


def test_exponential_decay_freezes_the_noise():
    """An exponential and a staircase decay keep a part of the distance, Π(1 − η_t), and noise, for ever."""
    for schedule in FROZEN:
        distance = np.prod(1 - schedule(ALL_STEPS))
        early, late = left(schedule, start=0.0)  # noise alone: these walks start at the minimum
        assert early == pytest.approx(late, rel=1e-9) and distance > 0 and late > 0
        assert left(schedule, start=FAR)[-1] - late == pytest.approx(FAR * distance**2)


@pytest.mark.parametrize("power", POWERS)
def test_noise_that_is_left_fades_with_the_rate(power):
    """E w² goes to zero with the rate, like 1/t^p for η_t = 1/t^p, also where Σ η_t² = ∞: so 1/√t loses only
    speed.
    """
    share = 1 if power == 1 else 1 / 2  # of the rate
    assert left(lambda t: 1 / t**power)[-1] == pytest.approx(share / LONG**power, rel=0.05)


def test_rates_that_add_up_to_one_leave_about_a_third():
    """On ½w² 0.1 · 0.9^(t−1), of sum 1, leaves about e⁻¹; 0.1/(1 + 0.1(t − 1)) leaves 9/(9 + t), in the end
    nothing.
    """
    assert np.sum(0.1 * 0.9 ** (ALL_STEPS - 1.0)) == pytest.approx(1)
    ends = run(Quadratic([1.0]), [1.0], DESCENT, lambda t: 0.1 * 0.9 ** (t - 1), LONG).w[1:, 0]
    assert ends[-1] == pytest.approx(np.exp(-1), rel=0.03) and ends[-1] == pytest.approx(ends[999])
    path = run(Quadratic([1.0]), [1.0], DESCENT, lambda t: 0.1 / (1 + 0.1 * (t - 1)), LONG).w[1:, 0]
    assert path == pytest.approx(9 / (9 + ALL_STEPS))


def a_over_t(a, curvature, noise=1.0):
    """The mean of w² with the rate a/t, whose clock starts later so that no step is too long."""
    return noise_variance(lambda t: a / (t + 2 * a), curvature, noise, start=1.0, steps=LONG)


@pytest.mark.parametrize("curvature", CURVATURES)
def test_how_fast_noise_is_forgotten(curvature):
    """η = a/t: E w² → a²σ²/((2aλ − 1)t) if aλ > ½, else the start remains, like t^(−2aλ)."""
    for a in np.array(FAST) / curvature:
        for noise in NOISES:
            predicted = a**2 * noise**2 / ((2 * a * curvature - 1) * LONG)
            assert a_over_t(a, curvature, noise)[-1] == pytest.approx(predicted, rel=0.02)
    for a in np.array(SLOW) / curvature:
        path = a_over_t(a, curvature)
        assert path[LONG // 2 - 1] / path[-1] == pytest.approx(2 ** (2 * a * curvature), rel=0.02)


@pytest.mark.parametrize("curvature", CURVATURES)
def test_the_best_constant_and_its_neighbours(curvature):
    """Of η = a/t the best has a = 1/λ; four times as large costs 16/7, four times too small ever more."""
    ends = [a_over_t(times / curvature, curvature)[-1] for times in NEIGHBOURS]
    assert NEIGHBOURS[np.argmin(ends)] == 1
    best, large, small = (a_over_t(times / curvature, curvature) for times in (1, 4, 1 / 4))
    assert large[-1] / best[-1] == pytest.approx(16 / 7, rel=2e-3)
    assert np.all(np.diff(small / best) > 0)


def test_with_the_best_constant_the_walk_is_a_mean_of_guesses():
    """With the rate 1/(λt) w is the plain mean of all w − g/λ so far, each of them off by its noise only."""
    rng, guesses = np.random.default_rng(0), []

    def noisy(w):
        g = 2.0 * (w - 3.0) + rng.standard_normal(w.shape)  # the minimum is at 3, the curvature is 2
        guesses.append(w - g / 2.0)
        return g

    walk = descend(noisy, np.full((RUNS, 1), 100.0), DESCENT, lambda t: 1 / (2.0 * t))
    for t, w in zip(range(40), walk):
        assert t == 0 or w == pytest.approx(np.mean(guesses, axis=0))
    assert np.var(guesses) == pytest.approx(1 / 2.0**2, rel=0.05) and np.mean(guesses) == pytest.approx(
        3.0, abs=0.01
    )


# ---- decayed too early ----

START, FLAT_AND_STEEP = (1.0, 1.0), np.array([0.1, 1.0])
HASTY, RAISED = step_decay(1.0, every=5), (20, 0.5, 0.05)


def test_a_tenth_of_the_rate_is_a_tenth_of_the_floor():
    """Small rates: the walker hovers at about a tenth of the height."""
    assert noise_variance(0.01)[-1] / noise_variance(0.001)[-1] == pytest.approx(10, rel=0.01)


def walk_on_the_bowl(schedule, squares):
    """The mean squares along both axes at the end, and the mean loss on the way, with a little noise."""
    axes = [
        noise_variance(schedule, curvature, 0.1, square, steps=3000)
        for curvature, square in zip(FLAT_AND_STEEP, squares)
    ]
    return np.transpose(axes)[-1], FLAT_AND_STEEP @ axes / 2


def test_raising_the_rate_tells_a_schedule_from_a_minimum():
    """A flat curve that is lower after the rate was raised and lowered again had decayed too early. One that
    had not comes back to where it was; and while the rate is raised, its noise makes it rise.
    """
    until, high, low = RAISED

    def raised(t):
        return high if t <= until else low

    hasty_end, hasty = walk_on_the_bowl(HASTY, START)
    done_end, done = walk_on_the_bowl(constant(low), START)
    for loss in (hasty, done):
        assert loss[-100] == pytest.approx(loss[-1], rel=0.01)  # both look finished
    _, hasty_again = walk_on_the_bowl(raised, hasty_end)
    _, done_again = walk_on_the_bowl(raised, done_end)
    assert hasty_again[-1] < hasty[-1]
    assert done_again[until - 1] > done[-1] and done_again[-1] == pytest.approx(done[-1], rel=0.01)


# ---- averaging in place of decay ----

SETTINGS = [(0.1, 1.0, 0.99), (0.3, 2.0, 0.9)]  # η, λ, β
STEPS, PEAK = (100, 200, 300), 0.8  # of the runs on digits with wrong labels


def measured_floors(lr, curvature, beta):
    """The variance of w and of its moving average, long after a start at the minimum."""
    rng = np.random.default_rng(0)
    w, average = np.zeros((2, RUNS))
    for _ in range(SETTLED):
        w = w - lr * (curvature * w + rng.standard_normal(RUNS))
        average = beta * average + (1 - beta) * w
    return w.var(), average.var()


def test_a_moving_average_lowers_the_noise_floor():
    """Var(w̄) = Var(w) · (1 − β)/(1 + β) · (1 + βρ)/(1 − βρ); at η = 0.1, λ = 1, β = 0.99 from 0.053 to
    0.0046, 11 times lower.
    """

    def floors(lr, curvature, beta):
        rho, floor = 1 - lr * curvature, lr / (curvature * (2 - lr * curvature))
        return floor, floor * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

    for setting in SETTINGS:
        assert measured_floors(*setting) == pytest.approx(floors(*setting), rel=5 * np.sqrt(2 / RUNS))
    floor, averaged = floors(0.1, 1, 0.99)
    assert (floor, averaged) == pytest.approx((0.053, 0.0046), rel=0.01)
    assert floor / averaged == pytest.approx(11, abs=0.5)


def losses_after(steps, lr):
    """The chapter's network on digits with wrong labels: the training loss of w, a mean over the last ten
    steps, then of w at the end, and of its average with β = 0.9.
    """
    X, y, _, _ = digits()
    rng, network = np.random.default_rng(1), MLP([64, 32, 10])
    y = np.where(rng.random(len(y)) < 0.2, rng.integers(10, size=len(y)), y)
    rng = np.random.default_rng(0)
    start = network.init(rng)
    order = (rows for _ in range(15) for rows in batches(len(X), 64, rng))
    walk = descend(lambda w: network.loss_and_grad(w, X[r := next(order)], y[r])[1], start, DESCENT, lr)
    average, last_ten = start.copy(), deque(maxlen=10)
    for _, w in zip(range(steps + 1), walk):
        average += 0.1 * (w - average)
        last_ten.append(w.copy())
    *_, end = losses = [network.loss(w, X, y) for w in last_ten]
    return np.mean(losses), end, network.loss(average, X, y)


def level_then_down(steps):
    """Level, with a decay over the last fifth."""
    return warmup_stable_decay(PEAK, 0, steps - steps // 5, steps // 5)


def test_the_average_shows_where_a_decay_would_end():
    """On digits with wrong labels the average of a run at a constant rate is as low as a run that has decayed
    over its last fifth, early and late, and the constant run itself is not.
    """
    for steps in STEPS:
        kept, _, averaged = losses_after(steps, PEAK)
        _, decayed, _ = losses_after(steps, level_then_down(steps))
        assert averaged == pytest.approx(decayed, abs=0.02) and kept > max(averaged, decayed)


# ---- why begin small? ----

INSIDE, OUTSIDE = [[0.1], [0.5], [0.9], [0.999]], [[1.001], [1.1], [2.0]]  # shares of the border
SHARES_OF_THE_LIMIT, WARM_UPS = (0.01, 0.1, 1), (2, 10, 100)


def test_warmup_saves_a_steep_start():
    """Double well, rate 0.5: from beyond √(1 + 2/η) = 2.24 it is thrown out, from within it arrives at ±1; a
    warm-up of three steps saves a start at 3.2, one of two steps does not.
    """
    well, lr = DoubleWell(), 0.5
    border = np.sqrt(1 + 2 / lr)
    assert border == pytest.approx(2.24, abs=0.005)
    assert abs(run(well, border * np.array(INSIDE), DESCENT, lr, SETTLED).w[-1]) == pytest.approx(1)
    assert not np.any(np.isfinite(run(well, border * np.array(OUTSIDE), DESCENT, lr, SETTLED).w[-1]))
    for k, arrives in enumerate([False, False, True, True, True], start=1):
        walk = run(well, [3.2], DESCENT, linear_warmup(k, then=lr), SETTLED)
        assert (walk.diverged_at is None) == arrives and walk.lr[0] == lr / k


def test_warmup_only_costs_time_on_a_bowl():
    """Up to a rate of 1/L a warm-up leaves the loss higher than the same steps without it."""
    bowl = Quadratic(FLAT_AND_STEEP)
    for lr in np.array(SHARES_OF_THE_LIMIT) / bowl.L:
        without = run(bowl, START, DESCENT, lr, steps=100).loss[1:]
        for warm in WARM_UPS:
            with_it = run(bowl, START, DESCENT, linear_warmup(warm, then=lr), steps=100).loss[1:]
            assert np.all(with_it > without)


# ---- check yourself ----


def measured_floor(lr, batch_size, rule):
    """The variance of many walkers on ½w² whose gradients have noise of variance 1/B."""
    return stationary(rule, lr, 1.0, 1.0, batch_size, steps=round(5 / lr)).var()


def test_order_of_four_noise_floors():
    """η/B is 0.00125, 0.0031, 0.0125 for three walkers, in the order of their floors; momentum 0.9 makes the
    last ten times as high.
    """
    walkers = [(0.01, 8), (0.1, 32), (0.1, 8)]
    assert [lr / B for lr, B in walkers] == pytest.approx([0.00125, 0.0031, 0.0125], rel=0.01)
    floors = [measured_floor(lr, B, DESCENT) for lr, B in walkers]
    assert floors == pytest.approx([lr / (B * (2 - lr)) for lr, B in walkers], rel=0.06)
    with_momentum = measured_floor(*walkers[-1], Momentum(0.9))
    assert with_momentum == pytest.approx(10 * floors[-1], rel=0.08)
    assert sorted([*floors, with_momentum]) == [*floors, with_momentum]


# ---- PyTorch's schedulers, by the formulas of torch/optim/lr_scheduler.py, as functions of (lr, epoch) ----

VALUES = {"lr": 0.3, "every": 7, "factor": 0.8, "decay": 0.2, "steps": 40, "power": 2.5, "end": 0.01}


def StepLR(step_size, gamma=0.1):
    return lambda lr, epoch: lr * gamma ** (epoch // step_size)


def ExponentialLR(gamma):
    return lambda lr, epoch: lr * gamma**epoch


def LambdaLR(lr_lambda):
    return lambda lr, epoch: lr * lr_lambda(epoch)


def PolynomialLR(total_iters=5, power=1.0):
    return lambda lr, epoch: lr * (1 - min(total_iters, epoch) / total_iters) ** power


def CosineAnnealingLR(T_max, eta_min=0.0):
    return lambda lr, epoch: eta_min + (lr - eta_min) * (1 + np.cos(np.pi * epoch / T_max)) / 2


def LinearLR(start_factor=1 / 3, end_factor=1.0, total_iters=5):
    def rate(lr, epoch):
        share = min(total_iters, epoch) / total_iters
        return lr * (start_factor + (end_factor - start_factor) * share)

    return rate


def test_the_formulas_are_what_pytorch_does():
    """No claim of the chapter, but what keeps the formulas honest: the rates that PyTorch itself recorded."""
    recording = np.load(ROOT / "tests" / "gdcore" / "trajectories.npz")
    formulas = {
        "step_decay": lambda lr, every, factor: StepLR(every, factor),
        "exponential": lambda lr, factor: ExponentialLR(factor),
        "cosine": lambda lr, steps, end: CosineAnnealingLR(steps, end),
        "polynomial": lambda lr, steps, power=1.0, end=0.0: (
            LinearLR(1.0, end / lr, steps) if end else PolynomialLR(steps, power)
        ),
        "linear_warmup": lambda steps, then: LinearLR(1 / steps, 1.0, steps - 1),
    }
    for case, rates in zip(json.loads(str(recording["schedules"])), recording["rates"], strict=True):
        formula = formulas[case["schedule"]](**case["arguments"])
        ours = [formula(0.1, epoch) for epoch in range(len(rates))]
        assert ours == pytest.approx(rates, rel=1e-9, abs=1e-12), case


def test_pytorchs_schedulers_are_ours():
    """Each row of the table: what stands on the right gives the rates of what stands on its left."""
    page = (ROOT / "book" / "06_schedules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\(.*?\))` \| `(\w+LR\(.*?\))`(?:,[^|]*)? \|$", page, re.MULTILINE)
    names = [ours.partition("(")[0] for ours, _ in rows]
    assert names == ["step_decay", "exponential", "inverse_time", "polynomial", "cosine", "linear_warmup"]
    for ours, theirs in rows:
        schedule, scheduler = eval(ours, vars(gdcore) | VALUES), eval(theirs, globals() | VALUES)
        epochs = range(VALUES["steps"] + 1)
        assert [schedule(epoch + 1) for epoch in epochs] == pytest.approx(
            [scheduler(VALUES["lr"], epoch) for epoch in epochs]
        ), (ours, theirs)


def test_pytorchs_cosine_rises_again():
    """After T_max scheduler steps CosineAnnealingLR rises, all the way to where it began; gd.cosine stays."""
    lr, steps, end = (VALUES[name] for name in ("lr", "steps", "end"))
    scheduler, schedule = CosineAnnealingLR(T_max=steps, eta_min=end), cosine(lr, steps, end)
    epochs = np.arange(steps, 2 * steps + 1)
    later = [scheduler(lr, epoch) for epoch in epochs]
    assert np.all(np.diff(later) > 0)
    assert later[0] == pytest.approx(end) and later[-1] == pytest.approx(lr)
    assert schedule(epochs + 1) == pytest.approx(end)
