"""What the chapters state beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import json
import math
import re
from itertools import combinations, islice
from pathlib import Path

import numpy as np
import pytest

from gdcore import (
    MLP,
    AdaGrad,
    Adam,
    AdamW,
    DoubleWell,
    GradientDescent,
    Himmelblau,
    LessardCycle,
    LinearRegression,
    Momentum,
    Nesterov,
    Plateau,
    Quadratic,
    Saddle,
    SoftmaxRegression,
    batches,
    check_gradient,
    convergence_rate,
    cosine,
    descend,
    digits,
    exponential,
    fit,
    gradient_noise,
    inverse_time,
    linear_warmup,
    polynomial,
    regression,
    run,
    sharpness,
    stability_limit,
    step_decay,
)

ROOT = Path(__file__).parent.parent.parent
DESCENT = GradientDescent()


def last(iterates, steps):
    """w after so many steps."""
    *_, w = islice(iterates, steps + 1)
    return w.copy()


def hessian(grad, w, h=1e-5):
    w = np.asarray(w, dtype=float)
    return np.array([(grad(w + h * e) - grad(w - h * e)) / (2 * h) for e in np.eye(w.size)])


def first_below(values, bound):
    """Index of the first row below the bound, run by run."""
    return np.argmax(np.asarray(values) < bound, axis=0)


# Chapter 1: the update rule

X3, Y3 = np.array([1.0, 1.0, 2.0]), np.array([1.0, 3.0, 4.0])


def test_slope_of_three_points():
    """Half the mean squared error of w·x on (1, 1), (1, 3), (2, 4) is (w − 2)² + 1/3, its slope 2w − 4."""
    w = np.linspace(-3, 6, 19)[:, np.newaxis]
    assert 0.5 * np.mean((w * X3 - Y3) ** 2, axis=1) == pytest.approx((w[:, 0] - 2) ** 2 + 1 / 3)
    assert np.mean((w * X3 - Y3) * X3, axis=1) == pytest.approx(2 * w[:, 0] - 4)


def test_three_steps_by_hand():
    """From −1 at rate 0.1 on slope 2w − 4: moves 0.6, 0.48, 0.384, to −0.4, 0.08, 0.464."""
    w = run(Quadratic([2.0], 2.0), [-1.0], DESCENT, 0.1, 3).w[:, 0]
    assert w == pytest.approx([-1, -0.4, 0.08, 0.464])
    assert np.diff(w) == pytest.approx([0.6, 0.48, 0.384])


def test_21_steps_for_a_hundredth():
    """At a factor of 0.8 per step the error is first below a hundredth after 21 steps."""
    error = 2 - run(Quadratic([2.0], 2.0), [-1.0], DESCENT, 0.1, 30).w[:, 0]
    assert first_below(error / error[0], 0.01) == 21 == math.ceil(math.log(0.01) / math.log(0.8))


def test_a_unit_scales_the_step_by_its_square():
    """Written in a unit a times smaller the number is a times as large, and the same quantity moves a² times less."""
    bowl, a, w = Quadratic([3.0]), 100.0, 2.0
    in_metres = -0.1 * bowl.grad([w])[0]
    centimetres = a * w
    slope = (bowl.value([(centimetres + 1e-3) / a]) - bowl.value([(centimetres - 1e-3) / a])) / 2e-3
    assert -0.1 * slope / a == pytest.approx(in_metres / a**2, rel=1e-6)


def test_newton_doubles_the_digits():
    """On the double well Newton's error is squared each step, times f‴/2f″ = 3/2; descent's is halved at rate 1/4."""
    errors, w = [], 1.5
    for _ in range(5):
        w -= (w**3 - w) / (3 * w**2 - 1)
        errors.append(w - 1)
    assert errors[3] / errors[2] ** 2 == pytest.approx(1.5, rel=0.02)
    assert abs(errors[4]) < 1e-8
    assert convergence_rate(run(DoubleWell(), [1.5], DESCENT, 0.25, 40)) == pytest.approx(0.5, rel=1e-3)


def test_newton_is_drawn_to_a_maximum():
    """Newton's method goes to any level point, a maximum included."""
    w = 0.3
    for _ in range(10):
        w -= (w**3 - w) / (3 * w**2 - 1)
    assert abs(w) < 1e-12 and DoubleWell().value([w]) == pytest.approx(0.25)


@pytest.mark.parametrize("start", [1e-4, 1e-8, 1e-12])
def test_leaving_a_saddle_takes_a_logarithm(start):
    """Beside a saddle a distance δ grows by 1 + η|λ| a step: about ln(1/δ)/ln(1 + η|λ|) steps."""
    y = run(Saddle(), [1.6, start], DESCENT, 0.1, 600).w[:, 1]
    assert y[1:20] / y[:19] == pytest.approx(np.full(19, 1.1), rel=1e-4)
    # The last bit of the way is longer: the curvature fades towards the minimum.
    assert np.argmax(y > 0.5) == pytest.approx(math.log(1 / start) / math.log(1.1), abs=8)


def test_a_plateau_fools_the_stop_rules():
    """10 away from the minimum the loss changes by less than 1e-4 in 100 steps, and the gradient is below 0.01."""
    trace = run(Plateau(), [10.0], DESCENT, 0.1, 100)
    assert trace.w[-1, 0] > 9.9
    assert (trace.loss[0] - trace.loss[-1]) / trace.loss[0] < 1e-4 and trace.grad_norm[-1] < 0.01


def test_a_tiny_rate_fools_the_stop_rule():
    """With a rate of 1e-9 the loss hardly changes, wherever one is."""
    trace = run(Quadratic([1.0]), [5.0], DESCENT, 1e-9, 1)
    assert 0 < (trace.loss[0] - trace.loss[1]) / trace.loss[0] < 1e-8


def test_650_parameters_and_1438_digits():
    """64 pixels times 10 classes and 10 biases; 1,438 digits to learn from, 359 held out."""
    data = digits()
    assert SoftmaxRegression(64, 10).size == 64 * 10 + 10 == 650
    assert (len(data.X_train), len(data.X_test)) == (1438, 359)


def test_the_step_for_a_gradient_of_3_and_minus_4():
    """Rate 0.1: the step is (−0.3, 0.4), of length 0.5."""
    step = -DESCENT.step(np.array([3.0, -4.0]), {}, 1, 0.1)
    assert step == pytest.approx([-0.3, 0.4]) and np.linalg.norm(step) == pytest.approx(0.5)


def test_a_sum_taken_for_a_mean_of_20_is_off_by_19_twentieths():
    """The relative difference of 20g and g is 19/20."""
    assert check_gradient(lambda w: float(w @ w) / 2, lambda w: 20 * w, [3.0, -4.0]) == pytest.approx(19 / 20)


def test_the_minimum_lies_within_90_degrees():
    """On a bowl −g and the way to the minimum differ by at most arccos 2√κ/(κ + 1): below 90°, and as near as you like."""
    angles = np.linspace(0.001, np.pi / 2, 100_000)
    for kappa in (1.0, 4.0, 100.0, 1e4):
        w = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        g = Quadratic([1.0, kappa]).grad(w)
        cosine_of_angle = np.vecdot(w, g) / np.linalg.norm(g, axis=-1)
        assert cosine_of_angle.min() == pytest.approx(2 * np.sqrt(kappa) / (kappa + 1), rel=1e-3)


def test_equal_steps_hop_around_the_minimum():
    """Steps of the length η, without the gradient's size, end up hopping over the minimum, η/2 away on average."""
    for lr in (0.1, 0.01):
        w = np.linspace(1.0, 1.37, 20)
        path = [w := w - lr * np.sign(w) for _ in range(400)]
        assert np.mean(np.abs(path[-2:])) == pytest.approx(lr / 2, rel=1e-6)


def test_a_matrix_before_the_gradient_is_another_unit():
    """w ← w − ηP⁻¹g is plain descent in u = P^½w, whose gradient is P^−½g."""
    bowl, lr = Quadratic([1.0, 10.0], rotation=0.5), 0.05
    root = np.array([[1.5, 0.4], [0.4, 2.0]])  # P^½
    w, P = np.array([2.0, -1.0]), root @ root
    u = root @ w
    for _ in range(20):
        w = w - lr * np.linalg.solve(P, bowl.grad(w))
        u = u - lr * np.linalg.solve(root, bowl.grad(np.linalg.solve(root, u)))
    assert u == pytest.approx(root @ w)


def test_backtracking_never_falls_below_half_of_1_over_L():
    """Halved until the gain is at least ½η‖g‖², a rate of 1 ends above 1/(2L)."""
    rng, smallest = np.random.default_rng(0), []
    for objective in (Quadratic([0.1, 3.0, 40.0]), LessardCycle(), Plateau()):
        for w in rng.uniform(-3, 3, (200, objective.dim or 3)):
            g, rate = objective.grad(w), 1.0
            while objective.value(w) - objective.value(w - rate * g) < 0.5 * rate * (g @ g):
                rate /= 2
            smallest.append(rate * objective.L)
    assert 0.5 < min(smallest) < 1


def test_one_step_on_two_w_squared():
    """On 2w² from 5 at rate 0.1: to 3, for the slope is 20; uphill 7, with slope 2w 4, with the value for the slope 0."""
    bowl = Quadratic([4.0])
    assert run(bowl, [5.0], DESCENT, 0.1, 1).w[1, 0] == pytest.approx(3)
    assert [5 + 0.1 * 20, 5 - 0.1 * 2 * 5, 5 - 0.1 * bowl.value([5.0])] == pytest.approx([7, 4, 0])


# Chapter 2: learning rates


def test_five_walks_by_hand():
    """From 6 towards 2 with λ = 1: η = 1.5 gives 6, 0, 3, 1.5, 2.25; errors 4, −4, 4, −4 at 2; 4, −8, 16, −32 at 3."""
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
    """It falls at every step below 2/L; above, it grows without end, at most after a fall. The factor is (1 − ηλ)²."""
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
    """At the best rate the parts of the flattest and the steepest axis fall alike, and the others vanish beside them."""
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
    """Where every ReLU is off its weights have no gradient; what is left is guessing, a loss of about ln 10."""
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
    """Curvatures 2, 10, 50: 2/52 = 0.0385 is best; 0.04 cycles, 0.02 is nearly twice as slow, 0.1 diverges with ηλ = 5."""
    factor = lambda lr: np.abs(1 - np.multiply.outer(lr, [2.0, 10.0, 50.0])).max(axis=-1)
    rates = np.linspace(0.001, 0.06, 100_001)
    assert rates[factor(rates).argmin()] == pytest.approx(2 / 52, rel=1e-4) and round(2 / 52, 4) == 0.0385
    assert factor(0.04) == pytest.approx(1) and factor(0.1) > 1 and 0.1 * 50 == 5
    assert np.log(factor(2 / 52)) / np.log(factor(0.02)) == pytest.approx(2, abs=0.05)
    assert 1 - 0.02 * 50 == 0


# Chapter 3: batching


def test_finite_population_by_hand():
    """N = 5, B = 2: over all ten pairs the variance of the mean is ½ · ¾ = 3/8 of σ²; with replacement ½."""
    g = np.array([3.0, -1.0, 4.0, 1.0, -5.0])
    without = np.var([np.mean(pair) for pair in combinations(g, 2)])
    replaced = np.var([(a + b) / 2 for a in g for b in g])
    assert without / g.var() == pytest.approx(3 / 8) and replaced / g.var() == pytest.approx(1 / 2)


def noise_variance(lr, curvature=1.0, noise=1.0, start=0.0, steps=100_000):
    """Var(w_t) by V ← (1 − ηλ)²V + η²σ², the walk ½λw² with gradient noise σ², exactly."""
    V, path = start, []
    for t in range(1, steps + 1):
        rate = lr(t) if callable(lr) else lr
        V = (1 - rate * curvature) ** 2 * V + (rate * noise) ** 2
        path.append(V)
    return np.array(path)


def test_the_floor_follows_rate_over_batch():
    """For small rates the floor is ησ²/(2Bλ): half with half the rate or twice the batch, and half the speed."""
    floor = noise_variance(0.01)[-1]
    assert floor == pytest.approx(0.01 / 2, rel=0.01)
    assert noise_variance(0.005)[-1] / floor == pytest.approx(0.5, rel=0.01)
    assert noise_variance(0.01, noise=np.sqrt(1 / 2))[-1] / floor == pytest.approx(0.5)
    assert math.log(1 - 0.005) / math.log(1 - 0.01) == pytest.approx(0.5, rel=0.01)


def test_robbins_and_monro():
    """With noise, Ση = ∞ and Ση² < ∞ arrive; a constant rate hovers, and a sum that ends stops short."""
    good = noise_variance(lambda t: 1 / t, start=25.0)
    constant = noise_variance(0.1, start=25.0)
    early = noise_variance(lambda t: 0.1 * 0.9**t, noise=0.0, start=25.0)
    assert good[-1] < 2e-5 and good[-1] < good[999] / 50
    assert constant[-1] == pytest.approx(0.1 / (2 - 0.1)) and early[-1] > 1


def test_guarantee_of_averaging():
    """f convex, E‖g‖² ≤ G², η = R/(G√T): the mean of T iterates is within RG/√T of the minimum, on |w| for example."""
    rng, R = np.random.default_rng(0), 3.0
    for noise in (0.0, 1.0, 4.0):
        G = np.sqrt(1 + noise**2)
        for T in (16, 400):
            walk = descend(
                lambda w: np.sign(w) + noise * rng.standard_normal(w.shape),
                np.full((2000, 1), R),
                DESCENT,
                R / (G * np.sqrt(T)),
            )
            mean = np.mean([w.copy() for w in islice(walk, T)], axis=0)
            excess = abs(mean).mean()
            assert R * G / np.sqrt(T) / 20 < excess <= R * G / np.sqrt(T)


def test_the_clouds_shrink_with_the_root_of_the_batch():
    """Ten times smaller an error costs a hundred times the examples; √2 for twice."""
    X, y = regression(200, 2, noise=1.0, rng=0)
    model, rng = LinearRegression(2), np.random.default_rng(1)
    single = np.array([model.loss_and_grad(np.zeros(3), X[i : i + 1], y[i : i + 1])[1] for i in range(200)])
    spread = {B: single[rng.integers(200, size=(2000, B))].mean(axis=1).std(axis=0) for B in (1, 2, 100)}
    assert spread[1] / spread[100] == pytest.approx(np.full(3, 10), rel=0.15)
    assert spread[1] / spread[2] == pytest.approx(np.full(3, np.sqrt(2)), rel=0.15)


def test_an_epoch_of_single_examples_is_1438_steps():
    """In the time of one full-batch step over the digits, B = 1 has taken 1,438."""
    n, rng = len(digits().X_train), np.random.default_rng(0)
    assert (sum(1 for _ in batches(n, n, rng)), sum(1 for _ in batches(n, 1, rng))) == (1, 1438)


def test_chunks_without_weights_multiply_the_rate():
    """Seven equal chunks added up are seven times the gradient of the whole."""
    X, y = regression(70, 3, rng=0)
    model, w = LinearRegression(3), np.ones(4)
    whole = model.loss_and_grad(w, X, y)[1]
    chunks = [model.loss_and_grad(w, X[r], y[r])[1] for r in np.split(np.arange(70), 7)]
    assert np.sum(chunks, axis=0) == pytest.approx(7 * whole) and np.mean(chunks, axis=0) == pytest.approx(
        whole
    )


def test_reshuffling_beats_drawing():
    """At the ends of epochs dealt batches leave w far nearer to the solution than drawn ones, if η times the steps is small."""
    X, y = regression(60, 2, noise=1.0, rng=3)
    model = LinearRegression(2)
    best = np.linalg.lstsq(np.column_stack([X, np.ones(60)]), y)[0]

    def distance(replace):
        rng, w, squares = np.random.default_rng(0), best.copy(), []
        for _ in range(300):
            for rows in batches(60, 1, rng, replace):
                w -= 0.003 * model.loss_and_grad(w, X[rows], y[rows])[1]
            squares.append(np.sum((w - best) ** 2))
        return np.mean(squares[100:])

    assert distance(replace=False) < distance(replace=True) / 10


def test_sorted_data_spoil_the_training():
    """Batches of one class each, in order: the last classes seen are all that is remembered."""
    data, model = digits(), MLP([64, 32, 10])
    order, w = np.argsort(data.y_train, kind="stable"), model.init(rng=0)
    for _ in range(8):
        for rows in np.split(order, range(64, len(order), 64)):
            w -= 0.3 * model.loss_and_grad(w, data.X_train[rows], data.y_train[rows])[1]
    shuffled = fit(model, data.X_train, data.y_train, DESCENT, 0.3, 64, 8, rng=0).w
    in_order, dealt = (model.accuracy(v, data.X_test, data.y_test) for v in (w, shuffled))
    assert in_order < 0.6 < 0.9 < dealt


def test_a_batch_beyond_the_noise_scale_buys_little():
    """The best step gains ‖g‖²/2(1 + B_noise/B) on a round bowl: twice the batch, up to twice the gain, then nothing."""
    rng, g, sigma = np.random.default_rng(0), np.full(10, 0.3), 3.0
    scale = 10 * sigma**2 / (g @ g)

    def gain(B):
        noisy = g + sigma / np.sqrt(B) * rng.standard_normal((100_000, 10))
        # f(g − ηn) − f(g) of f = ½‖w‖² at w = g is −η g·n + ½η²‖n‖²; the best η is E g·n / E‖n‖².
        return np.mean(noisy @ g) ** 2 / (2 * np.mean(np.sum(noisy**2, axis=1)))

    assert gain(scale) == pytest.approx((g @ g) / 4, rel=0.05)
    assert gain(scale / 50) / gain(scale / 100) == pytest.approx(2, rel=0.2)
    assert gain(200 * scale) / gain(100 * scale) == pytest.approx(1, rel=0.02)


def test_the_noise_scale_grows_during_training():
    """The gradient shrinks faster than the noise."""
    data, model = digits(), MLP([64, 32, 10])
    X, y = data.X_train[:600], data.y_train[:600]
    w = model.init(rng=0)
    scales = [gradient_noise(model, w, X, y).scale]
    for _ in range(2):
        w = fit(model, X, y, DESCENT, 0.1, 16, 8, rng=0, w0=w).w
        scales.append(gradient_noise(model, w, X, y).scale)
    assert scales[0] < scales[1] < scales[2]


def test_linear_scaling_until_the_curvature_forbids_it():
    """k times the batch and the rate: one step goes as far as k and leaves the same floor, unless kη comes near 2/L."""
    lr, k = 0.002, 16
    assert 1 - k * lr == pytest.approx((1 - lr) ** k, rel=1e-3)
    assert noise_variance(k * lr, noise=np.sqrt(1 / k))[-1] == pytest.approx(noise_variance(lr)[-1], rel=0.02)
    assert noise_variance(1.9, noise=np.sqrt(lr / 1.9))[-1] > 10 * noise_variance(lr)[-1]


def test_adam_scales_with_the_root():
    """Where noise rules, k times the batch takes √k times Adam's rate: in 1/k of the steps as far, and as spread."""
    rng, k = np.random.default_rng(0), 16

    def end(lr, noise, steps):
        walkers = descend(
            lambda w: 0.01 + noise * rng.standard_normal(w.shape), np.zeros((3000, 1)), Adam(), lr
        )
        w = [w.copy() for w in islice(walkers, 400 // k * k, 400 // k * k + 1 + steps, steps)]
        return w[1] - w[0]  # after the averages have settled

    small, large = end(0.001, 1.0, 3200), end(0.001 * np.sqrt(k), 1 / np.sqrt(k), 3200 // k)
    assert large.mean() / small.mean() == pytest.approx(1, rel=0.15)
    assert large.std() / small.std() == pytest.approx(1, rel=0.12)


def test_320_steps():
    """1,000 examples, batches of 32, the last kept, 10 epochs: 32 steps an epoch."""
    X, y = regression(1000, 1, rng=0)
    history = fit(LinearRegression(1), X, y, DESCENT, 0.1, 32, 10, rng=0)
    assert len(history.loss) == 320 == 10 * math.ceil(1000 / 32)


# Chapter 4: momentum


def velocities(beta, steps):
    """v on a constant gradient of 1."""
    rule = Momentum(beta)
    state = rule.init(np.zeros(1))
    return np.array([float(rule.direction(np.ones(1), state, t)[0]) for t in range(1, steps + 1)])


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
    """On the function of Lessard et al. Nesterov's tuning arrives, and so does the heavy ball with a smaller rate."""
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
    """A chain pulled at its first link, from zero: after t steps the first t links have moved and no other."""
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
    """From 1.2 in the double well the height is too small for any β; from 1.8 enough β crosses, plain descent does not."""
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
    """115 steps for plain descent, 21.9 for Nesterov, 11.5 for the heavy ball: factors 99/101, 9/10 and 9/11."""
    factors = {(100 - 1) / (100 + 1): 115, 1 - 1 / math.sqrt(100): 21.9, (10 - 1) / (10 + 1): 11.5}
    assert [float(f"{-1 / math.log10(factor):.3g}") for factor in factors] == list(factors.values())
    bowl = Quadratic([1.0, 100.0])
    contest = [(DESCENT, 2 / 101), (Nesterov(9 / 11), 0.01), (Momentum((9 / 11) ** 2), (2 / 11) ** 2)]
    for (rule, lr), factor in zip(contest, factors):
        assert convergence_rate(run(bowl, [1.0, 1.0], rule, lr, 300)) == pytest.approx(factor, abs=0.01)


def test_the_wall_is_as_high_as_the_bump_at_root_two():
    """¼(w² − 1)² is ¼ at 0 and at √2; from 1.3 no rate up to ½ and no momentum up to 0.95 carries the ball over."""
    well = DoubleWell()
    assert well.value([math.sqrt(2)]) == pytest.approx(well.value([0.0])) == pytest.approx(0.25)
    lr, beta = np.meshgrid(np.linspace(0.01, 0.5, 50), np.linspace(0, 0.95, 40))
    ends = [
        run(well, np.full(lr.shape + (1,), start), Momentum(beta), lr, 300).w.min(axis=0)
        for start in (1.3, 1.5)
    ]
    assert (ends[0] > 0).all() and (ends[1] < 0).any()


# Chapter 5: Adam and its family


def steps_of(rule, gradients, lr=1.0):
    """The steps of the rule on a sequence of gradients `(steps, ...)`."""
    gradients = np.asarray(gradients, dtype=float)
    w = np.zeros(gradients.shape[1:] or (1,))
    state, steps = rule.init(w), []
    for t, g in enumerate(gradients, start=1):
        step = rule.step(np.broadcast_to(g, w.shape), state, t, lr)
        w -= step
        steps.append(np.array(step))
    return np.array(steps)


def test_adagrad_slows_like_one_over_the_root():
    """Steady gradients: the step is η/√t."""
    steps = steps_of(AdaGrad(), np.full(400, 3.0))[:, 0]
    assert steps == pytest.approx(1 / np.sqrt(np.arange(1, 401)))


def test_state_of_each_rule():
    """Weights and state: Adam keeps three arrays where SGD keeps one and momentum two."""
    w = np.zeros(5)
    assert [1 + len(rule.init(w)) for rule in (DESCENT, Momentum(), Adam())] == [1, 2, 3]


def test_adams_first_step_by_hand():
    """g = 4: m = 0.4, v = 0.016; corrected 4 and 16; the step is η, as it is for 400 and for 0.004."""
    for g in (4.0, 400.0, 0.004):
        rule = Adam(eps=0.0)
        state = rule.init(np.zeros(1))
        step = rule.step(np.array([g]), state, 1, 0.001)
        assert (state["m"][0], state["v"][0]) == pytest.approx((0.1 * g, 0.001 * g * g))
        assert (state["m"][0] / (1 - 0.9), state["v"][0] / (1 - 0.999)) == pytest.approx((g, g * g))
        assert step[0] == pytest.approx(0.001)


def test_equal_betas_without_correction_step_short():
    """With β₁ = β₂ the uncorrected step is √(1 − βᵗ) η: too small."""
    steps = steps_of(Adam(0.9, 0.9, eps=0.0, bias_correction=False), np.ones(50))[:, 0]
    assert steps == pytest.approx(np.sqrt(1 - 0.9 ** np.arange(1, 51))) and np.all(steps < 1)


def test_what_is_too_small_at_the_first_step():
    """m by a factor of 10, √v by about 32."""
    state = Adam().init(np.zeros(1))
    Adam().direction(np.ones(1), state, 1)
    assert 1 / state["m"][0] == pytest.approx(10) and 1 / np.sqrt(state["v"][0]) == pytest.approx(
        31.6, abs=0.05
    )


def test_adam_walks_where_descent_brakes():
    """On ½w² at 0.1 descent needs 22 steps more for ten times the way, Adam at least ten times as many steps."""
    starts = np.array([[1.0], [10.0], [100.0]])
    plain, adam = (
        first_below(abs(run(Quadratic([1.0]), starts, rule, 0.1, 3000).w[..., 0]), 0.5)
        for rule in (DESCENT, Adam())
    )
    assert np.diff(plain) == pytest.approx([22, 22], abs=1)
    assert np.all(adam[1:] / adam[:-1] >= 10)


def test_adams_steps_in_pure_noise():
    """At the minimum noise drives steps of √((1 − β₁)/(1 + β₁)) η ≈ 0.23 η, however small the noise."""
    rng = np.random.default_rng(0)
    for size in (1.0, 1e-3):
        steps = steps_of(Adam(eps=0.0), size * rng.standard_normal((3000, 200)))[2000:]
        assert np.sqrt(np.mean(steps**2)) == pytest.approx(np.sqrt(0.1 / 1.9), rel=0.03)


def test_steps_after_a_silence_grow_as_without_correction():
    """Zeros for long, then one gradient for ever: 3.2 η, and up to 6.6 η twelve steps on."""
    steps = steps_of(Adam(), np.append(np.zeros(20_000), np.full(50, 5.0)))[20_000:, 0]
    t = np.arange(1, 51)
    assert steps == pytest.approx((1 - 0.9**t) / np.sqrt(1 - 0.999**t), rel=1e-4)
    assert (round(steps[0], 1), round(steps.max(), 1)) == (3.2, 6.6)


def test_no_gradients_make_adam_step_further():
    """(1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)) = 7.3 η, reached by gradients that were smaller by (β₁/β₂)^s s steps ago."""
    bound = 0.1 / np.sqrt(0.001 * (1 - 0.81 / 0.999))
    assert round(bound, 1) == 7.3
    rng = np.random.default_rng(0)
    rising = np.tile((0.9 / 0.999) ** np.arange(100)[::-1, np.newaxis], 200)
    wild = rng.standard_normal((100, 200)) * rng.exponential(size=(100, 200)) ** 3
    state = Adam().init(np.zeros(200))
    # So late that the correction is 1.
    steps = np.array(
        [Adam().direction(g, state, 20_000 + t) for t, g in enumerate(np.concatenate([rising, wild]))]
    )
    assert abs(steps).max() < bound * (1 + 1e-8) and steps[99] == pytest.approx(np.full(200, bound), rel=1e-3)


def test_one_large_gradient_against_two_small():
    """Reddi's gradients 3, −1, −1 with β₁ = 0, β₂ = 0.1: the large one steps by about 1, the small by more together."""
    large, *small = steps_of(Adam(0.0, 0.1, eps=0.0), [3.0, -1.0, -1.0] * 20)[-3:, 0]
    assert large == pytest.approx(1, abs=0.06) and -sum(small) > 1.6
    assert np.mean([3, -1, -1]) == pytest.approx(1 / 3)


def test_adam_hardly_shrinks_weights_with_large_gradients():
    """Pure noise, a hundred times larger for the second weight: the L2 penalty spares it, AdamW shrinks both alike."""
    rng = np.random.default_rng(0)

    def shrunk(rule, penalty):
        w = np.ones((300, 2))
        state = rule.init(w)
        for t in range(1, 2001):
            w -= rule.step(rng.standard_normal(w.shape) * [1.0, 100.0] + penalty * w, state, t, 0.001)
        return w.mean(axis=0)

    penalised, decayed = shrunk(Adam(), 0.5), shrunk(AdamW(decay=0.5), 0.0)
    assert penalised[0] < 0.6 and penalised[1] > 0.97
    assert decayed == pytest.approx(np.full(2, (1 - 0.0005) ** 2000), abs=0.02)


def test_epsilon_inside_the_root_acts_like_its_root():
    """10⁻⁸ inside is 10⁻⁴ outside, for gradients much smaller: at 10⁻⁶ Adam hardly moves."""
    for g in (1e-8, 1e-7):
        assert g / np.sqrt(g**2 + 1e-8) == pytest.approx(steps_of(Adam(eps=1e-4), [g])[0, 0], rel=2e-3)
    assert steps_of(Adam(), [1e-6])[0, 0] > 0.98 and 1e-6 / np.sqrt(1e-12 + 1e-8) < 0.011


def test_adam_with_a_large_epsilon_is_momentum():
    """ε and the rate times 10⁸: Adam without correction walks the path of average momentum."""
    bowl, w0 = Quadratic([1.0, 10.0]), [2.0, -1.0]
    adam = run(bowl, w0, Adam(eps=1e8, bias_correction=False), 0.1 * 1e8, 100).w
    assert adam == pytest.approx(run(bowl, w0, Momentum(0.9, "average"), 0.1, 100).w, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("right, digits_held_out, points", [(0.97, 359, 0.9), (0.98, 288, 0.8)])
def test_standard_error_of_an_accuracy(right, digits_held_out, points):
    """√(p(1 − p)/n): 0.9 percentage points for 97 % of 359 digits, 0.8 for 98 % of 288."""
    error = np.sqrt(right * (1 - right) / digits_held_out)
    assert round(100 * error, 1) == points
    accuracies = np.random.default_rng(0).binomial(digits_held_out, right, 20_000) / digits_held_out
    assert accuracies.std() == pytest.approx(error, rel=0.03)


# Chapter 6: schedules


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


def test_the_table_of_sums():
    """Which Ση and Ση² end: both grow for 1/√t, only Ση for t^−0.75, neither for geometric and staircase decay."""
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
    """On ½w² 0.1 · 0.9^(t−1), of sum 1, leaves about e⁻¹; 0.1/(1 + 0.1(t − 1)) leaves 9/(9 + t), in the end nothing."""
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
    """From 3 in the double well rate 0.5 diverges at once, after a warm-up of 30 steps it arrives; on a bowl it only delays."""
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


# Chapter 7: the landscape


def test_the_lower_left_valley_needs_a_smaller_rate():
    """Its largest curvature is 134: the limit is 0.015, and at 0.018 nothing settles there."""
    hill, bottom = Himmelblau(), Himmelblau().minimum[2]
    assert np.all(bottom < 0)
    steepest = np.linalg.eigvalsh(hessian(hill.grad, bottom))[-1]
    assert round(steepest) == 134 and 2 / steepest == pytest.approx(0.015, abs=1e-4)
    starts = bottom + 0.01 * np.random.default_rng(0).standard_normal((50, 2))
    for lr, settles in ((0.0145, True), (0.018, False)):
        with np.errstate(all="ignore"):
            w = last(descend(hill.grad, starts, DESCENT, lr), 3000)
        assert np.all((np.linalg.norm(w - bottom, axis=1) < 1e-3) == settles)


def test_curvatures_of_the_saddle():
    """½x² − ½y² + ¼y⁴: Hessian diagonal, 1 and 3y² − 1; −1 at the origin, 2 at the minima (0, ±1)."""
    for y in (0.0, 0.4, 1.0, -1.0):
        assert hessian(Saddle().grad, [0.3, y]) == pytest.approx(np.diag([1, 3 * y * y - 1]), abs=1e-6)


def test_three_points_of_himmelblau():
    """(3, 2) is a minimum, (−0.27, −0.92) a maximum, (3.39, 0.07) a saddle."""
    signs = []
    for point in ([3.0, 2.0], [-0.270845, -0.923039], [3.385154, 0.073852]):
        assert np.linalg.norm(Himmelblau().grad(np.array(point))) < 1e-3
        signs.append(list(np.sign(np.linalg.eigvalsh(hessian(Himmelblau().grad, point)))))
    assert signs == [[1, 1], [-1, -1], [-1, 1]]


def test_random_starts_leave_a_strict_saddle():
    """None of 20,000 stays, though all of them go to x = 0."""
    starts = np.random.default_rng(0).uniform(-1, 1, (20_000, 2))
    w = last(descend(Saddle().grad, starts, DESCENT, 0.1), 500)
    assert np.all(abs(abs(w[:, 1]) - 1) < 1e-6) and np.all(abs(w[:, 0]) < 1e-12)


def test_noise_shortens_the_way_off_a_ridge():
    """λ = −0.01, η = ½, a billionth beside the ridge: ln 10⁹/ln 1.005 = 4155 steps; with noise a fraction."""
    weak, rng = Quadratic([1.0, -0.01]), np.random.default_rng(0)
    predicted = math.log(1e9) / math.log(1.005)
    assert round(predicted) == 4155

    def steps(noise):
        path = descend(
            lambda w: weak.grad(w) + noise * rng.standard_normal(w.shape),
            np.full((50, 2), 1e-9),
            DESCENT,
            0.5,
        )
        y = np.array([w[:, 1].copy() for w in islice(path, 4300)])
        return np.median(np.argmax(abs(y) > 1, axis=0))

    assert steps(0.0) == pytest.approx(predicted, abs=1)
    assert steps(1e-3) < steps(1e-6) < predicted / 1.5


def test_random_matrices_are_rarely_definite():
    """Symmetric with normal entries: (2 − √2)/4 for d = 2, below 2^−d, and ever more so."""
    rng, share = np.random.default_rng(0), {}
    for d in (2, 3, 4):
        A = rng.standard_normal((100_000, d, d))
        share[d] = np.mean(np.linalg.eigvalsh(A + A.swapaxes(1, 2))[:, 0] > 0)
    assert share[2] == pytest.approx((2 - np.sqrt(2)) / 4, abs=0.006)
    assert share[2] * 4 > share[3] * 8 > share[4] * 16 and share[2] < 0.25


def test_squared_error_is_flat_where_the_answer_is_wrong():
    """After a sigmoid the slope of ½(p − 1)² vanishes at z → −∞, that of −ln p is p − 1 → −1."""
    z = np.array([-10.0, -1.0, 0.0, 3.0])

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    p, h = sigmoid(z), 1e-5
    squared = (0.5 * (sigmoid(z + h) - 1) ** 2 - 0.5 * (sigmoid(z - h) - 1) ** 2) / (2 * h)
    entropy = (np.log(sigmoid(z - h)) - np.log(sigmoid(z + h))) / (2 * h)
    assert squared == pytest.approx((p - 1) * p * (1 - p), abs=1e-9) and entropy == pytest.approx(
        p - 1, abs=1e-9
    )
    assert abs(squared[0]) < 1e-4 and entropy[0] < -0.9999


def test_rules_that_divide_cross_plateaus():
    """From 6 on the plateau Adam at 0.1 needs less than a fifth of descent's steps at 0.5."""
    plain, adam = (
        first_below(abs(run(Plateau(), [6.0], rule, lr, 5000).w[:, 0]), 0.5)
        for rule, lr in ((DESCENT, 0.5), (Adam(), 0.1))
    )
    assert 0 < adam < plain / 5


def test_32_factorial_copies_of_a_minimum():
    """Hidden units can be swapped with their weights: 32! ≈ 2.6e35 networks, one function."""
    assert math.factorial(32) == pytest.approx(2.6e35, rel=0.02)
    data, model, rng = digits(), MLP([64, 32, 10]), np.random.default_rng(0)
    w = model.init(rng)
    swapped, order = w.copy(), rng.permutation(32)
    parts, here = model.views(swapped), model.views(w)
    parts["W1"][...], parts["b1"][...], parts["W2"][...] = (
        here["W1"][:, order],
        here["b1"][order],
        here["W2"][order],
    )
    assert not np.array_equal(swapped, w)
    assert model.scores(swapped, data.X_test) == pytest.approx(model.scores(w, data.X_test))


def test_a_variance_of_2_over_n_keeps_the_signal():
    """Twenty ReLU layers: the root mean square stays with 2/n, falls to 2⁻¹⁰ with 1/n and grows to 2¹⁰ with 4/n."""
    rng, n = np.random.default_rng(0), 300
    signal = start = rng.standard_normal((50, n))
    for _ in range(20):
        signal = np.maximum(signal @ (rng.standard_normal((n, n)) * np.sqrt(2 / n)), 0)
    assert 0.5 < np.sqrt(np.mean(signal**2) / np.mean(start**2)) < 2
    # ReLU passes factors on: weights scaled by √½ or √2 scale the outputs by that, layer by layer.
    assert np.sqrt([1 / 2, 2]) ** 20 == pytest.approx([1 / 1024, 1024])


def test_a_kink_mixes_two_slopes():
    """Across a kink the centred difference lies between the slopes on its two sides, 0 and 1."""
    relu, h = lambda w: max(w[0], 0.0), 1e-3
    for w, difference in ((-0.5e-3, 0.25), (0.5e-3, 0.75), (2e-3, 1.0)):
        assert (relu([w + h]) - relu([w - h])) / (2 * h) == pytest.approx(difference)
    assert check_gradient(relu, lambda w: (w > 0) * 1.0, [0.5e-3], h) > 0.2
    assert check_gradient(relu, lambda w: (w > 0) * 1.0, [2e-3], h) < 1e-9


def two_in_a_row(w):
    """Gradient of ½(ab − 1)²."""
    return (w[..., :1] * w[..., 1:] - 1) * w[..., ::-1]


def test_no_minimum_sharper_than_the_rate_allows():
    """½(ab − 1)² has minima of sharpness a² + b²; descent arrives at none above 2/η, though some starts are beside it."""
    for a in (1.0, 2.0, 3.0):
        assert np.linalg.eigvalsh(hessian(two_in_a_row, [a, 1 / a]))[-1] == pytest.approx(
            a**2 + 1 / a**2, rel=1e-6
        )
    rng = np.random.default_rng(0)
    starts = np.stack([rng.uniform(0, 4, 2000), rng.uniform(0, 1, 2000)], axis=1)
    for lr in (0.2, 0.4, 0.8):
        with np.errstate(all="ignore"):
            w = last(descend(two_in_a_row, starts, DESCENT, lr), 3000)
        found = np.sum(w[abs(w[:, 0] * w[:, 1] - 1) < 1e-6] ** 2, axis=1)
        beside = np.sum(starts**2, axis=1)[abs(starts[:, 0] * starts[:, 1] - 1) < 0.1]
        assert len(found) > 100 and found.max() < 2 / lr < beside.max()


def test_finite_steps_follow_a_flatter_flow():
    """After one step, the flow of f + ¼η‖∇f‖² is off by O(η³), that of f by O(η²)."""
    well, h = DoubleWell(), 1e-6

    def flow(slope, w, time, steps=200):
        dt = time / steps
        for _ in range(steps):  # Runge–Kutta, of fourth order
            a = -slope(w)
            b = -slope(w + dt / 2 * a)
            c = -slope(w + dt / 2 * b)
            w = w + dt / 6 * (a + 2 * b + 2 * c - slope(w + dt * c))
        return w

    def errors(lr):
        def steeper(w):
            return well.grad(w) + lr / 4 * (well.grad(w + h) ** 2 - well.grad(w - h) ** 2) / (2 * h)

        w = np.array([1.7])
        after = w - lr * well.grad(w)
        return [abs(flow(slope, w, lr) - after)[0] for slope in (well.grad, steeper)]

    plain, modified = np.divide(errors(0.002), errors(0.001))
    assert plain == pytest.approx(4, rel=0.05) and modified == pytest.approx(8, rel=0.1)


def test_rescaling_changes_the_sharpness_and_not_the_network():
    """ReLU layers times a and 1/a: the same function, another sharpness (Dinh et al. 2017)."""
    data, model = digits(), MLP([64, 8, 10])
    X, y = data.X_train[:100], data.y_train[:100]
    w = model.init(rng=0)
    rescaled = w.copy()
    parts = model.views(rescaled)
    parts["W1"][...] *= 10
    parts["W2"][...] /= 10
    assert model.scores(rescaled, X) == pytest.approx(model.scores(w, X))
    plain, sharp = (sharpness(lambda v: model.loss_and_grad(v, X, y)[1], v) for v in (w, rescaled))
    assert sharp > 5 * plain


def test_sharpness_rises_to_the_edge():
    """tanh network, full batch: the sharpness rises from far below to 2/η, hovers, and the loss falls all the same."""
    data, lr = digits(), 0.8
    few, targets = data.X_train[:100] - data.X_train[:100].mean(axis=0), np.eye(10)[data.y_train[:100]]
    split = 64 * 10

    def loss_and_grad(w):
        A, B = w[:split].reshape(64, 10), w[split:].reshape(10, 10)
        H = np.tanh(few @ A)
        error = (H @ B - targets) / 100
        return 50 * np.sum(error**2), np.concatenate(
            [(few.T @ ((error @ B.T) * (1 - H * H))).ravel(), (H.T @ error).ravel()]
        )

    w0 = np.random.default_rng(0).standard_normal(split + 100) / np.sqrt(np.repeat([64, 10], [split, 100]))
    losses, sharp = [], []
    for t, w in zip(range(2501), descend(lambda w: loss_and_grad(w)[1], w0, DESCENT, lr)):
        losses.append(loss_and_grad(w)[0])
        if t % 250 == 0:
            sharp.append(sharpness(lambda v: loss_and_grad(v)[1], w, iterations=60))
    assert sharp[0] < 0.85 * 2 / lr
    assert np.mean(sharp[-4:]) == pytest.approx(2 / lr, rel=0.15)
    assert np.any(np.diff(losses[-1000:]) > 0) and np.mean(losses[-100:]) < np.mean(losses[-1000:-900])


def test_a_slow_strict_saddle():
    """λ = −0.0001 at η = 0.1: 0.001 % a step, and e¹⁰-fold only after a million steps."""
    factor = run(Quadratic([3.0, 0.2, -0.0001]), [0.0, 0.0, 1.0], DESCENT, 0.1, 1).w[1, 2]
    assert factor - 1 == pytest.approx(1e-5) and 1e6 * math.log(factor) == pytest.approx(10, rel=1e-4)


def test_tenfold_from_a_ridge():
    """Curvature −0.5 at rate 0.1: times 1.05 a step, tenfold after 47; by 5 % of the first distance each it would be 180."""
    distance = run(Quadratic([-0.5]), [1e-6], DESCENT, 0.1, 60).w[:, 0] / 1e-6
    assert distance[1] == pytest.approx(1.05) and np.abs(distance - 10).argmin() == 47
    assert 9 / 0.05 == pytest.approx(180) and round(math.log(10) / math.log(1.5)) == 6


# Chapter 8: putting it together


def test_slope_of_the_cross_entropy():
    """By the scores: p, minus one at the right class."""
    rng = np.random.default_rng(0)
    z, right, h = rng.standard_normal(10), 3, 1e-6

    def loss(z):
        return np.log(np.sum(np.exp(z))) - z[right]

    p = np.exp(z) / np.exp(z).sum()
    numeric = [(loss(z + h * e) - loss(z - h * e)) / (2 * h) for e in np.eye(10)]
    assert numeric == pytest.approx(p - np.eye(10)[right], abs=1e-8)


def test_backpropagation_by_hand():
    """Input 2, weights 3 and 1, slope 0.5 by the score: 3 by the second weight, 0.5 by the hidden output, 1 by the first."""

    def loss(first, second, hidden=None):
        hidden = max(2 * first, 0) if hidden is None else hidden
        return 0.5 * second * hidden

    h = 1e-6
    assert loss(3, 1) / 0.5 == 6
    assert (loss(3, 1 + h) - loss(3, 1 - h)) / (2 * h) == pytest.approx(3)
    assert (loss(3, 1, 6 + h) - loss(3, 1, 6 - h)) / (2 * h) == pytest.approx(0.5)
    assert (loss(3 + h, 1) - loss(3 - h, 1)) / (2 * h) == pytest.approx(1)


def test_the_first_loss_is_about_ln_10():
    """A fresh network guesses: ln 10 = 2.303, or somewhat more where the first scores are not small."""
    data, model = digits(), MLP([64, 32, 10])
    losses = [model.loss(model.init(rng=seed), data.X_train, data.y_train) for seed in range(20)]
    assert 2.3 < np.mean(losses) < 3.5
    small = [model.loss(0.01 * model.init(rng=seed), data.X_train, data.y_train) for seed in range(5)]
    assert small == pytest.approx([2.303] * 5, abs=0.01)


def test_twenty_digits_by_heart():
    """200 full-batch steps of momentum bring the loss on twenty digits below 0.01."""
    data = digits()
    history = fit(MLP([64, 32, 10]), data.X_train[:20], data.y_train[:20], Momentum(0.9), 0.1, 20, 200, rng=0)
    assert history.loss[-1] < 0.01 and history.loss[0] > 2


def test_the_loop_by_hand_is_the_engines():
    """shuffle, batch, gradient, v ← βv + g, w ← w − ηv: the losses of fit, to rounding."""
    data, model, rng = digits(), MLP([64, 16, 10]), np.random.default_rng(0)
    X, y = data.X_train[:300], data.y_train[:300]
    w, losses = model.init(rng), []
    v = np.zeros_like(w)
    for _ in range(5):
        order = rng.permutation(300)
        for first in range(0, 300, 32):
            rows = order[first : first + 32]
            loss, g = model.loss_and_grad(w, X[rows], y[rows])
            v = 0.9 * v + g
            w -= 0.1 * v
            losses.append(loss)
    assert fit(model, X, y, Momentum(0.9), 0.1, 32, 5, rng=0).loss == pytest.approx(losses, rel=1e-9)


def test_learned_digits_give_no_gradient():
    """Once every training digit is right with confidence, the gradient is a small share of what it was."""
    data, model = digits(), MLP([64, 32, 10])
    X, y = data.X_train[:300], data.y_train[:300]
    w = fit(model, X, y, Momentum(0.9), 0.1, 32, 60, rng=0).w
    assert model.accuracy(w, X, y) == 1
    fresh, learned = (np.linalg.norm(model.loss_and_grad(v, X, y)[1]) for v in (model.init(rng=0), w))
    assert learned < fresh / 100


def test_the_best_of_forty_is_too_good():
    """Forty settings that are equally good: the best score on the pile used for choosing lies above the truth."""
    scores = np.random.default_rng(0).binomial(288, 0.97, (5000, 40)) / 288
    five, forty = (scores[:, :tried].max(axis=1).mean() - 0.97 for tried in (5, 40))
    assert 0.01 < five < 0.015 < forty


def test_the_table_of_pytorch_is_recorded():
    """Each rule and schedule of the chapter's table has trajectories recorded from PyTorch."""
    table = re.findall(
        r"^\| `(\w+)\(",
        (ROOT / "book" / "08_putting_it_together.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    recording = np.load(ROOT / "tests" / "gdcore" / "trajectories.npz")
    rules, schedules = (json.loads(str(recording[key])) for key in ("cases", "schedules"))
    recorded = {case["rule"] for case in rules} | {case["schedule"] for case in schedules}
    assert len(table) > 10 and set(table) <= recorded
    assert any(case["hyperparameters"].get("form") == "average" for case in rules)


def test_the_final_network_reads_98_of_100():
    """Sizes 64, 128, 10, momentum 0.9, peak 0.1, batches of 32, 20 epochs, shifted copies: at least 98 % held out."""
    data = digits()
    images = np.pad(data.X_train.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
    X = np.concatenate(
        [images[:, r : r + 8, c : c + 8].reshape(-1, 64) for r, c in [(1, 1), (0, 1), (2, 1), (1, 0), (1, 2)]]
    )
    y = np.tile(data.y_train, 5)
    steps = math.ceil(len(X) / 32) * 20
    lr = linear_warmup(steps // 20, then=cosine(0.1, steps - steps // 20))
    history = fit(
        MLP([64, 128, 10]), X, y, Momentum(0.9), lr, 32, 20, 0, (data.X_test, data.y_test), progress=False
    )
    assert history.test_accuracy[-1] >= 0.98


def test_pytorch_loop():
    """The quiz on one step of a training loop has the order of the code on the same page."""
    text = (ROOT / "book/08_putting_it_together.md").read_text("utf-8")
    lines = dict(re.findall(r'data-place="(\d)">\n<summary>(.+?)</summary>', text))
    code = text[text.index("for batch_X, batch_y in loader") :]
    assert len(lines) == 5
    assert sorted(lines, key=lambda place: code.index(lines[place])) == sorted(lines)
