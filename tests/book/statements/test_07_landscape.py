"""What chapter 7 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math
from functools import cache
from itertools import islice

import numpy as np
import pytest

from gdcore import (
    MLP,
    Adam,
    DoubleWell,
    Himmelblau,
    Momentum,
    Plateau,
    Quadratic,
    Saddle,
    check_gradient,
    descend,
    digits,
    fit,
    hold,
    polynomial,
    record,
    run,
    sharpness,
    spirals,
)
from gdcore.demos import LandscapeDemo, NetworkDemo

from .simulation import DESCENT, hessian, last


def test_the_lower_left_valley_needs_a_smaller_rate():
    """Its largest curvature is 134: the limit is 0.015, and at 0.018 nothing settles there."""
    hill, bottom = Himmelblau(), Himmelblau().minimum[2]
    assert np.all(bottom < 0)
    steepest = np.linalg.eigvalsh(hessian(hill.grad, bottom))[-1]
    assert steepest == pytest.approx(134, abs=0.5) and 2 / 134 == pytest.approx(0.015, abs=0.0005)
    starts = bottom + 0.01 * np.random.default_rng(0).standard_normal((50, 2))
    for lr, settles in ((0.99 * 2 / steepest, True), (1.01 * 2 / steepest, False), (0.018, False)):
        with np.errstate(all="ignore"):
            w = last(descend(hill.grad, starts, DESCENT, lr), 3000)
        assert np.all((np.linalg.norm(w - bottom, axis=1) < 1e-3) == settles)


def test_himmelblaus_minima_are_nearly_round():
    """Their condition numbers go from 1.2 to 3.7."""
    curvatures = [np.linalg.eigvalsh(hessian(Himmelblau().grad, w)) for w in Himmelblau().minimum]
    condition = [largest / smallest for smallest, largest in curvatures]
    assert len(condition) == 4 and min(condition) == pytest.approx(1.2, abs=0.05)
    assert max(condition) == pytest.approx(3.7, abs=0.05)


def test_in_the_valley_plain_descent_comes_in_last():
    """In the demo's valley of condition number 100, each rule at its best rate; in Himmelblau's it wins."""
    valley, hill = LandscapeDemo("valley"), LandscapeDemo("himmelblau")
    assert valley.function.L / valley.function.mu == pytest.approx(100)
    for demo, place in ((valley, -1), (hill, 0)):
        losses = {name: demo.function.value(w[-1]) for name, w in demo.trace().items()}
        assert len(losses) == 3 and sorted(losses, key=losses.get)[place] == "GradientDescent"


def test_one_negative_curvature_and_it_is_no_minimum():
    """Whatever the others are: along its eigenvector the function falls, to both sides."""
    rng = np.random.default_rng(0)
    for negative in (-1e-6, -1.0, -1e3):
        axes, _ = np.linalg.qr(rng.standard_normal((5, 5)))
        curvatures = np.append(negative, rng.uniform(0, 1e3, 4))
        for step in (1e-3, -1e-3):
            w = step * axes[:, 0]
            assert w @ (axes * curvatures @ axes.T) @ w < 0


def test_curvatures_of_the_saddle():
    """½x² − ½y² + ¼y⁴: Hessian diagonal, 1 and 3y² − 1; 1 and −1 at the origin, 1 and 2 at (0, ±1)."""
    x, y = np.random.default_rng(0).uniform(-2, 2, (2, 50))
    assert Saddle().value(np.stack([x, y], axis=1)) == pytest.approx(x**2 / 2 - y**2 / 2 + y**4 / 4)
    for here in (0.0, 0.4, 1.0, -1.0):
        assert hessian(Saddle().grad, [0.3, here]) == pytest.approx(np.diag([1, 3 * here**2 - 1]), abs=1e-6)
    for end in (1.0, -1.0):
        assert not np.any(Saddle().grad(np.array([0.0, end])))


def test_three_points_of_himmelblau():
    """(3, 2) is a minimum, (−0.27, −0.92) a maximum, (3.39, 0.07) a saddle."""
    signs = []
    for point in ([3.0, 2.0], [-0.270845, -0.923039], [3.385154, 0.073852]):
        assert np.linalg.norm(Himmelblau().grad(np.array(point))) < 1e-3
        signs.append(list(np.sign(np.linalg.eigvalsh(hessian(Himmelblau().grad, point)))))
    assert signs == [[1, 1], [-1, -1], [-1, 1]]


def test_random_starts_leave_a_strict_saddle():
    """None of 20,000 is at the saddle after 500 steps; all are at a minimum, and none has left the square."""
    starts = np.random.default_rng(0).uniform(-1, 1, (20_000, 2))
    walk = descend(Saddle().grad, starts, DESCENT, 0.1)
    farthest = [abs(w).max() for w in islice(walk, 500)]
    assert max(farthest) == pytest.approx(1, abs=1e-3) and max(farthest) <= 1
    w = next(walk)
    assert len(w) == 20_000 and w[:, 0] == pytest.approx(0, abs=1e-12)
    assert abs(w[:, 1]) == pytest.approx(1, abs=1e-12)


def test_noise_shortens_the_way_off_a_ridge():
    """λ = −0.01, η = ½, a billionth beside the ridge: ln 10⁹/ln 1.005 = 4155 steps; with noise a fraction."""
    weak, rng = Quadratic([1.0, -0.01]), np.random.default_rng(0)

    def steps(noise):
        def slope(w):
            return weak.grad(w) + noise * rng.standard_normal(w.shape)

        path = descend(slope, np.full((50, 2), 1e-9), DESCENT, 0.5)
        return np.median(np.argmax([abs(w[:, 1]) > 1 for w in islice(path, 4300)], axis=0))

    predicted = math.log(1e9) / math.log(1.005)
    assert predicted == pytest.approx(4155, abs=0.5) and steps(0.0) == pytest.approx(predicted, abs=1)
    assert steps(1e-3) < steps(1e-6) < 0.7 * predicted


@cache
def share_of_positive(d):
    """Of 100,000 random symmetric matrices, those with positive eigenvalues only."""
    A = np.random.default_rng(0).standard_normal((100_000, d, d))
    return np.mean(np.linalg.eigvalsh(A + A.swapaxes(1, 2))[:, 0] > 0)


def test_random_matrices_are_rarely_definite():
    """Below 2^−d from d = 2 on, and ever more so."""
    ratios = [share_of_positive(d) * 2**d for d in (2, 3, 4, 5)]
    assert share_of_positive(1) == pytest.approx(1 / 2, abs=0.008) and ratios[0] < 0.6
    assert all(later < earlier / 2 for earlier, later in zip(ratios, ratios[1:]))


def test_two_curvatures_of_both_signs_are_the_rule():
    """A random symmetric matrix with two rows is positive definite with probability (2 − √2)/4 = 0.146."""
    a, b, _, c = np.random.default_rng(0).standard_normal((4, 400_000))
    a, b, c = 2 * a, np.sqrt(2) * b, 2 * c  # A + Aᵀ
    s, t, u = (a + c) / np.sqrt(2), (a - c) / np.sqrt(2), np.sqrt(2) * b
    assert np.cov([s, t, u]) == pytest.approx(4 * np.eye(3), abs=0.05)
    inside = (s > 0) & (s**2 > t**2 + u**2)
    assert np.array_equal(inside, (a + c > 0) & (a * c > b**2))
    assert (2 - np.sqrt(2)) / 4 == pytest.approx(0.146, abs=0.0005)
    assert inside.mean() == pytest.approx(0.146, abs=0.003)


@cache
def spiral_runs(width, lr):
    """Twelve networks after 500 steps: their losses, and how far each has moved as a share of its start."""
    (X, y), model = spirals(150, rng=0), MLP([2, width, 3])
    starts = np.stack([model.init(rng=seed) for seed in range(12)])
    w = last(descend(lambda w: model.loss_and_grad(w, X, y)[1], starts, DESCENT, lr), 500)
    moved = np.linalg.norm(w - starts, axis=1) / np.linalg.norm(starts, axis=1)
    return np.sort(model.loss(w, X, y)), np.median(moved)


def test_wide_networks_are_trained_further_and_more_alike():
    """At three rates; at η = 1 the best of the narrow is at 0.147, the worst of 30 units at 0.122, and the
    worst of all at 0.471 with 10 units, at 0.076 with 100.
    """
    for lr in (0.3, 1.0, 3.0):
        narrow, middle, wide = (spiral_runs(width, lr)[0] for width in (10, 30, 100))
        assert np.all(narrow > middle) and np.all(middle > wide)
        assert np.ptp(narrow) > np.ptp(middle) > np.ptp(wide)
    best, worst = spiral_runs(10, 1.0)[0][[0, -1]]
    assert [best, worst] == pytest.approx([0.147, 0.471], abs=0.0005)
    assert spiral_runs(30, 1.0)[0].max() == pytest.approx(0.122, abs=0.0005)
    assert spiral_runs(100, 1.0)[0].max() == pytest.approx(0.076, abs=0.0005)


def test_in_wide_networks_weights_travel_less():
    """At η = 1, 3.4 times the length of the start with 10 units, and 1.1 times with 100."""
    assert spiral_runs(10, 1.0)[1] == pytest.approx(3.4, abs=0.05)
    assert spiral_runs(100, 1.0)[1] == pytest.approx(1.1, abs=0.05)


def test_not_all_vectors_of_the_widest_are_independent():
    """150 points have 300 differences of scores. Of their gradients 220 are independent at the start with 100
    units, and fewer than the 183 weights there are with 30; with 1,000 units all are.
    """
    X, _ = spirals(150, rng=0)

    def independent(units):
        model = MLP([2, units, 3])
        w = model.views(model.init(rng=0))
        hidden = np.maximum(X @ w["W1"] + w["b1"], 0)
        through = np.sign(hidden)[:, np.newaxis] * (w["W2"] - w["W2"].mean(axis=1, keepdims=True)).T
        to_scores = np.eye(3) - 1 / 3
        by_W1 = X[:, np.newaxis, :, np.newaxis] * through[:, :, np.newaxis]
        by_W2 = to_scores[:, np.newaxis] * hidden[:, np.newaxis, :, np.newaxis]
        by_b2 = np.broadcast_to(to_scores, (150, 3, 3))
        parts = [by_W1, through, by_W2, by_b2]
        vectors = np.concatenate([part.reshape(450, -1) for part in parts], axis=1)
        assert vectors.shape[1] == model.size
        return np.linalg.matrix_rank(vectors, rtol=1e-9)

    assert MLP([2, 30, 3]).size == 183 and independent(30) < 183
    assert independent(100) == 220 and independent(1000) == 300 == 150 * (3 - 1)


def test_with_more_weights_than_examples_a_linear_model_fits_them_all():
    """Independent gradients cancel only with errors of 0. With fewer weights other ground is level, too."""
    rng, examples = np.random.default_rng(0), 20
    for weights in (10, 30, 100):
        A, y = rng.standard_normal((examples, weights)), rng.standard_normal(examples)
        rate = examples / np.linalg.eigvalsh(A @ A.T)[-1]
        starts = 10 * rng.standard_normal((5, weights))
        w = last(descend(lambda w, A=A, y=y: (w @ A.T - y) @ A / examples, starts, DESCENT, rate), 3000)
        assert np.linalg.norm((w @ A.T - y) @ A) < 1e-6, "level ground"
        are_independent = np.linalg.matrix_rank(A) == examples
        assert are_independent == (weights > examples)
        assert np.all((np.linalg.norm(w @ A.T - y, axis=1) < 1e-6) == are_independent)


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


@cache
def tanh_walk(lr, steps):
    """The chapter's network on its way: its loss as a function, its gradient, and its weights."""
    w0, loss_and_grad = tanh_network(examples=200, units=20)

    def loss(w):
        return loss_and_grad(w)[0]

    def grad(w):
        return loss_and_grad(w)[1]

    return loss, grad, record(descend(grad, w0, DESCENT, lr), steps)


def test_a_random_slice_hides_the_way_down():
    """1,000 steps at 0.4: from 0.747 to 0.082, 6.4 away. In a random plane through the start the loss is
    nowhere below 0.74, up to 8 away, and 2 % of the way lies in it.
    """
    loss, _, path = tanh_walk(0.4, 1000)
    way, rng = path[-1] - path[0], np.random.default_rng(1)
    assert len(way) == 1480 and np.linalg.norm(way) == pytest.approx(6.4, abs=0.05)
    assert [loss(path[0]), loss(path[-1])] == pytest.approx([0.747, 0.082], abs=0.0005)
    plane, _ = np.linalg.qr(rng.standard_normal((2, 1480)).T)
    side = np.linspace(-8, 8, 41)
    lowest = min(loss(path[0] + plane @ [a, b]) for a in side for b in side)
    assert lowest == pytest.approx(0.74, abs=0.005)
    assert np.linalg.norm(way @ plane) / np.linalg.norm(way) == pytest.approx(0.02, abs=0.001)


def test_from_start_to_end_the_loss_falls_on_the_straight_line():
    """All the way, though the walk itself leaves the line by a third of its length."""
    loss, _, path = tanh_walk(0.4, 1000)
    losses = [loss(path[0] + share * (path[-1] - path[0])) for share in np.linspace(0, 1, 101)]
    assert np.all(np.diff(losses) < 0)
    line = (path[-1] - path[0]) / np.linalg.norm(path[-1] - path[0])
    aside = path - path[0] - np.outer((path - path[0]) @ line, line)
    assert np.linalg.norm(aside, axis=1).max() > 0.3 * np.linalg.norm(path[-1] - path[0])


@cache
def curvatures_on_the_way(step):
    """All curvatures of the chapter's network after so many steps at 0.4, as shares of the largest."""
    _, grad, path = tanh_walk(0.4, 1000)
    H = hessian(grad, path[step])
    curvatures = np.linalg.eigvalsh((H + H.T) / 2)
    return curvatures / curvatures[-1]


def test_the_higher_up_the_more_directions_bend_down():
    """160 of 1,480 bend down at the start by more than a hundredth of the largest curvature; after 100 steps
    none does, and four in five are level.
    """
    high, low = curvatures_on_the_way(0), curvatures_on_the_way(100)
    assert len(high) == 1480 and np.sum(high < -1 / 100) == 160 and np.sum(low < -1 / 100) == 0
    assert np.mean(abs(low) < 1 / 100) == pytest.approx(4 / 5, abs=0.005)


def test_squared_error_is_flat_where_the_answer_is_wrong():
    """After a sigmoid the slope of ½(p − 1)² vanishes at z → −∞, that of −ln p is p − 1 → −1."""
    z = np.array([-10.0, -1.0, 0.0, 3.0])

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    p, h = sigmoid(z), 1e-5
    squared = (0.5 * (sigmoid(z + h) - 1) ** 2 - 0.5 * (sigmoid(z - h) - 1) ** 2) / (2 * h)
    entropy = (np.log(sigmoid(z - h)) - np.log(sigmoid(z + h))) / (2 * h)
    assert squared == pytest.approx((p - 1) * p * (1 - p), abs=1e-9)
    assert entropy == pytest.approx(p - 1, abs=1e-9)
    assert abs(squared[0]) < 1e-4 and entropy[0] == pytest.approx(-1, abs=1e-4)


def test_a_dead_unit_of_the_first_layer_stays_dead():
    """Off for every example, it has no gradient, however the rest of the network learns."""
    X, y, *_ = digits()
    model = MLP([64, 16, 10])
    w0 = model.init(rng=0)
    model.views(w0)["b1"][:4] = -1e3
    w = fit(model, X[:200], y[:200], Momentum(), 0.05, batch_size=50, epochs=10, rng=0, w0=w0).w
    before, after = model.views(w0), model.views(w)
    stays = np.all(before["W1"] == after["W1"], axis=0) & (before["b1"] == after["b1"])
    assert stays[:4].all() and not stays[4:].all()
    assert not np.any(np.maximum(X @ after["W1"] + after["b1"], 0)[:, :4])


def test_at_too_high_a_rate_units_die_within_a_few_steps():
    """In the chapter's demo, at the rate of 3: 7 of the 12 after 5 steps, and at 0.3 none in 150."""
    assert dead_units(NetworkDemo("GradientDescent", lr=3.0, seed=5, steps=0)) == 0
    assert dead_units(NetworkDemo("GradientDescent", lr=3.0, seed=5, steps=5)) == 7
    assert dead_units(NetworkDemo("GradientDescent", lr=0.3, seed=5, steps=150)) == 0
    assert sum(NetworkDemo().model.sizes[1:-1]) == 12


def dead_units(demo):
    """Hidden units that answer 0 to every point, at the end of the run."""
    a = demo.train_and_test()[0].X
    dead, parts = 0, demo.model.views(demo.trace().w[-1])
    for W, b in demo.model.layers[:-1]:
        a = np.maximum(a @ parts[W] + parts[b], 0)
        dead += np.sum(~a.any(axis=0))
    return dead


def test_rules_that_divide_cross_plateaus():
    """On a plateau ten times as flat Adam takes the same number of steps, and descent ten times as many."""

    def steps(rule, lr, flatness):
        path = descend(lambda w: Plateau().grad(w) / flatness, [6.0], rule, lr)
        return next(t for t, w in enumerate(path) if abs(w[0]) < 0.5)

    assert steps(Adam(), 0.1, 10) == steps(Adam(), 0.1, 1) < steps(DESCENT, 0.5, 1) / 5
    assert steps(DESCENT, 0.5, 10) == pytest.approx(10 * steps(DESCENT, 0.5, 1), rel=0.01)


def test_32_factorial_copies_of_a_minimum():
    """Hidden units can be swapped with their weights: 32! ≈ 2.6e35 networks, one function."""
    assert math.factorial(32) == pytest.approx(2.6e35, rel=0.02)
    data, model, rng = digits(), MLP([64, 32, 10]), np.random.default_rng(0)
    w = model.init(rng)
    swapped, order = w.copy(), rng.permutation(32)
    parts, here = model.views(swapped), model.views(w)
    parts["W1"][...], parts["b1"][...] = here["W1"][:, order], here["b1"][order]
    parts["W2"][...] = here["W2"][order]
    assert not np.array_equal(swapped, w)
    assert model.scores(swapped, data.X_test) == pytest.approx(model.scores(w, data.X_test))


def factors_of_a_layer(variance, inputs, outputs, draws=6_000_000):
    """By what a ReLU layer multiplies the mean square of signals, and of slopes on their way back."""
    rng, there, back = np.random.default_rng(0), [], []
    for _ in range(draws // (inputs * outputs)):
        weights = np.sqrt(variance) * rng.standard_normal((inputs, outputs))
        signal, slope = np.maximum(rng.standard_normal(inputs), 0), rng.standard_normal(outputs)
        units = signal @ weights
        there.append(np.mean(np.maximum(units, 0) ** 2) / np.mean(signal**2))
        back.append(np.mean((weights @ (slope * (units > 0))) ** 2) / np.mean(slope**2))
    return np.mean(there), np.mean(back)


def test_a_variance_of_2_over_n_keeps_the_signal():
    """A ReLU layer with n inputs and weights of variance 2/n leaves the mean square as it was, on average."""
    for inputs, outputs in ((50, 100), (100, 50)):
        assert factors_of_a_layer(2 / inputs, inputs, outputs)[0] == pytest.approx(1, abs=0.025)


def test_slopes_on_the_way_back_keep_their_size_too():
    """With variance 2/n, where n is the number of the layer's outputs."""
    for inputs, outputs in ((50, 100), (100, 50)):
        assert factors_of_a_layer(2 / outputs, inputs, outputs)[1] == pytest.approx(1, abs=0.025)


def test_in_front_of_a_normalisation_the_length_of_the_weights_sets_the_rate():
    """Ten times the weights: the same outputs, a tenth of the gradient, and the same turn at 100 times the
    rate.
    """
    rng = np.random.default_rng(0)
    X, y, w = rng.standard_normal((30, 5)), rng.standard_normal(30), rng.standard_normal(5)

    def outputs(w):
        return (X @ w - np.mean(X @ w)) / np.std(X @ w)

    def gradient(w, h=1e-6):
        losses = [[np.mean((outputs(w + step * e) - y) ** 2) for e in np.eye(5)] for step in (h, -h)]
        return np.subtract(*losses) / (2 * h)

    assert outputs(10 * w) == pytest.approx(outputs(w))
    assert gradient(10 * w) == pytest.approx(gradient(w) / 10, rel=1e-5, abs=1e-7)
    short, long = w - 0.1 * gradient(w), 10 * w - 100 * 0.1 * gradient(10 * w)
    assert long / np.linalg.norm(long) == pytest.approx(short / np.linalg.norm(short), abs=1e-6)


def test_a_kink_mixes_two_slopes():
    """ReLU has the slopes 0 and 1. Where w − h and w + h lie on two sides of its kink, the centred difference
    is neither, and a gradient check of the right slope fails; elsewhere it is the slope.
    """

    def relu(w):
        return max(w[0], 0.0)

    for h in (1e-3, 1.0):
        for w in h * np.random.default_rng(0).uniform(-3, 3, 50):
            difference = round((relu([w + h]) - relu([w - h])) / (2 * h), 9)
            straddles = abs(w) < h
            assert difference == pytest.approx((w + h) / (2 * h) if straddles else float(w > 0))
            assert (difference not in (0, 1)) == straddles
            assert (check_gradient(relu, lambda w: (w > 0) * 1.0, [w], h) > 1e-3) == straddles


def two_in_a_row(w):
    """Gradient of ½(ab − 1)²."""
    return (w[..., :1] * w[..., 1:] - 1) * w[..., ::-1]


def test_no_minimum_sharper_than_the_rate_allows():
    """½(ab − 1)² has minima of sharpness a² + b²; descent arrives at none above 2/η, though some starts are
    beside it.
    """
    for a in (1.0, 2.0, 3.0):
        curvatures = np.linalg.eigvalsh(hessian(two_in_a_row, [a, 1 / a]))
        assert curvatures == pytest.approx([0, a**2 + a**-2], abs=1e-6)
    rng = np.random.default_rng(0)
    starts = np.stack([rng.uniform(0, 4, 2000), rng.uniform(0, 1, 2000)], axis=1)
    for lr in (0.2, 0.4, 0.8):
        with np.errstate(all="ignore"):
            w = last(descend(two_in_a_row, starts, DESCENT, lr), 3000)
        found = np.sum(w[abs(w[:, 0] * w[:, 1] - 1) < 1e-6] ** 2, axis=1)
        beside = np.sum(starts**2, axis=1)[abs(starts[:, 0] * starts[:, 1] - 1) < 0.1]
        assert len(found) > 100 and 0.97 < found.max() * lr / 2 < 1 < beside.max() * lr / 2


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


def test_the_flow_of_two_in_a_row_keeps_a_difference():
    """a² − b² does not change, so the flow from (3, 0.1) ends at the sharpness √((a² − b²)² + 4) = 9.21."""
    start = np.array([3.0, 0.1])
    kept = np.subtract(*start**2)
    w = last(descend(two_in_a_row, start, DESCENT, 0.001), 20_000)
    assert kept == pytest.approx(8.99) and np.subtract(*w**2) == pytest.approx(8.99, rel=1e-3)
    assert np.sqrt(8.99**2 + 4) == pytest.approx(9.21, abs=0.005)
    assert np.sum(w**2) == pytest.approx(9.21, abs=0.005)


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


def test_a_falling_rate_settles_the_swing_at_the_edge():
    """Full batch, 3,000 steps: at each of ten constant rates from 0.4 to 1.6 the loss of the last 300 steps
    is above 0.037 on average; from 1.6, falling to 0 over these steps, it ends at 0.029.
    """
    w0, loss_and_grad = tanh_network(examples=200, units=20)

    def losses(lr):
        # At the edge the last loss alone is chance: the twelfth digit of the start decides it.
        walk = descend(lambda w: loss_and_grad(w)[1], w0, DESCENT, lr)
        return [loss_and_grad(w)[0] for w in islice(walk, 3000 - 300 + 1, 3000 + 1)]

    constant_rates = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.4, 1.6]
    lowest = min(np.mean(losses(lr)) for lr in constant_rates)
    assert 0.037 < lowest == pytest.approx(0.0373, abs=0.0003)
    falling = hold(3000 - 300, then=polynomial(1.6, steps=300))
    assert losses(falling)[-1] == pytest.approx(0.029, abs=0.0005)


@cache
def late_sharpness(lr, beta=0.0):
    """Of the chapter's network from step 2,000 to 3,000, with momentum β: mean and largest deviation."""
    w0, loss_and_grad = tanh_network(examples=200, units=20)

    def grad(w):
        return loss_and_grad(w)[1]

    walk = islice(descend(grad, w0, Momentum(beta), lr), 2000, 3001, 50)
    values = np.array([sharpness(grad, w, iterations=50) for w in walk])
    return values.mean(), abs(values - values.mean()).max()


def test_the_network_starts_below_the_edge():
    """Its sharpness is 1.92 at the start, and at a rate of 0.8 the limit is 2.5."""
    w0, loss_and_grad = tanh_network(examples=200, units=20)
    assert sharpness(lambda w: loss_and_grad(w)[1], w0) == pytest.approx(1.92, abs=0.005)
    assert 2 / 0.8 == pytest.approx(2.5)


def test_sharpness_rises_to_the_edge():
    """tanh network, full batch: from far below it rises to 2/η, which is 2.5 at 0.8 and 3.33 at 0.6, and
    hovers.
    """
    w0, loss_and_grad = tanh_network(examples=200, units=20)
    for lr, edge in ((0.8, 2.5), (0.6, 3.33)):
        mean, deviation = late_sharpness(lr)
        assert edge == pytest.approx(2 / lr, abs=0.005) and mean == pytest.approx(edge, rel=0.03)
        assert deviation == pytest.approx(0, abs=0.06 * edge)
        assert mean - sharpness(lambda w: loss_and_grad(w)[1], w0) > 0.2 * edge


def test_at_the_edge_the_loss_falls_in_the_long_run():
    """But not in every step: at 0.8 it rises in about half of the last thousand."""
    loss, _, path = tanh_walk(0.8, 3000)
    losses = np.array([loss(w) for w in path[-1000:]])
    assert np.mean(losses[1:] > losses[:-1]) == pytest.approx(1 / 2, abs=0.1)
    thirds = [np.mean(third) for third in np.array_split(losses, 3)]
    assert thirds[0] > thirds[1] > thirds[2]


def test_with_momentum_the_edge_is_higher():
    """At 2(1 + β)/η, which is 3.75 for β = 0.5 and η = 0.8."""
    assert 2 * (1 + 0.5) / 0.8 == pytest.approx(3.75)
    assert late_sharpness(0.8, beta=0.5)[0] == pytest.approx(3.75, rel=0.02)


def test_a_swing_pushes_towards_smaller_curvature():
    """The mean of the gradients at w + xu and w − xu is ∇f + ½x²∇S, with S = u·Hu, but for x⁴."""
    _, grad, path = tanh_walk(0.8, 300)
    w, x = path[-1], 0.05
    u = np.linalg.eigh(hessian(grad, w))[1][:, -1]

    def slope_of_curvature(v, h=1e-3):
        """∇S · v"""
        ahead, behind = (u @ (grad(at + h * u) - grad(at - h * u)) / (2 * h) for at in (w + h * v, w - h * v))
        return (ahead - behind) / (2 * h)

    extra = (grad(w + x * u) + grad(w - x * u)) / 2 - grad(w)
    for v in (u, extra / np.linalg.norm(extra), np.random.default_rng(0).standard_normal(len(w))):
        assert extra @ v == pytest.approx(x**2 / 2 * slope_of_curvature(v), rel=0.02)


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
