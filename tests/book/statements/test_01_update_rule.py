"""What chapter 1 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math

import numpy as np
import pytest

from gdcore import (
    DoubleWell,
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

from .simulation import DESCENT, first_below

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
    """Written in a unit a times smaller the number is a times as large, and the same quantity moves a²
    times less.
    """
    bowl, a, w = Quadratic([3.0]), 100.0, 2.0
    in_metres = -0.1 * bowl.grad([w])[0]
    centimetres = a * w
    slope = (bowl.value([(centimetres + 1e-3) / a]) - bowl.value([(centimetres - 1e-3) / a])) / 2e-3
    assert -0.1 * slope / a == pytest.approx(in_metres / a**2, rel=1e-6)


def test_newton_doubles_the_digits():
    """On the double well Newton's error is squared each step, times f‴/2f″ = 3/2; descent's is halved at
    rate 1/4.
    """
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
    """10 away from the minimum the loss changes by less than 1e-4 in 100 steps, and the gradient is below
    0.01.
    """
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
    step = -DESCENT.step(np.array([3.0, -4.0]), {}, 1, 0.1, np.zeros(2))
    assert step == pytest.approx([-0.3, 0.4]) and np.linalg.norm(step) == pytest.approx(0.5)


def test_a_sum_taken_for_a_mean_of_20_is_off_by_19_twentieths():
    """The relative difference of 20g and g is 19/20."""
    assert check_gradient(lambda w: float(w @ w) / 2, lambda w: 20 * w, [3.0, -4.0]) == pytest.approx(19 / 20)


def test_the_minimum_lies_within_90_degrees():
    """On a bowl −g and the way to the minimum differ by at most arccos 2√κ/(κ + 1): below 90°, and as near
    as you like.
    """
    angles = np.linspace(0.001, np.pi / 2, 100_000)
    for kappa in (1.0, 4.0, 100.0, 1e4):
        w = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        g = Quadratic([1.0, kappa]).grad(w)
        cosine_of_angle = np.vecdot(w, g) / np.linalg.norm(g, axis=-1)
        assert cosine_of_angle.min() == pytest.approx(2 * np.sqrt(kappa) / (kappa + 1), rel=1e-3)


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
    """On 2w² from 5 at rate 0.1: to 3, for the slope is 20; uphill 7, with slope 2w 4, with the value for
    the slope 0.
    """
    bowl = Quadratic([4.0])
    assert run(bowl, [5.0], DESCENT, 0.1, 1).w[1, 0] == pytest.approx(3)
    assert [5 + 0.1 * 20, 5 - 0.1 * 2 * 5, 5 - 0.1 * bowl.value([5.0])] == pytest.approx([7, 4, 0])
