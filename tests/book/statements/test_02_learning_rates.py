"""What chapter 2 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math

import numpy as np
import pytest

from gdcore import MLP, DoubleWell, Quadratic, convergence_rate, descend, digits, fit, run, stability_limit

from .simulation import DESCENT, hessian, last


def test_five_walks_by_hand():
    """From 6 towards 2 with λ = 1: η = 1.5 gives 6, 0, 3, 1.5, 2.25; errors 4, −4, 4, −4 at 2; 4, −8, 16,
    −32 at 3.
    """
    w = run(Quadratic([1.0], 2.0), [6.0], DESCENT, [1.5, 2.0, 3.0], 4).w[..., 0].T
    assert np.array_equal(w[0], [6, 0, 3, 1.5, 2.25])
    assert np.array_equal(w[1][:4] - 2, [4, -4, 4, -4]) and np.array_equal(w[2][:4] - 2, [4, -8, 16, -32])


def test_overshooting_is_not_failing():
    """From η = 1/λ on each step jumps across; at ηλ = 1.1 the error still shrinks tenfold each time."""
    for curvature in (0.5, 1.0, 6.0):
        w = run(Quadratic([curvature]), [1.0], DESCENT, np.array([0.99, 1.01, 1.1]) / curvature, 5).w[..., 0]
        assert np.all(w[1:, 0] > 0) and np.all(w[1:3, 1] * w[:2, 1] < 0)
        assert w[1:, 2] / w[:-1, 2] == pytest.approx(-0.1)


def test_the_loss_of_a_quadratic_never_swings():
    """It falls at every step below 2/L; above, it grows without end, at most after a fall. The factor is (1
    − ηλ)².
    """
    rng = np.random.default_rng(0)
    for _ in range(20):
        bowl = Quadratic(rng.uniform(0.1, 4.0, 5))
        lrs = np.linspace(0.05, 1.3, 30) * 2 / bowl.L
        loss = run(bowl, rng.standard_normal(5), DESCENT, lrs, 60).loss
        falls = np.diff(loss, axis=0) < 0
        assert np.all(falls[:, lrs < 2 / bowl.L])
        assert np.all(falls[:-1] >= falls[1:])
    loss = run(Quadratic([1.0]), [1.0], DESCENT, 1.8, 20).loss
    assert loss[1:] / loss[:-1] == pytest.approx(0.64)


def test_full_batch_swings_need_a_changing_curvature():
    """Up and down on the full batch: the rate is above 2/λ somewhere on the way, and below it elsewhere."""
    trace = run(DoubleWell(), [0.05], DESCENT, 1.15, 100)
    ups = np.diff(trace.loss) > 0
    assert ups.any() and not ups.all()
    curvature = 3 * trace.w[:, 0] ** 2 - 1
    assert curvature.min() < 2 / 1.15 < curvature.max()


def test_steps_to_a_hundredth():
    """About ln 100/(ηλ) = 4.6/(ηλ) for small ηλ; at 0.5 that is off by more than a third."""
    for product, tolerance in ((0.001, 0.001), (0.01, 0.006), (0.1, 0.06)):
        assert 4.6 / product == pytest.approx(math.log(0.01) / math.log(1 - product), rel=tolerance)
    assert 4.6 / 0.5 > (4 / 3) * math.log(0.01) / math.log(0.5)


def test_single_precision_swallows_a_small_step():
    """Near 1, float32 cannot tell 1 from 1 − 2e-8; 16 bits lose steps thousands of times larger."""
    assert np.float32(1) - np.float32(2e-8) == np.float32(1)
    assert np.float64(1) - np.float64(2e-8) != 1
    ratio = float(np.finfo(np.float16).epsneg) / float(np.finfo(np.float32).epsneg)
    assert 1000 < ratio < 10_000
    assert np.float16(1) - np.float16(2e-8 * 5000) == np.float16(1)


def test_the_best_rate_lives_next_to_the_edge():
    """For curvatures 1 and 9 the best rate is 0.2, and the limit about a tenth above it."""
    bowl = Quadratic([1.0, 9.0])
    assert stability_limit(bowl, DESCENT) / (2 / (bowl.mu + bowl.L)) == pytest.approx(10 / 9)
    left, best, right = convergence_rate(run(bowl, [1.0, 1.0], DESCENT, [0.18, 0.2, 0.22], 400))
    assert left - best < 0.03 and right - best > 0.15


def test_a_digit_costs_1_15_kappa_steps():
    """At the best rate, for large κ: ln 10 / 2 = 1.15 times κ."""
    for kappa in (100.0, 1000.0):
        rate = convergence_rate(
            run(Quadratic([1.0, kappa]), [1.0, 1.0], DESCENT, 2 / (1 + kappa), int(4 * kappa))
        )
        assert -math.log(10) / math.log(rate) / kappa == pytest.approx(1.15, abs=0.01)


def test_only_the_extreme_axes_are_left():
    """At the best rate the parts of the flattest and the steepest axis fall alike, and the others vanish
    beside them.
    """
    curvatures = np.array([1.0, 3.0, 10.0, 30.0, 100.0])
    w = run(Quadratic(curvatures), np.sqrt(2 / curvatures), DESCENT, 2 / 101, 60).w
    parts = 0.5 * curvatures * w**2
    assert parts[0] == pytest.approx(np.ones(5)) and parts[:, 0] == pytest.approx(parts[:, 4])
    assert parts[60, 1:4].sum() < 0.01 * parts[60].sum()


def test_early_stopping_learns_the_steep_axes():
    """From zero an axis has covered the share 1 − (1 − ηλ)^t of its way."""
    curvatures, lr = np.array([0.01, 1.0, 10.0]), 0.1
    w = run(Quadratic(curvatures, [2.0, -3.0, 5.0]), [0.0, 0.0, 0.0], DESCENT, lr, 50).w[50]
    share = 1 - (1 - lr * curvatures) ** 50
    assert w == pytest.approx(share * [2.0, -3.0, 5.0])
    assert share[0] < 0.05 and share[1] > 0.99


def test_curvature_of_the_double_well():
    """2 at the minima, negative on the ridge, larger outside: at the minima the limit is 1."""
    grad = DoubleWell().grad
    for w, curvature in ((1.0, 2.0), (-1.0, 2.0), (0.0, -1.0), (2.0, 11.0)):
        assert hessian(grad, [w])[0, 0] == pytest.approx(curvature, abs=1e-6)
    settled = run(DoubleWell(), [1.001], DESCENT, [0.98, 1.02], 3000).grad_norm[-1]
    assert settled[0] < 1e-12 and settled[1] > 1e-3


def test_cycles_of_the_double_well():
    """Above rate 1 a cycle of two, then of four, then wandering without a period, across both wells."""
    w = run(DoubleWell(), [0.5], DESCENT, [0.9, 1.15, 1.26, 1.6], 4000).w[-400:, :, 0].T

    def period(path):
        return next((p for p in range(1, 65) if np.all(abs(path[p:] - path[:-p]) < 1e-9)), None)

    assert [period(path) for path in w] == [1, 2, 4, None]
    assert np.ptp(np.sign(w[3])) == 2


def test_the_border_of_the_double_well():
    """It diverges from |w| > √(1 + 2/η) and from no point nearer (η ≤ 1.9)."""
    lrs = np.array([0.1, 0.5, 1.0, 1.5, 1.9])
    border = np.sqrt(1 + 2 / lrs)
    for share, diverges in ((0.999, False), (-0.999, False), (0.5, False), (1.001, True), (-1.001, True)):
        trace = run(DoubleWell(), (share * border)[:, np.newaxis], DESCENT, lrs, 3000)
        assert np.all((trace.diverged_at >= 0) == diverges)
    assert border[1] < 4


def test_clipping_keeps_the_direction_and_tames_a_cliff():
    """A gradient of norm c at most: from 4, beyond the border at rate 0.5, the clipped walk arrives."""

    def clipped(w):
        g = DoubleWell().grad(w)
        return g * min(1.0, 2.0 / max(np.linalg.norm(g), 1e-300))

    assert run(DoubleWell(), [4.0], DESCENT, 0.5, 30).diverged_at > 0
    assert abs(last(descend(clipped, [4.0], DESCENT, 0.5), 60)) == pytest.approx(1)


def test_a_dead_network_can_only_guess():
    """Where every ReLU is off its weights have no gradient; what is left is guessing, a loss of about ln
    10.
    """
    data, model = digits(), MLP([64, 16, 10])
    w = model.init(rng=0)
    model.views(w)["b1"][...] = -1e3
    gradient = model.views(model.loss_and_grad(w, data.X_train, data.y_train)[1])
    assert not np.any(gradient["W1"]) and not np.any(gradient["b1"]) and not np.any(gradient["W2"])
    history = fit(model, data.X_train, data.y_train, DESCENT, 0.5, len(data.X_train), 50, rng=0, w0=w)
    assert history.loss[-1] == pytest.approx(math.log(10), abs=0.005)


def test_rates_for_3_x_squared():
    """Curvature 6: converges below 1/3, oscillates from 1/6 on."""
    assert stability_limit(Quadratic([6.0]), DESCENT) == pytest.approx(1 / 3)
    w = run(Quadratic([6.0]), [1.0], DESCENT, [0.16, 0.17, 0.33, 0.34], 2000).w[..., 0]
    assert np.all(np.isclose(w[-1], 0, atol=1e-9) == [True, True, True, False])
    assert w[1, 0] > 0 > w[1, 1]


def test_ten_times_the_loss_allows_a_tenth_of_the_rate():
    """A loss times 10 has 10 times the gradient: the same path at a tenth of the rate."""
    path, scaled = (
        run(Quadratic(np.array([1.0, 5.0]) * c), [1.0, 1.0], DESCENT, 0.3 / c, 50).w for c in (1.0, 10.0)
    )
    assert scaled == pytest.approx(path)


def test_half_the_edge_costs_twice_the_steps():
    """Large κ: 1 − 1/κ per step at η = 1/L against about 1 − 2/κ at the best rate."""
    kappa = 1000.0
    half, best = convergence_rate(
        run(Quadratic([1.0, kappa]), [1.0, 1.0], DESCENT, [1 / kappa, 2 / (1 + kappa)], steps=4000)
    )
    assert (1 - half, 1 - best) == pytest.approx((1 / kappa, 2 / kappa), rel=2e-3)
    assert math.log(best) / math.log(half) == pytest.approx(2, rel=2e-3)


def test_best_rate_for_2_to_50():
    """Curvatures 2, 10, 50: 2/52 = 0.0385 is best; 0.04 cycles, 0.02 is nearly twice as slow, 0.1 diverges
    with ηλ = 5.
    """

    def factor(lr):
        return np.abs(1 - np.multiply.outer(lr, [2.0, 10.0, 50.0])).max(axis=-1)

    rates = np.linspace(0.001, 0.06, 100_001)
    assert rates[factor(rates).argmin()] == pytest.approx(2 / 52, rel=1e-4) and round(2 / 52, 4) == 0.0385
    assert factor(0.04) == pytest.approx(1) and factor(0.1) > 1 and 0.1 * 50 == 5
    assert np.log(factor(2 / 52)) / np.log(factor(0.02)) == pytest.approx(2, abs=0.05)
    assert 1 - 0.02 * 50 == 0
