"""What the course claims, recomputed: one test for each fact, in the order of the chapters.

Simulations use fixed seeds and many runs as the leading axis. A variance estimated from n independent
normal runs has a relative standard error of √(2/n): 1 % at n = 20,000. The tolerance is five of them.
"""

from itertools import combinations, count, islice

import numpy as np
import pytest

from gdcore import (
    Adam,
    AdamW,
    AMSGrad,
    DoubleWell,
    GradientDescent,
    LessardCycle,
    LinearRegression,
    Momentum,
    Nesterov,
    Plateau,
    Quadratic,
    Rosenbrock,
    Saddle,
    batches,
    check_gradient,
    constant,
    cosine,
    descend,
    exponential,
    fit,
    hold,
    inverse_time,
    linear_warmup,
    one_cycle,
    polynomial,
    regression,
    run,
    stability_limit,
    step_decay,
    warmup_stable_decay,
)
from tests.book.statements.simulation import (
    RUNS,
    best_heavy_ball,
    gradients_of_examples,
    noise_variance,
    one_step,
    spectral_radius,
    stationary,
    steps_for_a_digit,
    steps_of,
    with_ones,
    worst_factor,
)

STEPS, MANY_STEPS = 20, 400
ROUNDING = 1e-12
CURVATURES = (0.5, 1.0, 2.0, 8.0)
FIVE_STANDARD_ERRORS = 5 * np.sqrt(2 / RUNS)


# Chapter 1: the update rule


def test_error_on_a_parabola_is_a_power():
    """f = ½λ(w − c)²: w_t − c = (1 − ηλ)^t (w_0 − c), with 1 − 0.1 · 2 = 0.8 for η = 0.1 and λ = 2."""
    curvature, centre, lrs = 2.0, 3.0, np.append(np.linspace(0.01, 1.2, 50), 0.1)
    error = run(Quadratic([curvature], centre), [5.0], GradientDescent(), lrs, steps=20).w[..., 0] - centre
    t = np.arange(21)[:, np.newaxis]
    assert error == pytest.approx((1 - lrs * curvature) ** t * error[0], rel=1e-9, abs=1e-12)
    assert error[1:, -1] / error[:-1, -1] == pytest.approx(0.8)


def behaviour(w):
    """What a walk towards 0 does, in a word."""
    before, after = abs(w[:-1]), abs(w[1:])
    if not np.any(after):
        return "lands"
    if np.all(w > 0):
        return "creeps" if np.all(after < before) else "runs away"
    if np.all(w[1:] * w[:-1] < 0):
        moves = {"settles": after < before, "cycles": after == before, "diverges": after > before}
        return next(word for word, always in moves.items() if np.all(always))
    return "wanders"


@pytest.mark.parametrize("curvature", CURVATURES)
def test_regimes_are_set_by_rate_times_curvature(curvature):
    """ηλ in (0, 1): monotone; 1: one step; (1, 2): alternates, converges; 2: two-cycle; above 2: diverges."""
    for product, what in (
        (0.001, "creeps"),
        (0.999, "creeps"),
        (1, "lands"),
        (1.001, "settles"),
        (1.999, "settles"),
        (2, "cycles"),
        (2.001, "diverges"),
    ):
        w = run(Quadratic([curvature]), np.ones(1), GradientDescent(), product / curvature, STEPS).w
        assert behaviour(w[:, 0]) == what


def test_the_threshold_is_2_only_where_the_curvature_is_1():
    """(w − c)² has curvature 2: it diverges above η = 1, and overshoots from half of that."""
    assert stability_limit(Quadratic([1.0]), GradientDescent()) == 2
    assert stability_limit(Quadratic([2.0]), GradientDescent()) == 1


def test_directions_of_a_quadratic_decouple():
    """Along the eigenvector vᵢ the error is multiplied by (1 − ηλᵢ) each step, whatever the others do."""
    bowl, lr = Quadratic([1.0, 10.0], rotation=0.7), 0.15
    curvatures, axes = np.linalg.eigh(bowl.hessian)
    w = run(bowl, [3.0, -2.0], GradientDescent(), lr, steps=30).w
    t = np.arange(31)[:, np.newaxis]
    assert w @ axes == pytest.approx((1 - lr * curvatures) ** t * ([3.0, -2.0] @ axes), rel=1e-9, abs=1e-13)


def test_descent_converges_from_every_start_iff_the_rate_is_below_2_over_the_largest_curvature():
    """0 < η < 2/λ_max."""
    bowl, starts = Quadratic([0.5, 2.0, 8.0]), np.random.default_rng(0).standard_normal((STEPS, 3))
    assert stability_limit(bowl, GradientDescent()) == 2 / 8
    lrs = 2 / 8 * np.array([[0.1], [0.99], [1.01]])
    norm = run(bowl, starts, GradientDescent(), lrs, steps=10 * MANY_STEPS).grad_norm
    assert np.all(norm[-1, :2] < ROUNDING) and np.all(norm[-1, 2] > norm[0, 2])


def test_best_fixed_rate():
    """η* = 2/(μ + L) contracts by (κ − 1)/(κ + 1) or more in every step, and no other rate does better."""
    bowl, kappa = Quadratic([1.0, 9.0]), 9.0
    best = 2 / (bowl.mu + bowl.L)
    starts = np.random.default_rng(0).standard_normal((MANY_STEPS, 2))
    length = np.linalg.norm(run(bowl, starts, GradientDescent(), best, steps=10).w, axis=-1)
    assert (length[1:] / length[:-1]).max() == pytest.approx((kappa - 1) / (kappa + 1), abs=0.001)
    # One step from each axis: what is left of the longer one is the contraction.
    lrs = np.linspace(0.01, 0.22, 2101)
    on_axes = run(bowl, np.eye(2)[:, np.newaxis], GradientDescent(), lrs, steps=1).w[-1]
    contraction = np.linalg.norm(on_axes, axis=-1).max(axis=0)
    assert lrs[contraction.argmin()] == pytest.approx(best)
    assert contraction.min() == pytest.approx((kappa - 1) / (kappa + 1))


def test_descent_lemma():
    """One step on an L-smooth f lowers it by at least η(1 − ηL/2)‖g‖², and at η = 1/L by ‖g‖²/(2L), the most
    that can be promised.
    """
    rng = np.random.default_rng(0)
    for objective, d in ((Quadratic([0.1, 1.0, 5.0]), 3), (LessardCycle(), 1), (Plateau(), 3)):
        starts, lrs = rng.uniform(-4, 4, (1000, d)), rng.uniform(0, 2, 1000) / objective.L
        trace = run(objective, starts, GradientDescent(), lrs, steps=1)
        gained, promised = trace.loss[0] - trace.loss[1], lrs * (1 - lrs * objective.L / 2)
        assert np.all(gained >= promised * trace.grad_norm[0] ** 2 * (1 - 1e-9)) and np.all(gained > 0)
    # On a parabola it gains no more than that.
    trace = run(Quadratic([5.0]), [1.0], GradientDescent(), np.linspace(0, 2 / 5, 101), steps=1)
    gained = (trace.loss[0] - trace.loss[1]) / trace.grad_norm[0] ** 2
    assert trace.lr[0, gained.argmax()] == pytest.approx(1 / 5) and gained.max() == pytest.approx(1 / (2 * 5))
    assert gained[-1] == pytest.approx(0, abs=1e-12)


def test_convex_bound():
    """f convex and L-smooth, η ≤ 1/L: f(w_t) − f* ≤ ‖w_0 − w*‖² / (2ηt)."""
    rng = np.random.default_rng(0)
    for objective in (Quadratic([1e-4, 0.01, 1.0]), LessardCycle()):
        starts, lrs = rng.uniform(-4, 4, (200, objective.dim)), rng.uniform(0.1, 1, 200) / objective.L
        trace = run(objective, starts, GradientDescent(), lrs, steps=300)
        t = np.arange(1, 301)[:, np.newaxis]
        distance = np.linalg.norm(starts - objective.minimum, axis=-1)
        assert np.all(trace.loss[1:] <= distance**2 / (2 * lrs * t))


def test_newton_needs_one_step_on_a_quadratic():
    """w − H⁻¹g = w*."""
    bowl = Quadratic([1.0, 100.0], centre=[2.0, -1.0], rotation=0.4)
    w = np.array([7.0, 5.0])
    assert w - np.linalg.solve(bowl.hessian, bowl.grad(w)) == pytest.approx(bowl.minimum)


def test_scaling_the_features_lowers_the_condition_number():
    """The Hessian of least squares is XᵀX/N: columns of equal variance make it nearly round."""
    X, y = regression(5000, 3, condition=100.0, rng=0)

    def condition(X):
        model = LinearRegression(3)
        hessian = model.loss_and_grad(np.eye(4), X, y)[1] - model.loss_and_grad(np.zeros(4), X, y)[1]
        return np.linalg.cond(hessian)

    assert condition(X) == pytest.approx(100, rel=0.1)
    assert condition(X / X.std(axis=0)) == pytest.approx(1, abs=0.1)


def test_the_negative_gradient_is_the_steepest_direction_but_only_locally():
    """For a tiny move it is the best direction; for one as long as the way to the minimum it is 55° off."""
    valley, w = Quadratic([1.0, 10.0]), np.array([-1.8, 0.6])
    angles = np.linspace(0, 2 * np.pi, 36_001)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    steepest = -valley.grad(w) / np.linalg.norm(valley.grad(w))

    def off(length):
        best = directions[valley.value(w + length * directions).argmin()]
        return np.degrees(np.arccos(min(1, best @ steepest)))

    assert off(1e-5) < 0.02
    assert off(np.linalg.norm(w)) == pytest.approx(55, abs=0.2)


def test_centred_differences_err_by_h_squared():
    """(f(w + h) − f(w − h)) / 2h: a tenth of h, a hundredth of the error, until rounding takes over."""
    objective, w = Rosenbrock(), [-1.2, 1.0]
    errors = [check_gradient(objective.value, objective.grad, w, h) for h in (1e-2, 1e-3, 1e-4)]
    assert np.divide(errors[:-1], errors[1:]) == pytest.approx(100, rel=0.05)


def test_gradient_check_at_1e_12_is_six_orders_worse_than_at_its_best():
    """Best near ε^(1/3) ≈ 6e-6, where the truncation h² and the rounding ε/h are equal."""
    points = np.random.default_rng(0).uniform(-2, 2, (200, 2))

    def error(h=None):
        return np.median([check_gradient(Rosenbrock().value, Rosenbrock().grad, w, h) for w in points])

    cube_root = np.finfo(float).eps ** (1 / 3)
    assert cube_root == pytest.approx(6e-6, rel=0.02) and error() == error(cube_root)
    assert error(6e-6) < min(error(1e-4), error(1e-8))
    assert np.log10(error(1e-12) / error(6e-6)) == pytest.approx(6, abs=0.5)


def test_stationary_is_not_minimal():
    """On a maximum and on a saddle, which rises along one axis and falls along the other, the gradient is 0,
    and descent stays there for ever.
    """
    for objective, top in ((DoubleWell(), [0.0]), (Saddle(), [0.0, 0.0])):
        trace = run(objective, top, GradientDescent(), 0.1, steps=100)
        assert np.all(trace.grad_norm == 0)
        assert trace.loss[-1] > objective.value(objective.minimum).max()
        nudged = run(objective, np.add(top, 1e-9), GradientDescent(), 0.1, steps=1000)
        assert nudged.loss[-1] == pytest.approx(objective.value(objective.minimum)[0], abs=1e-12)
    assert DoubleWell().value([0.1]) < DoubleWell().value([0.0])
    assert Saddle().value([0.1, 0.0]) > Saddle().value([0.0, 0.0]) > Saddle().value([0.0, 0.1])


def test_on_rosenbrock_the_minimum_can_lie_behind():
    """From one point in eight of [−2, 2]² minus the gradient and the minimum are more than 90° apart."""
    w = np.random.default_rng(0).uniform(-2, 2, (20_000, 2))
    behind = np.sum(-Rosenbrock().grad(w) * (Rosenbrock().minimum - w), axis=-1) < 0
    assert np.mean(behind) == pytest.approx(1 / 8, abs=0.01)


def test_centred_differences_are_exact_on_a_parabola():
    """7w² + 3w has the slope 14w + 3, and so it comes out with every h."""
    for h in (0.25, 1.0, 8.0):
        assert check_gradient(lambda w: float(7 * w[0] ** 2 + 3 * w[0]), lambda w: 14 * w + 3, [2.0], h) == 0


# Chapter 2: learning rates


def test_too_small_is_slow_and_not_stuck():
    """A tenth of the rate takes ten times the steps to a hundredth of the error, and then arrives."""
    w = run(Quadratic([1.0]), np.ones(1), GradientDescent(), [0.01, 0.001], steps=100 * MANY_STEPS).w[..., 0]
    slow, slower = np.argmax(w < 0.01, axis=0)
    assert slower / slow == pytest.approx(10, abs=0.05)
    assert np.all(w[-1] < ROUNDING)


def test_oscillation_of_the_rate_stays_on_the_full_batch_and_goes_with_a_smaller_rate():
    """No chance is at work: above 2/L at the minimum a full-batch run bounces, at half of that it settles."""
    rate = 1.1
    loss = run(DoubleWell(), [0.5], GradientDescent(), [rate, rate / 2], steps=MANY_STEPS).loss
    bouncing, settled = abs(np.diff(loss, axis=0)).T
    assert loss[10, 0] < loss[0, 0] and bouncing[-50:].min() > 1e-3 and settled[-50:].max() < ROUNDING


def test_minibatch_noise_shrinks_with_the_batch_and_with_averaging():
    X, y = regression(400, 3, noise=1.0, rng=0)

    def jitter(size, average=1):
        loss = fit(LinearRegression(3), X, y, GradientDescent(), 0.05, size, epochs=8 * size, rng=0).loss
        late = loss[len(loss) // 2 :]
        return late[: len(late) // average * average].reshape(-1, average).mean(axis=1).std()

    # The variance of a mean of B losses is 1/B of that of one, a little less without replacement.
    assert jitter(4) / jitter(40) == pytest.approx(np.sqrt(10), rel=0.2)
    assert jitter(4) > 2.5 * jitter(4, average=10)


def to_bfloat16(x):
    """A float32 without the last half of its bits, rounded to the nearest."""
    bits = np.float32(x).view(np.uint32)
    half = np.uint32(0x7FFF) + (bits >> 16 & 1)
    return ((bits + half) & np.uint32(0xFFFF0000)).view(np.float32)


def lost_step(rounded):
    """The largest power of 2 that is lost when it is subtracted from 1 and the result is rounded."""
    return next(2.0**-k for k in count() if rounded(1 - 2.0**-k) == 1)


def test_sixteen_bits_swallow_steps_thousands_of_times_larger():
    """Compared with float32, 2^13 = 8,192 times larger in float16 and 2^16 = 65,536 times in bfloat16."""
    assert lost_step(np.float16) / lost_step(np.float32) == 2**13 == 8192
    assert lost_step(to_bfloat16) / lost_step(np.float32) == 2**16 == 65536


def test_columns_are_centred_before_they_are_scaled():
    """Shifted by ten standard deviations, scaled columns have κ = 569; centred as well they have 1.36."""
    X, _ = regression(400, 5, noise=0.1, condition=1000.0, rng=0)
    shifted = X + 10 * X.std(axis=0)
    scaled = shifted / shifted.std(axis=0)
    centred = (shifted - shifted.mean(axis=0)) / shifted.std(axis=0)
    condition = [np.linalg.cond(inputs.T @ inputs) for inputs in (scaled, centred)]
    assert condition == [pytest.approx(569, abs=0.5), pytest.approx(1.36, abs=0.005)]


# Chapter 3: batching


def batch_gradients(size, replace, epochs=1000, n=20):
    """Gradients of minibatches `(epochs, d)`, one an epoch, and those of the n single examples."""
    X, y = regression(n, 2, noise=1.0, rng=0)
    model, w, rng = LinearRegression(2), np.array([0.3, -0.2, 0.1]), np.random.default_rng(1)
    rows = [next(batches(n, size, rng, replace)) for _ in range(epochs)]
    drawn = np.array([model.loss_and_grad(w, X[r], y[r])[1] for r in rows])
    return drawn, gradients_of_examples(model, w, X, y)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_minibatch_gradient_is_unbiased_with_variance_over_B(size):
    """Over all batches: mean g; variance σ²/B with replacement, (σ²/B)(N − B)/(N − 1) without it."""
    n, model, w = 5, LinearRegression(2), np.random.default_rng(1).standard_normal(3)
    X, y = regression(n, 2, noise=1.0, rng=0)
    single = gradients_of_examples(model, w, X, y)
    for rows_of_all, correction in (
        (np.ndindex((n,) * size), 1),
        (combinations(range(n), size), (n - size) / (n - 1)),
    ):
        drawn = np.array([model.loss_and_grad(w, X[list(rows)], y[list(rows)])[1] for rows in rows_of_all])
        assert drawn.mean(axis=0) == pytest.approx(single.mean(axis=0))
        assert drawn.var(axis=0) == pytest.approx(single.var(axis=0) / size * correction)


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("size", [1, 5, 15])
def test_batches_are_drawn_as_the_theory_has_them(size, replace):
    """The gradients of minibatches from `batches` have the mean and the variance of the theorem."""
    epochs, n = 4000, 20
    drawn, single = batch_gradients(size, replace, epochs, n)
    variance = single.var(axis=0) / size * (1 if replace else (n - size) / (n - 1))
    assert np.all(abs(drawn.mean(axis=0) - single.mean(axis=0)) < 5 * np.sqrt(variance / epochs))
    # Not normal, and for B = 1 of few values: √((kurtosis − 1)/epochs) ≈ 3 %, five of them.
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.15)


def test_without_replacement_the_full_batch_has_no_noise():
    """With B = N each batch is all of the data, and its gradient is the full one."""
    drawn, single = batch_gradients(20, replace=False, epochs=10)
    assert drawn == pytest.approx(np.broadcast_to(single.mean(axis=0), drawn.shape))


def test_an_epoch_with_replacement_touches_63_percent():
    """1 − (1 − 1/N)^N → 1 − 1/e."""
    n, rng = 1000, np.random.default_rng(0)
    touched = [
        len(np.unique(np.concatenate(list(batches(n, 100, rng, replace=True))))) / n for _ in range(200)
    ]
    # One epoch has a standard error of about 1 %, the mean of 200 of 0.07 %.
    assert np.mean(touched) == pytest.approx(1 - (1 - 1 / n) ** n, abs=0.0035)
    assert np.mean(touched) == pytest.approx(1 - np.exp(-1), abs=0.005)


@pytest.mark.parametrize("lr", [0.05, 0.3, 0.8])
def test_noise_floor(lr):
    """f = ½λw², gradient noise σ²/B, constant η: Var(w) = ησ² / (Bλ(2 − ηλ))."""
    curvature, noise, batch_size = 2.0, 1.5, 4
    floor = lr * noise**2 / (batch_size * curvature * (2 - lr * curvature))
    w = stationary(GradientDescent(), lr, curvature, noise, batch_size)
    assert w.var() == pytest.approx(floor, rel=FIVE_STANDARD_ERRORS)


@pytest.mark.parametrize("lr", [0.2, 0.4])
def test_averaging_the_iterates_lowers_the_noise_floor(lr):
    """On a bowl the kicks average out: a mean of T iterates has the variance σ²/(λ²T), whatever the rate."""
    rng, curvature, T = np.random.default_rng(0), 2.0, 200

    def noisy_slope(w):
        return curvature * w + rng.standard_normal(w.shape)

    path = descend(noisy_slope, np.zeros((5000, 1)), GradientDescent(), lr)
    w = np.array([w[:, 0].copy() for w in islice(path, 100, 100 + T)])
    assert w.mean(axis=0).var() == pytest.approx(1 / (curvature**2 * T), rel=0.1)
    assert w.mean(axis=0).var() < 0.1 * w[-1].var()


def test_no_noise_floor_where_every_example_can_be_fitted():
    """Without noise in y each example's gradient vanishes at the solution, and so a constant rate arrives."""
    for noise, arrives in ((0.0, True), (0.1, False)):
        X, y = regression(100, 3, noise=noise, rng=0)
        model = LinearRegression(3)
        history = fit(model, X, y, GradientDescent(), 0.1, batch_size=1, epochs=30, rng=0)
        solution = np.linalg.lstsq(with_ones(X), y)[0]
        excess = history.epoch_loss[-1] - model.loss(solution, X, y)
        assert (excess < 1e-20) == arrives


def test_a_mean_loss_keeps_the_rate_and_a_sum_does_not():
    """The gradient of the sum is as many times that of the mean as there are examples: of twice the data it
    is twice as large, and that of the mean stays as it was.
    """
    X, y = regression(20, 2, rng=0)
    model, w = LinearRegression(2), np.ones(3)

    def of_sum(X, y):
        return gradients_of_examples(model, w, X, y).sum(axis=0)

    once, twice = (model.loss_and_grad(w, np.tile(X, (n, 1)), np.tile(y, n))[1] for n in (1, 2))
    assert of_sum(X, y) == pytest.approx(20 * once) and twice == pytest.approx(once)
    assert of_sum(np.tile(X, (2, 1)), np.tile(y, 2)) == pytest.approx(2 * of_sum(X, y))


# Chapter 4: momentum


def test_the_step_matrix_walks_the_path():
    """The instrument of this section against the loop itself."""
    rule, lr, curvature = Momentum(0.8), 0.3, 2.0
    matrix = one_step(rule, lr, curvature)
    path = run(Quadratic([curvature]), [1.0], rule, lr, steps=30).w[:, 0]
    expected = [(np.linalg.matrix_power(matrix, t) @ [1.0, 0.0])[0] for t in range(31)]
    assert path == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_averaged_momentum_is_accumulated_momentum_at_another_rate():
    """Same path at a constant rate with η_accumulate = η_average (1 − β)."""
    beta, lr = 0.9, 0.01
    accumulated = run(Quadratic([1.0, 10.0]), [1.0, 1.0], Momentum(beta), lr * (1 - beta), 200).w
    averaged = run(Quadratic([1.0, 10.0]), [1.0, 1.0], Momentum(beta, "average"), lr, 200).w
    assert averaged == pytest.approx(accumulated, rel=1e-9, abs=1e-12)


def test_momentum_with_the_rate_inside_parts_when_the_rate_changes():
    """v ← βv + ηg follows v ← βv + g until η changes, and then leaves it."""
    drop = step_decay(0.05, every=20, factor=0.1)
    outside, inside = (
        run(Quadratic([1.0, 10.0]), [1.0, 1.0], Momentum(0.9, form), drop, 40).w
        for form in ("accumulate", "rate-inside")
    )
    assert inside[:21] == pytest.approx(outside[:21], rel=1e-9, abs=1e-12)
    assert np.all(np.linalg.norm(inside[21:] - outside[21:], axis=-1) > 1e-3)


@pytest.mark.parametrize("beta", [0.0, 0.3, 0.5, 0.9, 0.99])
def test_momentum_is_stable_below_twice_one_plus_beta(beta):
    """Stable iff 0 < ηλ < 2(1 + β) for 0 ≤ β < 1."""
    limit = stability_limit(Quadratic([3.0]), Momentum(beta))
    assert limit * 3.0 == pytest.approx(2 * (1 + beta))
    for share in np.linspace(0.01, 0.999, 40):
        assert spectral_radius(Momentum(beta), share * limit, 3.0) < 1
    assert spectral_radius(Momentum(beta), limit, 3.0) == pytest.approx(1)
    assert spectral_radius(Momentum(beta), 1.001 * limit, 3.0) > 1


@pytest.mark.parametrize("form", ["accumulate", "average", "rate-inside", "last-update"])
@pytest.mark.parametrize("beta", [0.3, 0.9])
def test_the_limit_holds_for_each_form(form, beta):
    limit = stability_limit(Quadratic([3.0]), Momentum(beta, form))
    trace = run(Quadratic([3.0]), [1.0], Momentum(beta, form), [0.98 * limit, 1.02 * limit], steps=3000)
    assert trace.grad_norm[-1, 0] < 1e-9 and trace.grad_norm[-1, 1] > 1e9


def test_complex_modes_shrink_by_the_root_of_beta():
    """Where ηλ is between (1 − √β)² and (1 + √β)² the roots are complex and of modulus √β, whatever η is."""
    for beta in (0.25, 0.81):
        for product in np.linspace((1 - np.sqrt(beta)) ** 2, (1 + np.sqrt(beta)) ** 2, 12)[1:-1]:
            roots = np.linalg.eigvals(one_step(Momentum(beta), product, 1.0))
            assert np.all(abs(roots.imag) > 0)
            assert abs(roots) == pytest.approx(np.sqrt(beta))


@pytest.mark.parametrize("product", [0.05, 0.3, 0.9, 1.5, 2.5, 3.5])
def test_critical_damping(product):
    """β = (1 − √(ηλ))² is the fastest momentum for its ηλ; less creeps, more rings."""
    critical = (1 - np.sqrt(product)) ** 2
    betas = np.linspace(0, 0.99, 300)  # for ηλ above 2 some of them diverge
    radius = np.array([spectral_radius(Momentum(beta), product, 1.0) for beta in betas])
    assert spectral_radius(Momentum(critical), product, 1.0) <= radius.min() + 1e-6
    creeping, ringing = (
        np.linalg.eigvals(one_step(Momentum(beta), product, 1.0))
        for beta in (0.9 * critical, critical + 0.05)
    )
    assert np.all(creeping.imag == 0) and np.all(abs(ringing.imag) > 0)


@pytest.mark.parametrize("kappa", [4.0, 100.0, 1e4])
def test_best_momentum(kappa):
    """η = (2/(√μ + √L))², β = ((√κ − 1)/(√κ + 1))² give the rate (√κ − 1)/(√κ + 1) on all of [μ, L], and no
    other choice gives less.
    """
    mu, L = 0.5, 0.5 * kappa
    lr, rate = (2 / (np.sqrt(mu) + np.sqrt(L))) ** 2, (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    beta = rate**2

    def worst(lr, beta, curvatures=(mu, L)):
        return max(spectral_radius(Momentum(beta), lr, curvature) for curvature in curvatures)

    # At both ends the root is double; rounding splits it by about the square root of the precision.
    assert worst(lr, beta, np.geomspace(mu, L, 50)) == pytest.approx(rate, abs=1e-6)
    # No choice gives less: of the whole plane, and more closely around the best, what both ends allow.
    everywhere = [(r / L, b) for r in np.linspace(0.1, 3.9, 20) for b in np.linspace(0, 0.98, 15)]
    factors = np.linspace(0.9, 1.1, 7)
    nearby = [(r * lr, 1 - b * (1 - beta)) for r in factors for b in factors]
    assert min(worst(*choice) for choice in everywhere + nearby) > rate - 1e-6


def test_momentum_multiplies_a_constant_gradient():
    """v tends to g/(1 − β), so that steps become 1/(1 − β) times as long: 10 times at β = 0.9."""
    for beta, gain in ((0.0, 1), (0.5, 2), (0.9, 10), (0.98, 50)):
        last_step = steps_of(Momentum(beta), np.ones(2000))[-1]
        assert last_step == pytest.approx(gain) and gain == pytest.approx(1 / (1 - beta))


def test_half_life_of_momentum():
    """What a gradient contributes halves every ln ½ / ln β steps: 6.6 at β = 0.9."""
    left = steps_of(Momentum(0.9), [1.0] + [0.0] * 20)
    half_life = np.interp(np.log(0.5), np.log(left[::-1]), np.arange(20, -1, -1))
    assert half_life == pytest.approx(np.log(0.5) / np.log(0.9))
    assert round(half_life, 1) == 6.6


@pytest.mark.parametrize("kappa", [4.0, 100.0, 1e4])
def test_nesterovs_rate(kappa):
    """β = (√κ − 1)/(√κ + 1), η = 1/L: rate 1 − 1/√κ on quadratics."""
    rule = Nesterov((np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1))
    worst = max(spectral_radius(rule, 1, curvature) for curvature in np.geomspace(1 / kappa, 1, 50))
    assert worst == pytest.approx(1 - 1 / np.sqrt(kappa), abs=1e-6)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_nesterovs_limit(beta):
    """Stable iff 0 < ηλ < 2(1 + β)/(1 + 2β)."""
    limit = stability_limit(Quadratic([3.0]), Nesterov(beta))
    assert limit * 3.0 == pytest.approx(2 * (1 + beta) / (1 + 2 * beta))
    assert round(stability_limit(Quadratic([1.0]), Nesterov(0.9)), 2) == 1.36
    assert (
        spectral_radius(Nesterov(beta), 0.999 * limit, 3.0)
        < 1
        < spectral_radius(Nesterov(beta), 1.001 * limit, 3.0)
    )


def test_heavy_ball_can_cycle_on_a_smooth_strongly_convex_function():
    """Lessard et al. 2016: with f″ from 1 to 25, η = 1/9 and β = 4/9 it never settles; plain descent does.

    The cycle p, q, r solves w₊ = w − ηf′(w) + β(w − w₋) on the pieces in which it lies: a linear system.
    """
    lr, beta = 1 / 9, 4 / 9
    trace = run(LessardCycle(), [3.3], Momentum(beta), lr, steps=500)
    # w₊ − (1 + β − η·25) w + βw₋ is 24η on the right piece, 0 on the left.
    forward, here, back = np.roll(np.eye(3), 1, axis=1), np.eye(3), np.roll(np.eye(3), -1, axis=1)
    cycle = np.linalg.solve(forward - (1 + beta - 25 * lr) * here + beta * back, [0.0, 24 * lr, 0.0])
    assert cycle[0] < 1 and cycle[1] > 2 and cycle[2] < 1
    assert sorted(trace.w[-3:, 0]) == pytest.approx(sorted(cycle), rel=1e-9)
    assert sorted(cycle.round(3)) == [-1.802, 0.647, 2.116]
    plain = run(LessardCycle(), [3.3], GradientDescent(), 2 / 26, steps=500)
    assert abs(plain.w[-1, 0]) < 1e-12


@pytest.mark.parametrize("kappa, ratio", [(10, 1.72), (100, 1.90), (1000, 1.97), (10_000, 1.99)])
def test_nesterov_needs_twice_the_steps_of_the_best_heavy_ball(kappa, ratio):
    """With the standard tuning of both the ratio of their steps a digit tends to 2."""
    rule, lr = best_heavy_ball(1, kappa)
    heavy = steps_for_a_digit(worst_factor(rule, lr, kappa))
    nesterov = steps_for_a_digit(worst_factor(Nesterov(np.sqrt(rule.beta)), 1 / kappa, kappa))
    assert nesterov / heavy == pytest.approx(ratio, abs=0.01)


def test_nesterov_at_its_best_on_quadratics():
    """η = 4/(3L + μ), β = (√(3κ+1) − 2)/(√(3κ+1) + 2): 1 − 2/√(3κ+1), 18.8 steps a digit at κ = 100."""
    kappa = 100
    root = np.sqrt(3 * kappa + 1)
    best = worst_factor(Nesterov((root - 2) / (root + 2)), 4 / (3 * kappa + 1), kappa)
    assert best == pytest.approx(1 - 2 / root, rel=1e-6)
    assert round(steps_for_a_digit(best), 1) == 18.8
    # No other choice of rate and momentum does better: of a grid, what its extreme curvatures allow.
    for lr in np.linspace(0.2, 1.8, 33) * 4 / (3 * kappa + 1):
        for beta in np.linspace(0.5, 0.98, 25):
            ends = [spectral_radius(Nesterov(beta), lr, curvature) for curvature in (1, kappa)]
            assert max(ends) > best - 1e-9


def test_a_rate_at_which_only_nesterov_diverges():
    """At η = 1.4/L and β = 0.9, between 1.36/L, where Nesterov's rule ends, and 2/L and 3.8/L."""
    bowl = Quadratic([1.0])
    limits = [stability_limit(bowl, rule) for rule in (Nesterov(0.9), GradientDescent(), Momentum(0.9))]
    assert [round(limit, 2) for limit in limits] == [1.36, 2.0, 3.8]
    ends = [
        run(bowl, [1.0], rule, 1.4, steps=300).loss[-1]
        for rule in (Nesterov(0.9), GradientDescent(), Momentum(0.9))
    ]
    assert ends[0] > 1e20 and max(ends[1:]) < 1e-12


def test_the_condition_number_of_a_chain_grows_like_the_square_of_its_length():
    """Of n links with a fixed far end: κ ≈ (2(n + 1)/π)², so that √κ is below n from two links on."""
    for links in (2, 5, 40, 300):
        pulls = 2 * np.eye(links) - np.eye(links, k=1) - np.eye(links, k=-1)
        kappa = np.linalg.cond(pulls)
        assert np.sqrt(kappa) < links
        assert kappa == pytest.approx((2 * (links + 1) / np.pi) ** 2, rel=0.5 / links + 1e-3)


def crossings(start, rates):
    """How many pairs of a rate and a momentum end beyond the bump of the double well, from `start`."""
    lr, beta = np.meshgrid(rates, np.linspace(0, 0.99, 60))
    ends = run(DoubleWell(), np.full(lr.shape + (1,), start), Momentum(beta), lr, steps=300).w[-1]
    return np.count_nonzero(ends < 0)


def test_long_steps_carry_the_ball_over_a_bump_that_is_too_high_for_it():
    """Below √2 the ball lacks the height; with short steps it stays, with long ones down to about 1.2 not."""
    short, all_rates = np.linspace(0, 0.1, 41), np.linspace(0, 1, 81)
    assert crossings(1.5, short) > 0 and crossings(1.4, short) == 0
    counts = [crossings(start, all_rates) for start in (1.41, 1.38, 1.35, 1.3, 1.25, 1.2)]
    assert counts == sorted(counts, reverse=True) and counts[1] > 0.7 * counts[0]
    assert counts[-2] > 0 and counts[-1] == 0


def test_what_momentum_of_0_9_saves_where_it_is_best():
    """At κ = 1400 a digit costs gradient descent 1612 steps and the heavy ball with β = 0.9 only 43."""
    kappa = 1400
    rule, lr = best_heavy_ball(1, kappa)
    assert rule.beta == pytest.approx(0.9, abs=0.002)
    heavy = worst_factor(rule, lr, kappa)
    plain = worst_factor(Momentum(0.0), 2 / (1 + kappa), kappa)
    assert (round(steps_for_a_digit(plain)), round(steps_for_a_digit(heavy))) == (1612, 43)


@pytest.mark.parametrize("lr, beta", [(0.05, 0.5), (0.05, 0.9), (0.5, 0.8)])
def test_noise_floor_of_momentum(lr, beta):
    """Var(w) = ησ²(1 + β) / (λ(1 − β)(2(1 + β) − ηλ))."""
    curvature, noise = 2.0, 1.5
    floor = lr * noise**2 * (1 + beta) / (curvature * (1 - beta) * (2 * (1 + beta) - lr * curvature))
    w = stationary(Momentum(beta), lr, curvature, noise, batch_size=1)
    assert w.var() == pytest.approx(floor, rel=FIVE_STANDARD_ERRORS)


def test_momentum_does_not_remove_noise():
    """At equal η/(1 − β) and small steps the floor with momentum is that without."""
    lr, beta = 0.02, 0.8
    plain, momentum = stationary(GradientDescent(), lr), stationary(Momentum(beta), lr * (1 - beta))
    assert momentum.var() / plain.var() == pytest.approx(1, rel=np.sqrt(2) * FIVE_STANDARD_ERRORS)


# Chapter 5: Adam and its family


def test_adam_takes_steps_of_one_rate_on_a_constant_gradient():
    """With the bias correction the first step is η·sign(g), and so is every one after it, at ε = 0."""
    for g in (-1e-6, -3.0, 0.5, 1e6):
        assert steps_of(Adam(eps=0.0), [g] * 500, lr=0.1) == pytest.approx(0.1 * np.sign(g), rel=1e-12)


def test_the_first_step_of_adam_is_a_sign():
    g = np.array([1e-8, -2.0, 3e5])
    w = np.zeros(3)
    step = Adam(eps=0.0).step(g, Adam().init(w), 1, 0.1, w)
    assert step == pytest.approx(0.1 * np.sign(g), rel=1e-12)


def test_adam_minds_the_units_of_a_parameter():
    """On y = 3x at η = 0.05: 2.15 after 50 steps; a unit of 1/100 starts at 5; one of 100 gets to 0.1."""

    def slopes(unit):
        """The slope in the usual unit at each step, when x is measured in another unit."""
        return run(Quadratic([1 / unit**2], centre=3 * unit), [0.0], Adam(), 0.05, steps=200).w[:, 0] / unit

    usual, small, large = slopes(1.0), slopes(0.01), slopes(100.0)
    assert usual[50] == pytest.approx(2.15, abs=0.005) and usual[200] == pytest.approx(3, abs=0.01)
    assert small[1] == pytest.approx(5.0, rel=1e-6)
    assert large[200] == pytest.approx(0.1, abs=0.005) and large.max() < 0.1
    # A rate changed like the unit gives the same slopes.
    matched = run(Quadratic([1e4], centre=0.03), [0.0], Adam(eps=0.0), 0.0005, steps=200).w[:, 0] / 0.01
    assert matched == pytest.approx(run(Quadratic([1.0], 3.0), [0.0], Adam(eps=0.0), 0.05, 200).w[:, 0])


def test_adam_ignores_the_scale_of_the_loss():
    """At ε = 0 the path on c·f is the path on f, to the last bit if c is a power of 4."""
    adam, w0 = Adam(eps=0.0), [2.0, -1.0]
    assert np.array_equal(
        run(Quadratic([1.0, 10.0]), w0, adam, 0.1, 100).w, run(Quadratic([64.0, 640.0]), w0, adam, 0.1, 100).w
    )


def test_adam_minds_a_rotation_and_plain_descent_does_not():
    """Turn function and start alike: descent walks the turned path, Adam another."""
    angle = 0.6
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    plain, turned, w0 = Quadratic([1.0, 10.0]), Quadratic([1.0, 10.0], rotation=angle), np.array([2.0, -1.0])

    def parted(rule):
        path, turned_path = run(plain, w0, rule, 0.05, 50).w, run(turned, turn @ w0, rule, 0.05, 50).w
        return abs(path @ turn.T - turned_path).max()

    assert parted(GradientDescent()) < 1e-12 and parted(Momentum()) < 1e-12
    assert parted(Adam()) > 0.1


def test_without_bias_correction_early_steps_are_larger():
    """Constant gradient: step t is η(1 − β₁^t)/√(1 − β₂^t): 3.16η first, 6.57η at most, at t = 12."""
    steps = steps_of(Adam(eps=0.0, bias_correction=False), [1.0] * 100)
    t = np.arange(1, 101)
    assert steps == pytest.approx((1 - 0.9**t) / np.sqrt(1 - 0.999**t), rel=1e-12)
    assert (round(steps[0], 2), round(steps.max(), 2), t[steps.argmax()]) == (3.16, 6.57, 12)
    assert np.all(steps > steps_of(Adam(eps=0.0), [1.0] * 100))


def test_largest_step_of_adam():
    """After a long silence one gradient moves it by η(1 − β₁)/√(1 − β₂) = 3.2 η, whatever its size."""
    for g in (1e-3, 1.0, 1e3):
        last = steps_of(Adam(eps=1e-12), [0.0] * 20_000 + [g])[-1]
        assert last == pytest.approx((1 - 0.9) / np.sqrt(1 - 0.999), rel=1e-6)
        assert last == pytest.approx(3.2, abs=0.05)


def test_adam_without_memory_is_sign_descent():
    """β₁ = β₂ = 0 (Balles & Hennig 2018)."""
    gradients = np.random.default_rng(0).standard_normal(50)
    assert steps_of(Adam(0.0, 0.0, eps=0.0), gradients) == pytest.approx(np.sign(gradients), rel=1e-12)


@pytest.mark.parametrize("bias_correction", [True, False])
def test_adam_can_end_at_the_worst_point_and_amsgrad_at_the_best(bias_correction):
    """Reddi et al. 2018: w in [−1, 1], g = 3 if t mod 3 = 1 else −1, β₁ = 0, β₂ = 1/10, η_t = 0.1/√t.

    The mean gradient is positive, so −1 is best; Adam ends at +1.
    """

    def ends_at(rule):
        w = np.zeros(1)
        state = rule.init(w)
        for t in range(1, 30_001):
            g = np.array([3.0 if t % 3 == 1 else -1.0])
            w -= rule.step(g, state, t, 0.1 / np.sqrt(t), w)
            np.clip(w, -1, 1, out=w)
        return w[0]

    # To within one step: every third gradient pulls the other way.
    assert ends_at(Adam(0.0, 0.1, bias_correction=bias_correction)) == pytest.approx(1, abs=0.01)
    assert ends_at(AMSGrad(0.0, 0.1, bias_correction=bias_correction)) == pytest.approx(-1, abs=0.01)


class Penalised(Quadratic):
    """½ Σ λᵢ(wᵢ − cᵢ)² + ½ decay ‖w‖²."""

    def __init__(self, decay, *arguments):
        super().__init__(*arguments)
        self.decay = decay

    def grad(self, w):
        return super().grad(w) + self.decay * w


def test_weight_decay_is_an_l2_penalty_for_plain_descent():
    """w ← (1 − ηd)w − ηg is descent on f + ½d‖w‖²."""
    lr, decay, plain = 0.05, 0.3, Quadratic([1.0, 10.0], 2.0)
    decayed = np.array([1.0, -1.0])
    penalised = run(Penalised(decay, [1.0, 10.0], 2.0), decayed, GradientDescent(), lr, 50).w[-1]
    for _ in range(50):
        decayed = (1 - lr * decay) * decayed - lr * plain.grad(decayed)
    assert penalised == pytest.approx(decayed)


def test_weight_decay_is_no_l2_penalty_for_adam():
    """Adam divides the penalty by the gradient's size too; AdamW does not (Loshchilov & Hutter 2019)."""
    lr, decay, bowl, w0 = 0.05, 0.3, ([1.0, 10.0], 2.0), np.array([1.0, -1.0])

    def decayed(rule):
        w, state = w0.copy(), rule.init(w0)
        for t in range(1, 51):
            w = (1 - lr * decay) * w - rule.step(Quadratic(*bowl).grad(w), state, t, lr, w)
        return w

    def penalised(rule):
        return run(Penalised(decay, *bowl), w0, rule, lr, 50).w[-1]

    assert decayed(GradientDescent()) == pytest.approx(penalised(GradientDescent()))
    assert decayed(Adam()) == pytest.approx(run(Quadratic(*bowl), w0, AdamW(decay=decay), lr, 50).w[-1])
    assert np.linalg.norm(decayed(Adam()) - penalised(Adam())) > 0.05


def test_adamw_decays_by_rate_times_decay_where_there_is_no_gradient():
    """g = 0: w_t = (1 − ηd)^t w_0."""
    w = run(Quadratic([0.0]), [2.0], AdamW(decay=0.1), 0.5, steps=30).w[:, 0]
    assert w == pytest.approx(2.0 * (1 - 0.5 * 0.1) ** np.arange(31))


def test_epsilon_is_outside_the_root_and_after_the_correction():
    """So a first gradient of size ε moves w by η/2: g / (√g² + ε)."""
    for eps in (1e-8, 1e-3):
        assert steps_of(Adam(eps=eps), [eps]) == pytest.approx(1 / 2, rel=1e-9)


def test_adam_keeps_two_arrays_for_each_parameter():
    state = Adam().init(np.zeros(7))
    assert [part.shape for part in state.values()] == [(7,), (7,)]


# Chapter 6: schedules


def test_one_over_t_meets_robbins_and_monro_and_exponential_decay_does_not():
    """Ση_t = ∞ and Ση_t² < ∞: Σ1/t grows by ln 10 a decade, the sum of η·γ^(t−1) ends at η/(1 − γ). With
    noise the one arrives from wherever it starts, and the other stops short.
    """
    t = np.arange(1, 10**6 + 1)
    total = np.cumsum(1 / t)
    assert np.diff(total[[10**3 - 1, 10**4 - 1, 10**5 - 1, 10**6 - 1]]) == pytest.approx(np.log(10), rel=1e-3)
    assert np.sum(1 / t**2) == pytest.approx(np.pi**2 / 6, rel=1e-5)
    for lr, factor in ((0.1, 0.99), (0.3, 0.9)):
        assert exponential(lr, factor)(t).sum() == pytest.approx(lr / (1 - factor))
        near, far = (noise_variance(exponential(lr, factor), start=start) for start in (1e6, 1e12))
        assert 0 < near[-1] < far[-1] == pytest.approx(far[9999])
    for start in (1e6, 1e12):
        assert noise_variance(lambda t: 1 / t, start=start)[-1] == pytest.approx(1 / 100_000, rel=0.01)


def test_exponential_decay_can_stop_before_it_arrives():
    """On ½w² what is left is w_0 Π(1 − η_t), which stays above 0 if Ση_t is finite."""
    bowl, t = Quadratic([1.0]), np.arange(1, 5001)
    early = run(bowl, [100.0], GradientDescent(), exponential(0.1, 0.95), 5000).w[-1, 0]
    assert early == pytest.approx(100 * np.prod(1 - exponential(0.1, 0.95)(t))) and early > 10
    assert abs(run(bowl, [100.0], GradientDescent(), inverse_time(0.1, 0.001), 5000).w[-1, 0]) < 1e-6


def test_a_decaying_rate_lowers_the_noise_floor():
    """Constant η leaves ησ²/(λ(2 − ηλ)); with a rate that falls like 1/t it goes on falling like 1/t.

    A schedule that stops short would keep most of a start far away.
    """
    floor = stationary(GradientDescent(), 0.3).var()
    falling = inverse_time(0.3, decay=0.3)
    assert stationary(GradientDescent(), falling).var() < 0.1 * floor
    for curvature in (1.0, 2.0):
        # With η_t ≈ a/t, a = 1, E w² ≈ a²/((2aλ − 1) t) for noise of variance 1, whatever the start was.
        steps = 20_000
        left = noise_variance(falling, curvature, start=25.0, steps=steps)[-1]
        assert left * steps == pytest.approx(1 / (2 * curvature - 1), rel=0.05)


def test_a_schedule_is_a_pure_function_of_t():
    """A step always gets the same rate: after other steps, in a run or out of it, alone or in an array."""
    schedules = [
        constant(0.1),
        step_decay(0.1, 30),
        exponential(0.1, 0.99),
        inverse_time(0.1, 0.1),
        polynomial(0.1, 100),
        cosine(0.1, 100),
        linear_warmup(10, then=cosine(0.1, 100)),
        hold(10, then=cosine(0.1, 100)),
        one_cycle(0.1, 100),
        warmup_stable_decay(0.1, 10, 40, 50),
    ]
    for schedule in schedules:
        before = [schedule(t) for t in range(1, 151)]
        assert np.array_equal(run(Quadratic([1.0]), [5.0], Momentum(0.9), schedule, 150).lr, before)
        assert [schedule(t) for t in range(150, 0, -1)] == before[::-1]
        assert np.allclose(schedule(np.arange(1, 151)), before, rtol=1e-12)


# Where teaching material errs


def test_the_full_batch_converges_and_a_small_batch_does_not_cure_instability():
    """Above 2/L every batch size diverges; below it the full batch falls at each step, and lowest of all."""
    X, y = regression(200, 3, noise=0.5, rng=0)
    limit = 2 / np.linalg.eigvalsh(with_ones(X).T @ with_ones(X) / 200)[-1]
    full = fit(LinearRegression(3), X, y, GradientDescent(), 0.9 * limit, 200, 100, rng=0)
    assert np.all(np.diff(full.loss) <= 1e-12)
    for size in (10, 50, 100):  # at a rate that suits them all, after as many steps
        final = [
            fit(LinearRegression(3), X, y, GradientDescent(), 0.1 * limit, b, 6 * b // 10, rng=0).epoch_loss[
                -1
            ]
            for b in (size, 200)
        ]
        assert final[1] < final[0]
    for size in (10, 50, 200):
        assert fit(LinearRegression(3), X, y, GradientDescent(), 1.2 * limit, size, 100, rng=0).loss[-1] > 1e3
