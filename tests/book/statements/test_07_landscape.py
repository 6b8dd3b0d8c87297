"""What chapter 7 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math
from itertools import islice

import numpy as np
import pytest

from gdcore import (
    MLP,
    Adam,
    DoubleWell,
    Himmelblau,
    Plateau,
    Quadratic,
    Saddle,
    check_gradient,
    descend,
    digits,
    hold,
    polynomial,
    run,
    sharpness,
)

from .simulation import DESCENT, first_below, hessian, last


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
    """Twenty ReLU layers: the root mean square stays with 2/n, falls to 2⁻¹⁰ with 1/n and grows to 2¹⁰ with
    4/n.
    """
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
    """½(ab − 1)² has minima of sharpness a² + b²; descent arrives at none above 2/η, though some starts are
    beside it.
    """
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


def tanh_network(examples, units):
    """The chapter's network, of so many digits and hidden units: its start, its loss and gradient."""
    X, y, _, _ = digits()
    few, targets = X[:examples] - X[:examples].mean(axis=0), np.eye(10)[y[:examples]]
    sizes = [64 * units, units * 10]

    def loss_and_grad(w):
        A, B = w[: sizes[0]].reshape(64, units), w[sizes[0] :].reshape(units, 10)
        H = np.tanh(few @ A)
        error = (H @ B - targets) / examples
        by_A = few.T @ ((error @ B.T) * (1 - H * H))
        return examples / 2 * np.sum(error**2), np.concatenate([by_A.ravel(), (H.T @ error).ravel()])

    w0 = np.random.default_rng(0).standard_normal(sum(sizes)) / np.sqrt(np.repeat([64, units], sizes))
    return w0, loss_and_grad


def test_a_falling_rate_settles_the_swing_at_the_edge():
    """Full batch, 3,000 steps: ten constant rates end above 0.035; 1.6, falling to 0 at the end, at 0.029."""
    w0, loss_and_grad = tanh_network(examples=200, units=20)

    def ends_at(lr):
        return loss_and_grad(last(descend(lambda w: loss_and_grad(w)[1], w0, DESCENT, lr), 3000))[0]

    constant_rates = [0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1.2, 1.6]
    assert min(map(ends_at, constant_rates)) > 0.035
    assert round(ends_at(hold(2700, then=polynomial(1.6, steps=300))), 3) == 0.029


def test_sharpness_rises_to_the_edge():
    """tanh network, full batch: the sharpness rises from far below to 2/η, hovers, and the loss falls all
    the same.
    """
    lr = 0.8
    w0, loss_and_grad = tanh_network(examples=100, units=10)
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
    """Curvature −0.5 at rate 0.1: times 1.05 a step, tenfold after 47; by 5 % of the first distance each it
    would be 180.
    """
    distance = run(Quadratic([-0.5]), [1e-6], DESCENT, 0.1, 60).w[:, 0] / 1e-6
    assert distance[1] == pytest.approx(1.05) and np.abs(distance - 10).argmin() == 47
    assert 9 / 0.05 == pytest.approx(180) and round(math.log(10) / math.log(1.5)) == 6
