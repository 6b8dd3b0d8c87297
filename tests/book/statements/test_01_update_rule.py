"""What chapter 1 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math
from unittest.mock import patch

import numpy as np
import pytest

from gdcore import (
    MLP,
    DoubleWell,
    Himmelblau,
    LessardCycle,
    Plateau,
    Quadratic,
    Saddle,
    SoftmaxRegression,
    check_gradient,
    convergence_rate,
    digits,
    run,
)

from .simulation import DESCENT, first_below, hessian

X3, Y3 = np.array([1.0, 1.0, 2.0]), np.array([1.0, 3.0, 4.0])


def test_slope_of_three_points():
    """Half the mean squared error of w·x on (1, 1), (1, 3), (2, 4) is (w − 2)² + 1/3, its slope 2w − 4."""
    w = np.linspace(-3, 6, 19)
    error = w[:, np.newaxis] * X3 - Y3
    assert np.mean(error**2, axis=1) / 2 == pytest.approx((w - 2) ** 2 + 1 / 3)
    assert np.mean(error * X3, axis=1) == pytest.approx(2 * w - 4)
    assert np.sum(X3**2) / 3 == 2 and np.sum(X3 * Y3) / 3 == 4


def test_three_steps_by_hand():
    """From −1 at rate 0.1 on slope 2w − 4: slopes −6, −4.8, −3.84, to −0.4, 0.08, 0.464."""
    w = run(Quadratic([2.0], 2.0), [-1.0], DESCENT, 0.1, 3).w[:, 0]
    assert w == pytest.approx([-1, -0.4, 0.08, 0.464])
    assert 2 * w[:-1] - 4 == pytest.approx([-6, -4.8, -3.84])
    assert np.diff(w) == pytest.approx([0.6, 0.48, 0.384])


def test_21_steps_for_a_hundredth():
    """At a factor of 0.8 per step it takes ln 0.01/ln 0.8 = 20.6 steps to a hundredth, and so 21."""
    error = 2 - run(Quadratic([2.0], 2.0), [-1.0], DESCENT, 0.1, 30).w[:, 0]
    assert error[1] / error[0] == pytest.approx(0.8)
    assert math.log(0.01) / math.log(0.8) == pytest.approx(20.6, abs=0.05)
    assert first_below(error / error[0], 0.01) == 21


def test_a_unit_scales_the_step_by_its_square():
    """In centimetres the number is 100 times larger, its slope 100 times smaller, and the move 100² times."""
    bowl, metres = Quadratic([3.0]), 2.0
    slope = bowl.grad([metres])[0]
    centimetres, h = 100 * metres, 1e-3
    ahead, behind = bowl.value([(centimetres + h) / 100]), bowl.value([(centimetres - h) / 100])
    slope_in_cm = (ahead - behind) / (2 * h)
    assert slope_in_cm == pytest.approx(slope / 100, rel=1e-6)
    moved, moved_in_cm = 0.1 * slope, 0.1 * slope_in_cm
    assert moved_in_cm / 100 == pytest.approx(moved / 100**2, rel=1e-6)


def test_factors_along_and_across_the_valley():
    """Curvatures 1 and 10, η = 0.15: 0.85 along, −0.5 across, whatever the start."""
    w = run(Quadratic([1.0, 10.0]), [-1.8, 0.6], DESCENT, 0.15, 30).w
    assert np.all(np.isclose(w[1:] / w[:-1], [0.85, -0.5]))


def newton(objective, w):
    """Each point of Newton's method, w ← w − H⁻¹g, ten steps."""
    w = np.array(w)
    yield w
    for _ in range(10):
        w = w - np.linalg.solve(hessian(objective.grad, w), objective.grad(w))
        yield w


def test_newton_doubles_the_digits():
    """On the double well Newton's error is squared each step, times f‴/2f″ = 3/2; descent's is halved at
    rate 1/4.
    """
    errors = np.array([w[0] - 1 for w in newton(DoubleWell(), [1.5])])
    assert errors[4] / errors[3] ** 2 == pytest.approx(3 / 2, rel=0.02)
    assert np.log(errors[5]) / np.log(errors[4]) == pytest.approx(2, abs=0.1)
    assert convergence_rate(run(DoubleWell(), [1.5], DESCENT, 1 / 4, 40)) == pytest.approx(1 / 2, rel=1e-3)


def test_newton_is_drawn_to_a_maximum():
    """Newton's method goes to any level point, a maximum and a saddle included."""
    for objective, start in ((DoubleWell(), [0.3]), (Saddle(), [1.6, 0.3])):
        *_, end = newton(objective, start)
        assert end == pytest.approx(np.zeros(len(start)), abs=1e-9)


def test_leaving_a_saddle_takes_a_logarithm():
    """Beside a saddle a distance δ grows by 1 + η|λ| a step: about ln(1/δ)/ln(1 + η|λ|) steps."""
    for start in (1e-4, 1e-8, 1e-12):
        y = run(Saddle(), [1.6, start], DESCENT, 0.1, 600).w[:, 1]
        assert y[1:20] / y[:19] == pytest.approx(1.1, rel=1e-4)
        # The last bit of the way is longer: the curvature fades towards the minimum.
        assert first_below(-y, -0.5) == pytest.approx(math.log(1 / start) / math.log(1.1), abs=8)
    assert math.log(1e8) / math.log(1.1) == pytest.approx(193, abs=0.5)


def test_four_starts_around_the_origin_find_four_minima():
    """From (±1, ±1) at η = 0.01 gradient descent on Himmelblau's function ends in all four minima."""
    hills, starts = Himmelblau(), [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]]
    ends = run(hills, starts, DESCENT, 0.01, 300).w[-1]
    distance = np.linalg.norm(ends[:, np.newaxis] - hills.minimum, axis=-1)
    assert np.all(distance.min(axis=1) < 1e-6) and sorted(distance.argmin(axis=1)) == [0, 1, 2, 3]


def test_a_plateau_fools_the_stop_rules():
    """10 away from the minimum the loss changes by 4e-5 of itself in 100 steps, and the gradient is 0.002."""
    trace = run(Plateau(), [10.0], DESCENT, 0.1, 100)
    assert trace.w[-1, 0] == pytest.approx(10, rel=0.005)
    assert (trace.loss[0] - trace.loss[-1]) / trace.loss[0] == pytest.approx(4e-5, rel=0.05)
    assert trace.grad_norm[-1] == pytest.approx(0.002, rel=0.05)


def test_a_tiny_rate_fools_the_stop_rule():
    """With a rate of 1e-9 the loss changes by 2e-9 of itself, near the minimum and far from it."""
    trace = run(Quadratic([1.0]), [[0.01], [5.0], [-300.0]], DESCENT, 1e-9, 1)
    assert (trace.loss[0] - trace.loss[1]) / trace.loss[0] == pytest.approx(2e-9, rel=1e-5)


def test_650_parameters_and_1438_digits():
    """64 pixels times 10 classes and 10 biases; 1,438 digits to learn from, 359 held out."""
    data = digits()
    assert SoftmaxRegression(64, 10).size == 64 * 10 + 10 == 650
    assert data.X_train.shape == (1438, 64) and len(data.X_test) == 359


def test_a_numerical_gradient_takes_two_losses_for_each_parameter():
    """Centred differences of 650 parameters take 1,300 evaluations of the loss."""
    calls = []

    def value(w):
        calls.append(w)
        return np.sum(w)

    check_gradient(value, np.ones_like, np.zeros(650))
    moved = [w for w in calls if np.any(w)]
    assert len(moved) == 2 * 650 == 1300


def multiplications(compute):
    """How many numbers are multiplied in the matrix products of gdcore's models while it computes."""
    count = []

    def dot(a, b, out=None):
        count.append(a.size * b.shape[-1])
        return np.dot(a, b, out=out)

    with patch("gdcore.models._product_for", lambda _: dot):
        compute()
    return sum(count)


def test_a_gradient_costs_at_most_three_losses():
    """Counted in multiplications; two without a hidden layer, and nearly three in a deep network."""
    rng, ratios = np.random.default_rng(0), []
    for model in (SoftmaxRegression(64, 10), MLP([64, 32, 10]), MLP([64] * 20)):
        X, y, w = rng.random((10, 64)), rng.integers(0, 10, 10), model.init(rng)
        loss = multiplications(lambda: model.loss(w, X, y))  # noqa: B023
        ratios.append(multiplications(lambda: model.loss_and_grad(w, X, y)) / loss)  # noqa: B023
    assert ratios == sorted(ratios) and ratios == pytest.approx([2, 2.1, 3], abs=0.1)
    assert math.ceil(max(ratios)) == 3


def test_the_step_for_a_gradient_of_3_and_minus_4():
    """Rate 0.1: the step is (−0.3, 0.4), of length 0.5."""
    step = -DESCENT.step(np.array([3.0, -4.0]), {}, 1, 0.1, np.zeros(2))
    assert step == pytest.approx([-0.3, 0.4]) and np.linalg.norm(step) == pytest.approx(0.5)


def test_a_sum_taken_for_a_mean_of_20_is_off_by_19_twentieths():
    """The relative difference of 20g and g is 19/20."""
    assert check_gradient(lambda w: float(w @ w) / 2, lambda w: 20 * w, [3.0, -4.0]) == pytest.approx(19 / 20)


def test_the_best_of_a_thousand_random_moves_gains_an_eighth():
    """Of the digits' 650 weights, all zero, as far as the first step at η = 1; mean of three thousands."""
    data, model = digits(), SoftmaxRegression(64, 10)
    X, y, w = data.X_train, data.y_train, model.init()
    loss, g = model.loss_and_grad(w, X, y)
    gained = loss - model.loss(w - g, X, y)
    shares = []
    for seed in range(3):
        moves = np.random.default_rng(seed).standard_normal((1000, 650))
        moves *= np.linalg.norm(g) / np.linalg.norm(moves, axis=1, keepdims=True)
        shares.append((loss - model.loss(w + moves, X, y).min()) / gained)
    assert np.mean(shares) == pytest.approx(1 / 8, abs=0.015)


def test_the_minimum_lies_within_90_degrees():
    """For a convex f, −g and the way to the minimum are less than 90° apart, on bowls by up to
    arccos 2√κ/(κ + 1), which comes as near to 90° as you like.
    """
    rng, widest = np.random.default_rng(0), []
    angles = np.geomspace(1e-6, np.pi / 2, 100_000)
    for kappa in (1.0, 100.0, 1e8):
        w = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        g = Quadratic([1.0, kappa]).grad(w)
        cosine = np.vecdot(w, g) / np.linalg.norm(g, axis=-1)
        assert cosine.min() == pytest.approx(2 * np.sqrt(kappa) / (kappa + 1), rel=1e-3)
        widest.append(np.degrees(np.arccos(cosine.min())))
    assert widest[-1] == pytest.approx(90, abs=0.02)
    for _ in range(100):  # Σ (aᵢ·w)⁴, convex and no bowl
        A, w = rng.standard_normal((7, 5)), rng.standard_normal((100, 5))
        assert np.all(np.vecdot((w @ A.T) ** 3 @ A, w) > 0)


def test_equal_steps_hop_around_the_minimum():
    """Steps of the length η, without the gradient's size, end up hopping over the minimum, η/2 away on
    average.
    """
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


def test_the_curvature_of_the_plateau_is_at_most_2():
    """Along the radius it is (2 − 6s)/(1 + s)³, across it 2/(1 + s)²: from 2 at the centre down to −1/2."""
    r = np.linspace(1e-3, 5, 5000)
    slope = Plateau().grad(r[:, np.newaxis])[:, 0]
    along, across = np.gradient(slope, r), slope / r
    assert max(along.max(), across.max()) == pytest.approx(2, abs=0.001)
    assert along.min() == pytest.approx(-1 / 2, abs=0.001)


def test_backtracking_never_falls_below_half_of_1_over_L():
    """Halved until the gain is at least ½η‖g‖², a rate of 1 ends above 1/(2L), for L = 33 at 1/64."""
    rng, smallest = np.random.default_rng(0), []
    for objective in (Quadratic([0.1, 3.0, 33.0]), LessardCycle(), Plateau()):
        for w in rng.uniform(-3, 3, (200, objective.dim or 3)):
            g, rate = objective.grad(w), 1.0
            while objective.value(w) - objective.value(w - rate * g) < rate * (g @ g) / 2:
                rate /= 2
            smallest.append(rate * objective.L)
    assert min(smallest) > 1 / 2 and min(smallest) == pytest.approx(33 / 64)


def test_the_best_bound_is_half_as_large():
    """For L = ‖w₀ − w*‖ = 1 a parabola up to 1/(2t + 1), then straight, is 1/(4t + 2) after t steps."""
    for steps in (1, 10, 100):
        bend, w = 1 / (2 * steps + 1), 1.0
        for _ in range(steps):
            w -= min(w, bend)
        assert w > bend and bend * w - bend**2 / 2 == pytest.approx(1 / (4 * steps + 2))


def test_one_step_on_two_w_squared():
    """On 2w² from 5 at rate 0.1: to 3, since the slope is 20. Uphill it would be 7, with 2w as the slope 4,
    and with the value in place of the slope 0.
    """
    bowl = Quadratic([4.0])
    assert run(bowl, [5.0], DESCENT, 0.1, 1).w[1, 0] == pytest.approx(3)
    assert [5 + 0.1 * 20, 5 - 0.1 * 2 * 5, 5 - 0.1 * bowl.value([5.0])] == pytest.approx([7, 4, 0])


def test_a_function_with_the_inequality_of_polyak_and_lojasiewicz():
    """w² + 3 sin² w bends by −4 to 8, and ½f′² ≥ f/6; so at η = 1/8 a step leaves at most 47/48 of f."""

    def f(w):
        return w**2 + 3 * np.sin(w) ** 2

    w = np.linspace(-20, 20, 400_002)  # without 0, the minimum
    slope = 2 * w + 3 * np.sin(2 * w)
    assert np.gradient(f(w), w)[1:-1] == pytest.approx(slope[1:-1], abs=1e-6)
    curvature = np.gradient(slope, w)
    assert curvature.min() == pytest.approx(-4, abs=1e-3) and curvature.max() == pytest.approx(8, abs=1e-3)
    assert np.all(slope**2 / 2 >= f(w) / 6)
    assert np.all(f(w - slope / 8) <= (1 - 1 / 48) * f(w))


def test_a_step_leaves_the_share_of_polyaks_theorem():
    """Where ½‖∇f‖² ≥ μ(f − f*), one step at η = 1/L leaves at most 1 − μ/L of f − f*: on bowls, also on one
    that is level in a direction.
    """
    rng = np.random.default_rng(0)
    for bowl, mu in ((Quadratic([1.0, 10.0]), 1.0), (Quadratic([0.0, 0.5, 4.0]), 0.5)):
        trace = run(bowl, rng.standard_normal((1000, bowl.dim)), DESCENT, 1 / bowl.L, 1)
        assert np.all(trace.grad_norm[0] ** 2 / 2 >= mu * trace.loss[0] * (1 - 1e-12))
        assert np.all(trace.loss[1] <= (1 - mu / bowl.L) * trace.loss[0])


def test_two_weights_in_a_row():
    """f = ½(uv − 1)² has ½‖∇f‖² = (u² + v²)f, is zero where uv = 1, and is not convex."""
    u, v = np.random.default_rng(0).standard_normal((2, 1000))

    def f(u, v):
        return (u * v - 1) ** 2 / 2

    h = 1e-6
    by_u, by_v = (f(u + h, v) - f(u - h, v)) / (2 * h), (f(u, v + h) - f(u, v - h)) / (2 * h)
    assert (by_u**2 + by_v**2) / 2 == pytest.approx((u**2 + v**2) * f(u, v), rel=1e-6, abs=1e-8)
    assert f(u, 1 / u) == pytest.approx(0, abs=1e-12)
    # Half-way between two minima, (2, 1/2) and (1/2, 2), it is higher.
    assert f(2, 1 / 2) == f(1 / 2, 2) == 0 and f(5 / 4, 5 / 4) == 81 / 512
