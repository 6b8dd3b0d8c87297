"""Objectives against their own definition: gradients by differences, curvature bounds, minima."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdcore import (
    Beale,
    DoubleWell,
    GradientDescent,
    Himmelblau,
    LessardCycle,
    Plateau,
    Quadratic,
    Rosenbrock,
    Saddle,
    run,
)

OBJECTIVES = [
    Quadratic([3.0], centre=2.0),
    Quadratic([1.0, 10.0], centre=[1.0, -1.0], rotation=0.5),
    Quadratic([0.0, 0.5, 4.0]),
    Quadratic([-1.0, 2.0]),
    DoubleWell(),
    Rosenbrock(),
    Beale(),
    Himmelblau(),
    Saddle(),
    Plateau(),
    LessardCycle(),
]
each_objective = pytest.mark.parametrize(
    "objective", OBJECTIVES, ids=lambda objective: type(objective).__name__
)


def points(objective, n, scale=3.0, seed=0):
    """n points `(n, d)`; Plateau, which takes any d, gets three dimensions."""
    return scale * np.random.default_rng(seed).uniform(-1, 1, (n, objective.dim or 3))


def hessians(objective, w, h=1e-5):
    """Hessians at the points w `(n, d)` by centred differences of the gradient, `(n, d, d)`."""
    steps = h * np.eye(w.shape[-1])
    at = w[:, np.newaxis]
    rows = (objective.grad(at + steps) - objective.grad(at - steps)) / (2 * h)
    return (rows + rows.swapaxes(-1, -2)) / 2


@each_objective
@given(data=st.data())
def test_gradient_is_the_slope_of_the_value(objective, data):
    d = objective.dim or 3
    w = data.draw(arrays(float, d, elements=st.floats(-3, 3)))
    h = 6e-6
    ahead, behind = w + h * np.eye(d), w - h * np.eye(d)
    slope = (objective.value(ahead) - objective.value(behind)) / (2 * h)
    # The error grows with the value, by rounding, and with the bend: at a kink of f′ it is about h.
    assert objective.grad(w) == pytest.approx(slope, abs=h * (1 + abs(objective.value(w))))


@each_objective
def test_leading_axes_are_independent_points(objective):
    w = points(objective, 6)
    stacked = w.reshape(2, 3, -1)
    assert objective.value(stacked).shape == (2, 3)
    assert objective.value(stacked).ravel() == pytest.approx(
        [objective.value(point) for point in w], rel=1e-14
    )
    assert objective.grad(stacked).reshape(w.shape) == pytest.approx(
        np.array([objective.grad(point) for point in w]), rel=1e-13
    )


@each_objective
def test_whole_numbers_are_a_point_like_any_other(objective):
    """In whole numbers Rosenbrock's 10²² would overflow without a word."""
    w = np.full((2, objective.dim or 3), 100_000)
    for whole in (w, w.tolist()):
        assert np.array_equal(objective.value(whole), objective.value(w.astype(float)))
        assert np.array_equal(objective.grad(whole), objective.grad(w.astype(float)))


@each_objective
def test_nothing_lies_below_the_minimum_and_it_is_stationary(objective):
    if objective.minimum is None:
        assert objective.value(points(objective, 1000, 1e3)).min() < -1e5, "unbounded below"
        return
    minima = objective.minimum * np.ones(objective.dim or 3)
    lowest = objective.value(minima)
    assert np.ptp(lowest) < 1e-12, "all equally deep"
    assert objective.grad(minima) == pytest.approx(np.zeros_like(minima), abs=1e-12)
    for scale in (0.01, 1, 10):
        around = np.atleast_2d(minima)[:, np.newaxis] + points(objective, 500, scale)
        assert np.all(objective.value(around) >= lowest.max())


@each_objective
def test_curvature_stays_between_mu_and_L_and_comes_close_to_both(objective):
    w = np.concatenate([points(objective, 1000, scale) for scale in (0.03, 1, 3)])
    curvature = np.linalg.eigvalsh(hessians(objective, w))
    for bound, reached, sign in ((objective.mu, curvature.min(), 1), (objective.L, curvature.max(), -1)):
        if bound is None:
            far = np.linalg.eigvalsh(hessians(objective, points(objective, 1000, 1e3)))
            assert (sign * far).min() < -100, "None means that curvature has no bound"
        else:
            assert -1e-6 <= sign * (reached - bound) <= 0.01 * max(1, abs(bound))


def test_himmelblau_has_four_minima_and_they_are_different():
    """(x² + y − 11)² + (x + y² − 7)² is 0, the least it can be, at four places, where all descents end."""
    hills = Himmelblau()
    x, y = np.random.default_rng(0).uniform(-5, 5, (2, 400))
    w = np.stack([x, y], axis=-1)
    assert hills.value(w) == pytest.approx((x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2)
    assert hills.minimum.shape == (4, 2) and hills.value(hills.minimum) == pytest.approx(0, abs=1e-12)
    ends = run(hills, w, GradientDescent(), 0.002, steps=2000).w[-1]
    nearest = np.linalg.norm(ends[:, np.newaxis] - hills.minimum, axis=-1).argmin(axis=1)
    assert ends == pytest.approx(hills.minimum[nearest], abs=1e-3) and set(nearest) == {0, 1, 2, 3}


def test_rotation_turns_the_bowl():
    """f_rotated(R w) = f(w) with R the rotation by the same angle."""
    angle = 0.7
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    plain, turned = Quadratic([1.0, 10.0]), Quadratic([1.0, 10.0], rotation=angle)
    w = points(plain, 20)
    assert turned.value(w @ turn.T) == pytest.approx(plain.value(w))
    assert turned.hessian == pytest.approx(turn @ plain.hessian @ turn.T)
    assert (turned.mu, turned.L) == (plain.mu, plain.L)


def test_saddle_at_the_origin_is_stationary_but_no_minimum():
    saddle = Saddle()
    assert np.all(saddle.grad(np.zeros(2)) == 0)
    ((down, up),) = np.linalg.eigvalsh(hessians(saddle, np.zeros((1, 2))))
    assert down < 0 < up


def test_the_pieces_of_lessards_function_meet():
    """f and f′ are continuous at 1 and 2, f″ jumps from 25 to 1 and back."""
    objective = LessardCycle()
    for kink in (1.0, 2.0):
        left, right = np.array([np.nextafter(kink, 0)]), np.array([kink])
        assert objective.value(left) == pytest.approx(objective.value(right), rel=1e-14)
        assert objective.grad(left) == pytest.approx(objective.grad(right), rel=1e-14)
