"""What chapter 4 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math
from itertools import islice

import numpy as np
import pytest

from gdcore import (
    Adam,
    DoubleWell,
    LessardCycle,
    Momentum,
    Nesterov,
    Quadratic,
    convergence_rate,
    descend,
    run,
)

from .simulation import DESCENT, last


def velocities(beta, steps):
    """v on a constant gradient of 1."""
    rule, g, w = Momentum(beta), np.ones(1), np.zeros(1)
    state = rule.init(w)
    return np.array([float(rule.direction(g, state, t, w)[0]) for t in range(1, steps + 1)])


def test_velocity_by_hand():
    """Gradient 1, β = 0.9: 1, 1.9, 2.71, 3.439, and in the end 10."""
    v = velocities(0.9, 400)
    assert v[:4] == pytest.approx([1, 1.9, 2.71, 3.439]) and v[-1] == pytest.approx(10)


def test_a_beta_of_0_99_means_ten_times_the_rate():
    """From β = 0.9 to 0.99 the gain 1/(1 − β) goes from 10 to 100."""
    assert velocities(0.99, 4000)[-1] / velocities(0.9, 4000)[-1] == pytest.approx(10)


def test_recursion_of_the_heavy_ball():
    """e_{t+1} = (1 + β − ηλ)e_t − βe_{t−1}."""
    beta, lr, curvature = 0.8, 0.3, 2.0
    e = run(Quadratic([curvature], 1.0), [4.0], Momentum(beta), lr, 40).w[:, 0] - 1
    assert e[2:] == pytest.approx((1 + beta - lr * curvature) * e[1:-1] - beta * e[:-2])


def test_overdamped_momentum_hops_beyond_one():
    """β < (1 − √(ηλ))²: it creeps on one side for ηλ < 1 and hops from side to side for ηλ > 1."""
    for product, hops in ((0.1, False), (2.0, True), (3.0, True)):
        beta = 0.5 * (1 - np.sqrt(product)) ** 2
        late = run(Quadratic([1.0]), [1.0], Momentum(beta), product, 60).w[20:, 0]
        assert np.all(late[1:] * late[:-1] < 0) if hops else np.all(late > 0)


@pytest.mark.parametrize("product", [1.5, 2.5, 3.5])
def test_critical_damping_beyond_one(product):
    """β = (1 − √(ηλ))² is the fastest momentum for 1 < ηλ < 4 as well."""

    def factor(beta):
        return max(abs(np.roots([1, -(1 + beta - product), beta])))

    betas = np.linspace(max(0, product / 2 - 1) + 1e-3, 0.999, 2000)
    assert factor((1 - np.sqrt(product)) ** 2) <= min(map(factor, betas)) + 1e-6


def test_momentum_makes_the_loss_ring():
    """On a quadratic with the full batch the loss swings, with a period of several steps; less β stops it."""
    loss = run(Quadratic([1.0]), [1.0], Momentum(0.9), 0.1, 60).loss
    peaks = [t for t in range(1, 60) if loss[t - 1] < loss[t] > loss[t + 1]]
    assert len(peaks) > 2 and min(np.diff(peaks)) > 4
    critical = run(Quadratic([1.0]), [1.0], Momentum((1 - np.sqrt(0.1)) ** 2), 0.1, 60).loss
    assert np.all(np.diff(critical) < 0)


def test_nesterov_looks_ahead():
    """v ← βv + g(w − ηβv), w ← w − ηv, by hand; gdcore's w is the point ahead."""
    bowl, beta, lr = Quadratic([1.0, 10.0]), 0.8, 0.05
    w, v, ahead = np.array([2.0, -1.0]), np.zeros(2), []
    for _ in range(50):
        ahead.append(w - lr * beta * v)
        v = beta * v + bowl.grad(ahead[-1])
        w = w - lr * v
    assert run(bowl, [2.0, -1.0], Nesterov(beta), lr, 49).w == pytest.approx(np.array(ahead))


def test_a_digit_at_kappa_1000():
    """1,151 steps for plain descent, 36 for the best heavy ball."""
    root = np.sqrt(1000)
    assert (
        round(-math.log(10) / math.log(999 / 1001)) == 1151
        and round(-math.log(10) / math.log((root - 1) / (root + 1))) == 36
    )
    bowl, t = Quadratic([1.0, 1000.0]), [400, 436]
    heavy = run(bowl, [1.0, 1.0], Momentum(((root - 1) / (root + 1)) ** 2), (2 / (1 + root)) ** 2, 440)
    assert np.divide(*heavy.grad_norm[t]) == pytest.approx(10, rel=0.15)  # the double root: t·rᵗ, not rᵗ
    plain = run(bowl, [1.0, 1.0], DESCENT, 2 / 1001, 4000)
    assert plain.grad_norm[2000] / plain.grad_norm[3151] == pytest.approx(10, rel=0.01)


def test_nesterov_settles_where_the_heavy_ball_cycles():
    """On the function of Lessard et al. Nesterov's tuning arrives, and so does the heavy ball with a
    smaller rate.
    """
    for rule, lr in ((Nesterov(4 / 6), 1 / 25), (Momentum(4 / 9), 1 / 25), (Momentum(4 / 9), 1 / 18)):
        assert abs(run(LessardCycle(), [3.3], rule, lr, 600).w[-1, 0]) < 1e-9


def test_the_ball_of_equal_effective_rate_is_no_faster():
    """λ = 1, η/(1 − β) = 0.1: the swings shrink by √0.9 = 0.949 a step, plain descent's error by 0.9."""
    e = run(Quadratic([1.0]), [1.0], Momentum(0.9), 0.01, 200).w[:, 0]
    swing = np.sqrt(e[1:-1] ** 2 - e[2:] * e[:-2])  # of rᵗcos(θt + φ) this is rᵗ|sin θ|
    assert swing[1:] / swing[:-1] == pytest.approx(np.full(198, np.sqrt(0.9)), rel=1e-6)
    assert round(np.sqrt(0.9), 3) == 0.949
    assert convergence_rate(run(Quadratic([1.0]), [1.0], DESCENT, 0.1, 100)) == pytest.approx(0.9)


def test_news_travels_one_link_a_step():
    """A chain pulled at its first link, from zero: after t steps the first t links have moved, no other."""
    pulls, first = 2 * np.eye(20) - np.eye(20, k=1) - np.eye(20, k=-1), np.eye(20)[0]
    for rule in (DESCENT, Momentum(0.9), Nesterov(0.9), Adam()):
        walk = descend(lambda w: w @ pulls - first, np.zeros(20), rule, 0.1)
        for t, w in zip(range(20), walk):
            assert np.all(w[:t] != 0) and not np.any(w[t:])


def test_momentum_at_the_same_rate_raises_the_floor_tenfold():
    """β = 0.9 and small ηλ: the floor depends on η/(1 − β)."""
    rng, lr, n = np.random.default_rng(0), 0.02, 4000
    plain, heavy = (
        last(descend(lambda w: w + rng.standard_normal(w.shape), np.zeros((n, 1)), rule, lr), 400).var()
        for rule in (DESCENT, Momentum(0.9))
    )
    assert heavy / plain == pytest.approx(10, rel=5 * 2 / np.sqrt(n))


def test_a_bump_takes_height_and_momentum():
    """From 1.2 in the double well the height is too small for any β; from 1.8 enough β crosses, plain
    descent does not.
    """
    well, betas = DoubleWell(), np.append(np.arange(0, 0.95, 0.05), 0.95)
    assert well.value([1.2]) < well.value([0.0]) < well.value([1.8])
    low, high = (
        run(well, [start], Momentum(betas[:, np.newaxis]), 0.03, 4000).w[..., 0] for start in (1.2, 1.8)
    )
    assert np.all(low > 0)
    assert np.all(high[:, 0] > 0) and np.any(high < 0)


def test_best_beta_for_a_condition():
    """κ = 100: 0.67; κ = 1400: 0.9."""
    best = [((np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)) ** 2 for kappa in (100, 1400)]
    assert np.round(best, 2) == pytest.approx([0.67, 0.9])


def test_pytorchs_momentum_steps():
    """Rate 0.1, momentum 0.9, gradient 1: steps 0.1, 0.19, … and in the end 1."""
    w = np.array([w[0] for w in islice(descend(lambda w: np.ones(1), [0.0], Momentum(0.9), 0.1), 300)])
    assert -np.diff(w)[[0, 1, -1]] == pytest.approx([0.1, 0.19, 1.0])


def test_steps_for_a_digit_at_kappa_100():
    """115 steps for plain descent, 21.9 for Nesterov, 11.5 for the heavy ball: factors 99/101, 9/10 and
    9/11.
    """
    factors = {(100 - 1) / (100 + 1): 115, 1 - 1 / math.sqrt(100): 21.9, (10 - 1) / (10 + 1): 11.5}
    assert [float(f"{-1 / math.log10(factor):.3g}") for factor in factors] == list(factors.values())
    bowl = Quadratic([1.0, 100.0])
    contest = [(DESCENT, 2 / 101), (Nesterov(9 / 11), 0.01), (Momentum((9 / 11) ** 2), (2 / 11) ** 2)]
    for (rule, lr), factor in zip(contest, factors):
        assert convergence_rate(run(bowl, [1.0, 1.0], rule, lr, 300)) == pytest.approx(factor, abs=0.01)


def test_the_wall_is_as_high_as_the_bump_at_root_two():
    """¼(w² − 1)² is ¼ at 0 and at √2; from 1.3 no rate up to ½ and no momentum up to 0.95 carries the ball
    over.
    """
    well = DoubleWell()
    assert well.value([math.sqrt(2)]) == pytest.approx(well.value([0.0])) == pytest.approx(0.25)
    lr, beta = np.meshgrid(np.linspace(0.01, 0.5, 50), np.linspace(0, 0.95, 40))
    ends = [
        run(well, np.full(lr.shape + (1,), start), Momentum(beta), lr, 300).w.min(axis=0)
        for start in (1.3, 1.5)
    ]
    assert (ends[0] > 0).all() and (ends[1] < 0).any()
