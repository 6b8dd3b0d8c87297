"""Instruments against what they measure; and `diagnose` against runs whose cause is known by construction."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdcore import (
    MLP,
    DoubleWell,
    GradientDescent,
    LessardCycle,
    LinearRegression,
    Momentum,
    Nesterov,
    Quadratic,
    Rosenbrock,
    SoftmaxRegression,
    blobs,
    check_gradient,
    convergence_rate,
    diagnose,
    digits,
    fit,
    gradient_noise,
    lr_range_test,
    regression,
    run,
    sharpness,
    spirals,
    stability_limit,
)

DESCENT = GradientDescent()


def test_gradient_check_tells_right_from_wrong():
    f, w = Rosenbrock(), np.array([-1.2, 1.0])
    assert check_gradient(f.value, f.grad, w) < 1e-9
    assert check_gradient(f.value, lambda w: 1.01 * f.grad(w), w) == pytest.approx(0.01, rel=0.02)
    assert check_gradient(f.value, lambda w: -f.grad(w), w) == pytest.approx(2)
    assert check_gradient(f.value, lambda w: 0 * w, w) == 1, "relative to the larger norm"
    assert check_gradient(f.value, f.grad, [1.0, 1.0]) <= 1, "both nearly 0"
    assert w.tolist() == [-1.2, 1.0]


def test_gradient_check_of_a_constant_is_right():
    assert check_gradient(lambda w: 1.0, lambda w: 0 * w, [2.0]) == 0


@pytest.mark.parametrize(
    "value, grad, blamed",
    [
        (lambda w: w**2, lambda w: 2 * w, r"value\(w\)"),
        (lambda w: w[0] ** 2, lambda w: 2 * w[0], r"grad\(w\)"),
    ],
)
def test_gradient_check_says_which_function_has_the_wrong_shape(value, grad, blamed):
    with pytest.raises(ValueError, match=blamed):
        check_gradient(value, grad, [1.0])


@pytest.mark.parametrize(
    "rule",
    [
        GradientDescent(),
        Momentum(0.8),
        Momentum(0.8, "average"),
        Momentum(0.8, "rate-inside"),
        Momentum(0.8, "last-update"),
        Nesterov(0.8),
    ],
)
def test_below_the_stability_limit_it_arrives_and_above_it_diverges(rule):
    bowl = Quadratic([1.0, 7.0], rotation=0.3)
    limit = stability_limit(bowl, rule)
    below, above = run(bowl, [1.0, 1.0], rule, [0.98 * limit, 1.02 * limit], steps=2000).grad_norm[-1]
    assert below < 1e-6 and above > 1e6


def test_limits_of_several_runs_have_the_shape_of_the_runs():
    betas, bowl = np.array([0.0, 0.5, 0.9]), Quadratic([2.0])
    for rule in (Momentum, Nesterov, lambda beta: Momentum(beta, "average")):
        limits = stability_limit(bowl, rule(betas))
        assert limits == pytest.approx([stability_limit(bowl, rule(beta)) for beta in betas])
        assert run(bowl, [1.0], rule(betas), limits, steps=2).w.shape == (3, 3, 1)


@given(st.floats(0.02, 2.5).filter(lambda product: abs(1 - product) > 0.05))
def test_convergence_rate_is_the_factor_of_a_parabola(product):
    """|1 − ηλ|, below 1 and above."""
    rate = convergence_rate(run(Quadratic([2.0]), [1.0], DESCENT, product / 2, steps=200))
    assert rate == pytest.approx(abs(1 - product), rel=1e-6)


def test_convergence_rate_is_that_of_the_slowest_direction():
    """The fast start is over by the second half of the run, to which the rate is fitted."""
    trace = run(Quadratic([1.0, 10.0]), [1.0, 10.0], DESCENT, 0.05, steps=100)
    assert convergence_rate(trace) == pytest.approx(0.95, rel=1e-9)


def test_convergence_in_one_step_has_no_rate():
    assert np.isnan(convergence_rate(run(Quadratic([2.0]), [1.0], DESCENT, 0.5, steps=200)))


def test_convergence_rate_has_the_shape_of_the_runs():
    lrs = np.array([[0.1, 0.4], [0.9, 1.2]])
    rates = convergence_rate(run(Quadratic([2.0]), [1.0], DESCENT, lrs, steps=60))
    assert rates == pytest.approx(abs(1 - 2 * lrs))


def test_sharpness_is_the_largest_curvature_with_its_sign():
    rng = np.random.default_rng(0)
    curvatures = np.linspace(-3, 8, 20)
    axes, _ = np.linalg.qr(rng.standard_normal((20, 20)))
    hessian = axes * curvatures @ axes.T
    w = rng.standard_normal(20)
    assert sharpness(lambda w: hessian @ w, w) == pytest.approx(8, rel=1e-3)
    assert sharpness(lambda w: -hessian @ w, w) == pytest.approx(-8, rel=1e-3)
    assert sharpness(lambda w: np.ones(20), w) == 0


def test_sharpness_of_a_network_against_its_whole_hessian():
    X, y = blobs(40, classes=3, rng=0)
    model = MLP([2, 4, 3])
    w = model.init(rng=1)
    steps = 1e-5 * np.eye(model.size)
    hessian = (model.loss_and_grad(w + steps, X, y)[1] - model.loss_and_grad(w - steps, X, y)[1]) / 2e-5
    eigenvalues = np.linalg.eigvalsh((hessian + hessian.T) / 2)
    largest = eigenvalues[abs(eigenvalues).argmax()]
    assert sharpness(lambda w: model.loss_and_grad(w, X, y)[1], w) == pytest.approx(largest, rel=1e-2)


def test_gradient_noise_foretells_the_variance_of_a_minibatch():
    """tr Σ / B with replacement; at B = `scale` it is the squared length of the gradient."""
    X, y = regression(6, 3, noise=1.0, rng=0)
    model, w = LinearRegression(3), np.random.default_rng(0).standard_normal(4)
    noise = gradient_noise(model, w, X, y)
    for size in (1, 2, 4):
        rows_of_all = np.array(list(product(range(len(X)), repeat=size)))
        drawn = np.array([model.loss_and_grad(w, X[rows], y[rows])[1] for rows in rows_of_all])
        assert drawn.var(axis=0).sum() == pytest.approx(noise.variance / size)
    assert noise.variance / noise.scale == pytest.approx(np.sum(model.loss_and_grad(w, X, y)[1] ** 2))


def test_gradient_noise_of_one_example_is_none():
    assert gradient_noise(LinearRegression(1), np.zeros(2), [[1.0]], [2.0]).variance == 0


def test_range_test_raises_the_rate_by_a_constant_factor():
    X, y, *_ = digits()
    model = SoftmaxRegression(64, 10)
    test = lr_range_test(model, X, y, Momentum(), batch_size=64, rng=0, low=1e-5, high=100.0)
    assert test.lr[0] == 1e-5 and np.diff(np.log(test.lr)) == pytest.approx(np.log(1e7) / 199)
    assert len(test.lr) == len(test.loss) <= 200


def test_range_test_suggests_a_rate_that_trains():
    """A tenth of the rate at which the mean of the last 5 % of the losses is lowest; in two epochs it trains
    better than a hundredth of it and a hundred times as much.
    """
    X, y, *_ = digits()
    model = MLP([64, 32, 10])
    test = lr_range_test(model, X, y, DESCENT, batch_size=64, rng=0, low=1e-4, high=10.0)
    window = len(test.loss) * 5 // 100
    smoothed = [test.loss[end - window : end].mean() for end in range(window, len(test.loss) + 1)]
    assert test.suggestion == pytest.approx(test.lr[np.argmin(smoothed) + window - 1] / 10)
    less, suggested, more = (
        fit(model, X, y, DESCENT, test.suggestion * factor, 64, 2, 0).epoch_loss[-1]
        for factor in (1 / 100, 1, 100)
    )
    assert suggested < less and suggested < more


def test_range_test_that_diverges_at_once_still_answers():
    X, y = regression(100, 2, rng=0)
    test = lr_range_test(LinearRegression(2), X, y, DESCENT, batch_size=10, rng=0, low=1e3, high=1e300)
    assert len(test.lr) < 200 and test.suggestion in test.lr / 10


# diagnose: curves from real runs, each with a cause that its construction guarantees


def too_small(rng, steps):
    """A full batch, at a rate that leaves even the steepest direction on its way."""
    kind = rng.integers(3)
    if kind == 0:
        bowl = some_bowl(rng)
        return run(
            bowl, rng.standard_normal(2), DESCENT, rng.uniform(0.1, 0.8) / (bowl.L * steps), steps
        ).loss
    if kind == 1:
        X, y = blobs(150, rng=rng)
        return fit(
            SoftmaxRegression(2, 3), X, y, DESCENT, rng.uniform(0.02, 0.2) / steps, 150, steps, rng
        ).loss
    X, y = spirals(150, rng=rng)
    return fit(MLP([2, 16, 3]), X, y, DESCENT, rng.uniform(0.1, 1) / steps, 150, steps, rng).loss


def good(rng, steps):
    """A full batch at 0.6 to 1 times the best rate, long enough to arrive."""
    kind = rng.integers(3)
    if kind == 0:
        bowl = some_bowl(rng)
        return run(
            bowl, rng.standard_normal(2), DESCENT, rng.uniform(0.6, 1) * 2 / (bowl.L + bowl.mu), steps
        ).loss
    if kind == 1:
        return run(DoubleWell(), rng.uniform(1.2, 1.6, 1), DESCENT, rng.uniform(0.15, 0.45), steps).loss
    X, y, largest = some_regression(rng)
    return fit(LinearRegression(3), X, y, DESCENT, rng.uniform(0.6, 1) / largest, 200, steps, rng).loss


def oscillating(rng, steps):
    """A full batch above the threshold of a function whose walls hold it: cycles and chaos, no chance."""
    kind = rng.integers(3)
    if kind == 0:
        return run(DoubleWell(), rng.uniform(0.2, 1.2, 1), DESCENT, rng.uniform(1.05, 1.6), steps).loss
    if kind == 1:
        X, y = blobs(150, spread=2.5, rng=rng)
        model = SoftmaxRegression(2, 3)
        minimum = fit(model, X, y, DESCENT, 0.5, 150, 400, rng).w
        largest = sharpness(lambda w: model.loss_and_grad(w, X, y)[1], minimum)
        return fit(model, X, y, DESCENT, rng.uniform(2.3, 5) / largest, 150, steps, rng).loss
    return run(LessardCycle(), rng.uniform(3.2, 3.4, 1), Momentum(4 / 9), 1 / 9, steps).loss


def diverging(rng, steps):
    """Above 2/L on functions that hold nothing back."""
    kind = rng.integers(3)
    if kind == 0:
        bowl = some_bowl(rng)
        return run(bowl, rng.standard_normal(2), DESCENT, rng.uniform(1.05, 1.5) * 2 / bowl.L, steps).loss
    if kind == 1:
        return run(DoubleWell(), rng.uniform(2.5, 4, 1), DESCENT, rng.uniform(0.8, 2), steps).loss
    X, y, largest = some_regression(rng)
    return fit(LinearRegression(3), X, y, DESCENT, rng.uniform(2.2, 3) / largest, 200, steps, rng).loss


def noisy(rng, steps):
    """Minibatches of 4 to 31 examples that disagree, at a rate far below the threshold."""
    kind, size = rng.integers(3), int(rng.integers(4, 32))
    epochs = max(3, steps * size // 200)
    if kind == 0:
        X, y, largest = some_regression(rng, noise=1.0)
        return fit(
            LinearRegression(3), X, y, DESCENT, rng.uniform(0.05, 0.4) / largest, size, epochs, rng
        ).loss
    model = (SoftmaxRegression(2, 3), MLP([2, 16, 3]))[kind - 1]
    X, y = blobs(200, spread=2.5, rng=rng)
    return fit(model, X, y, DESCENT, rng.uniform(0.02, 0.1), size, epochs, rng).loss


def some_bowl(rng):
    mu = 10 ** rng.uniform(-1, 1)
    return Quadratic([mu, mu * 10 ** rng.uniform(0, 1)], rotation=rng.uniform(0, 3))


def some_regression(rng, noise=0.1):
    """200 examples and the largest curvature of their loss."""
    X, y = regression(200, 3, noise, condition=rng.uniform(1, 5), rng=rng)
    with_ones = np.column_stack([X, np.ones(200)])
    return X, y, np.linalg.eigvalsh(with_ones.T @ with_ones / 200)[-1]


@pytest.mark.parametrize(
    "cause, make",
    [
        ("too small", too_small),
        ("good", good),
        ("oscillating", oscillating),
        ("diverging", diverging),
        ("noisy", noisy),
    ],
)
def test_diagnosis_names_the_cause_in_at_least_95_of_100_curves(cause, make):
    found = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        found.append(diagnose(make(rng, steps=int(rng.integers(60, 300)))).cause)
    assert found.count(cause) >= 95, {name: found.count(name) for name in set(found)}


def test_a_smaller_rate_and_larger_batches_change_the_diagnosis_as_they_should():
    """The same well: oscillation goes with the rate. The same data: noise goes with the full batch."""
    assert diagnose(run(DoubleWell(), [0.5], DESCENT, 1.3, 200).loss).cause == "oscillating"
    assert diagnose(run(DoubleWell(), [0.5], DESCENT, 0.4, 200).loss).cause == "good"
    X, y = regression(200, 3, noise=1.0, rng=0)
    assert diagnose(fit(LinearRegression(3), X, y, DESCENT, 0.1, 5, 5, 0).loss).cause == "noisy"
    assert diagnose(fit(LinearRegression(3), X, y, DESCENT, 0.1, 200, 200, 0).loss).cause == "good"


@given(
    arrays(float, st.integers(12, 60), elements=st.integers(-1000, 1000).map(float)),
    st.integers(-20, 20),
    st.integers(-1000, 1000),
)
def test_any_curve_has_a_diagnosis_whatever_its_unit_and_its_zero(losses, exponent, shift):
    plain, changed = diagnose(losses), diagnose((losses + shift) * 2.0**exponent)
    assert plain.cause == changed.cause
    assert plain.cause in ("too small", "good", "oscillating", "diverging", "noisy")
    assert plain.evidence and plain.advice == changed.advice


def test_a_curve_that_is_not_finite_diverges_and_the_step_is_named():
    losses = np.append(0.9 ** np.arange(20), [np.nan, np.inf])
    diagnosis = diagnose(losses)
    assert diagnosis.cause == "diverging" and "step 20" in diagnosis.evidence


@pytest.mark.parametrize("start", [1e-5, 1e-6, 1e-7, 1e-8])
def test_a_late_divergence_is_one(start):
    """At 2.2/L the steep direction, too small to be seen at first, grows by 1.2 a step as the loss falls."""
    losses = run(Quadratic([1.0, 10.0]), [1.0, start], DESCENT, 0.22, steps=200).loss
    end = np.argmax(losses > 5 * losses[0])
    assert np.median(losses[end * 3 // 4 : end]) < losses[0], "most of the last quarter still looks good"
    assert diagnose(losses[: end + 1]).cause == "diverging"


def test_a_flat_curve_does_not_move():
    assert diagnose(np.ones(20)).evidence == "the loss does not move"
