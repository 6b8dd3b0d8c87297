"""What chapter 2 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

What may be chosen freely, such as how long a walk is watched, stands above the tests.
"""

import math

import numpy as np
import pytest

from gdcore import (
    MLP,
    DoubleWell,
    LinearRegression,
    Quadratic,
    check_gradient,
    convergence_rate,
    descend,
    digits,
    fit,
    regression,
    run,
    stability_limit,
)

from .simulation import DESCENT, hessian, last, with_ones

STEPS, MANY_STEPS, LONG = 20, 400, 4000
ROUNDING = 1e-12
SEEDS = range(10)
CURVATURES = (0.5, 1.0, 6.0)
KAPPAS = (100.0, 1000.0)
SMALL_PRODUCTS = (0.0001, 0.001, 0.01)
SHARES_OF_THE_LIMIT = np.linspace(0.05, 1.3, 30)
FINE_RATES = np.linspace(0.001, 0.06, 100_001)
# Full-batch runs in the double well from many starts and at many rates, most of which never settle.
STARTS_IN_THE_WELL, RATES_IN_THE_WELL = np.meshgrid(np.linspace(-1.3, 1.3, 53), np.linspace(0.9, 1.9, 41))
GRADIENTS = np.random.default_rng(0).standard_normal((50, 3))


def chebyshev_rates(mu, L, steps):
    """The rates of so many steps that leave least of the error on the worst axis, the small ones first."""
    zeros = np.cos(np.pi * (np.arange(steps) + 0.5) / steps)
    return 1 / ((L + mu) / 2 + (L - mu) / 2 * zeros)


FORTY_RATES = chebyshev_rates(1.0, 100.0, 40)


def on_many_axes(rates):
    """All errors of a walk with these rates on axes of curvatures 1 to 100, from an error of 1 on each."""
    bowl = Quadratic(np.linspace(1.0, 100.0, 501))
    return np.abs(run(bowl, np.ones(501), DESCENT, lambda t: rates[t - 1], len(rates)).w)


def share_found(rates, good):
    """In how many cases one of the rates, from 0 to 1, is in the good part, wherever that lies."""
    places = (np.arange(3000) + 0.5) / 3000
    return np.any((np.reshape(rates, (-1, 1)) - places) % 1 < good, axis=0).mean()


def evenly_spaced(count):
    return (np.arange(count) + 0.5) / count


def train_on_300_digits(lr, batch_size, seed):
    """The losses of 95 steps, as in the chapter."""
    X, y, *_ = digits()
    epochs = round(95 / math.ceil(300 / batch_size))
    return fit(MLP([64, 32, 32, 10]), X[:300], y[:300], DESCENT, lr, batch_size, epochs, rng=seed).loss


def clipped(g, longest):
    """The gradient, shortened to this length if it is longer."""
    norm = np.linalg.norm(g)
    return g if norm <= longest else g * (longest / norm)


def goes_up(losses):
    return np.mean(np.diff(losses) > 0)


# One parabola


def test_a_walk_by_hand_at_a_rate_of_1_5():
    """From 6 towards 2 with λ = 1 and η = 1.5 the factor is −0.5: errors 4, −2, 1, −0.5, 0.25; w is 6, 0, 3,
    1.5, 2.25.
    """
    w = run(Quadratic([1.0], 2.0), [6.0], DESCENT, 1.5, 4).w[:, 0]
    assert w.tolist() == [6, 0, 3, 1.5, 2.25]
    assert (w - 2).tolist() == [4, -2, 1, -0.5, 0.25]


def test_walks_by_hand_at_the_limit_and_above_it():
    """The errors are 4, −4, 4, −4 at η = 2 and 4, −8, 16, −32 at η = 3."""
    at, above = run(Quadratic([1.0], 2.0), [6.0], DESCENT, [2.0, 3.0], 3).w[..., 0].T - 2
    assert at.tolist() == [4, -4, 4, -4] and above.tolist() == [4, -8, 16, -32]


@pytest.mark.parametrize("curvature", CURVATURES)
def test_every_step_overshoots_from_half_of_the_limit_on(curvature):
    """Below η = 1/λ no step jumps across the minimum, and above it every step does."""
    for product, jumps in ((0.999, False), (1.001, True), (2.5, True)):
        w = run(Quadratic([curvature]), np.ones(1), DESCENT, product / curvature, STEPS).w[:, 0]
        assert np.all((w[1:] * w[:-1] < 0) == jumps)


@pytest.mark.parametrize("curvature", CURVATURES)
def test_overshooting_is_not_failing(curvature):
    """At ηλ = 1.1 each step divides the error by 10, on alternate sides."""
    w = run(Quadratic([curvature]), np.ones(1), DESCENT, 1.1 / curvature, STEPS).w[:, 0]
    assert w[1:] / w[:-1] == pytest.approx(-1 / 10)


def test_each_step_multiplies_the_loss_by_the_square_of_the_factor():
    """(1 − 1.8)² = 0.64."""
    loss = run(Quadratic([1.0]), np.ones(1), DESCENT, 1.8, STEPS).loss
    assert loss[1:] / loss[:-1] == pytest.approx(0.64)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_loss_of_a_quadratic_never_swings(seed):
    """It falls at every step below 2/L; above, it may fall for a while, and once it rises it rises on."""
    rng = np.random.default_rng(seed)
    bowl = Quadratic(rng.uniform(0.1, 4.0, 5))
    lrs = SHARES_OF_THE_LIMIT * 2 / bowl.L
    loss = run(bowl, rng.standard_normal(bowl.dim), DESCENT, lrs, MANY_STEPS).loss
    falls = loss[1:] < loss[:-1]
    assert np.all(falls[:60, SHARES_OF_THE_LIMIT < 1]) and not np.any(falls[-1, SHARES_OF_THE_LIMIT > 1])
    assert np.all(falls[:-1] >= falls[1:])


def test_full_batch_swings_need_a_changing_curvature():
    """A step that goes up has met a curvature above 2/η on its way, and 2 is the best such number."""
    trace = run(DoubleWell(), STARTS_IN_THE_WELL[..., np.newaxis], DESCENT, RATES_IN_THE_WELL, MANY_STEPS)
    goes_up = np.diff(trace.loss, axis=0) > ROUNDING
    w = abs(trace.w[..., 0])
    largest_curvature = 3 * np.maximum(w[1:], w[:-1]) ** 2 - 1  # it grows with |w|
    products = (RATES_IN_THE_WELL * largest_curvature)[goes_up]
    assert products.min() > 2 and products.min() == pytest.approx(2, abs=0.06)


# Too small


def test_steps_to_a_hundredth():
    """About ln 100/(ηλ) = 4.6/(ηλ), the better the smaller ηλ is."""
    assert math.log(100) == pytest.approx(4.6, abs=0.01)
    for product in SMALL_PRODUCTS:
        steps = math.log(0.01) / math.log(1 - product)
        assert steps * product == pytest.approx(4.6, abs=0.006 + 3 * product)


def test_steps_to_a_hundredth_at_a_rate_of_0_5():
    """There the rule says 4.6/0.5 = 9.2, where 6.6 are enough."""
    assert 4.6 / 0.5 == pytest.approx(9.2)
    assert math.log(0.01) / math.log(1 - 0.5) == pytest.approx(6.6, abs=0.05)


def test_single_precision_swallows_a_small_step():
    """Near 1, float32 cannot tell 1 from 1 − 2e-8."""
    assert np.float32(1) - np.float32(2e-8) == np.float32(1)


# Many curvatures


def test_the_best_rate_lives_next_to_the_edge():
    """For curvatures 1 and 9: a tenth more than the best rate hardly converges and a ninth more is the limit;
    on that side the factor rises nine times as steeply as on the other.
    """
    bowl = Quadratic([1.0, 9.0])
    best = 2 / (bowl.mu + bowl.L)
    assert stability_limit(bowl, DESCENT) / best == pytest.approx(1 + 1 / 9)
    rates = best * np.array([0.9, 1.0, 1.1])
    factors = convergence_rate(run(bowl, np.ones(2), DESCENT, rates, MANY_STEPS))
    assert factors == pytest.approx([0.82, 0.80, 0.98])


@pytest.mark.parametrize("kappa", KAPPAS)
def test_a_digit_costs_1_15_kappa_steps(kappa):
    """At the best rate, for large κ: ln 10 / 2 = 1.15 times κ."""
    trace = run(Quadratic([1.0, kappa]), np.ones(2), DESCENT, 2 / (1 + kappa), 4 * int(kappa))
    assert -math.log(10) / math.log(convergence_rate(trace)) / kappa == pytest.approx(1.15, abs=0.005)


def test_only_the_extreme_axes_are_left():
    """The three axes in the middle make up less than a tenth of the loss from step 19 on, and less than a
    hundredth from step 48 on.
    """
    curvatures = np.array([1.0, 3.0, 10.0, 30.0, 100.0])
    w = run(Quadratic(curvatures), 1 / np.sqrt(curvatures), DESCENT, 2 / 101, MANY_STEPS).w
    parts = curvatures * w**2
    assert parts[0] == pytest.approx(np.ones(5)) and parts[:, 0] == pytest.approx(parts[:, 4])
    middle = parts[:, 1:4].sum(axis=1) / parts.sum(axis=1)
    assert np.all(middle[1:] <= middle[:-1])
    assert [np.argmax(middle < share) for share in (1 / 10, 1 / 100)] == [19, 48]


def test_early_stopping_learns_the_steep_axes():
    """From zero, 50 steps of 0.1 cover the share 1 − (1 − ηλ)^t of the way: 99.5 % where the curvature is 1,
    and 4.9 % where it is 0.01.
    """
    centre = np.array([2.0, -3.0])
    w = run(Quadratic([1.0, 0.01], centre), np.zeros(2), DESCENT, 0.1, 50).w[-1]
    assert w / centre == pytest.approx([0.995, 0.049], abs=5e-4)


def test_forty_varied_rates_beat_the_best_fixed_one():
    """κ = 100: 40 steps at 2/(μ + L) leave 45 % of the error at both ends, and Chebyshev's rates at most
    0.065 % on any axis.
    """
    fixed = on_many_axes(np.full(40, 2 / 101))[-1]
    assert fixed[[0, -1]] == pytest.approx(0.45, abs=0.005)
    assert on_many_axes(chebyshev_rates(1.0, 100.0, 40))[-1].max() == pytest.approx(0.00065, abs=5e-6)


@pytest.mark.parametrize("kappa", KAPPAS)
def test_with_varied_rates_a_digit_costs_the_root_of_kappa(kappa):
    """1.15 √κ steps a digit in a long run, on the flattest axis, which is one of the worst; fixed 1.15 κ."""
    steps = 10 * round(math.sqrt(kappa))
    digits_lost = [
        -math.log10(abs(np.prod(1 - chebyshev_rates(1.0, kappa, count)))) for count in (steps, 2 * steps)
    ]
    per_digit = steps / (digits_lost[1] - digits_lost[0])
    assert per_digit / math.sqrt(kappa) == pytest.approx(1.15, abs=0.005)
    assert math.log(10) / -math.log((kappa - 1) / (kappa + 1)) / kappa == pytest.approx(1.15, abs=0.005)


def test_half_of_the_varied_rates_are_above_the_limit():
    """The last 20 of 40, of which the largest is 48 times 2/L."""
    in_limits = chebyshev_rates(1.0, 100.0, 40) / (2 / 100)
    assert np.array_equal(in_limits > 1, np.arange(40) >= 20)
    assert in_limits.max() == pytest.approx(48, abs=0.5)


def test_the_order_of_the_varied_rates_matters():
    """Small ones first, no error ever exceeds its start; large ones first, it grows by more than 10^16, and
    both end alike.
    """
    forwards, backwards = on_many_axes(FORTY_RATES), on_many_axes(FORTY_RATES[::-1])
    assert forwards.max() == 1 and backwards.max() > 1e16
    assert backwards[-1].max() == pytest.approx(forwards[-1].max())


# The double well


def test_curvature_of_the_double_well():
    """2 at the minima, negative on the ridge, larger outside: at the minima the limit is 1."""
    grad = DoubleWell().grad
    for w, curvature in ((1.0, 2.0), (-1.0, 2.0), (0.0, -1.0), (2.0, 11.0)):
        assert hessian(grad, [w])[0, 0] == pytest.approx(curvature, abs=1e-6)
    settled, moving = run(DoubleWell(), [1.001], DESCENT, [0.99, 1.01], LONG).grad_norm[-1]
    assert settled < ROUNDING and moving == pytest.approx(0.1, abs=0.07)


def test_cycles_of_the_double_well():
    """A cycle of two at 1.15, of four at 1.26, and at 1.6 wandering without a period, across both wells."""
    paths = run(DoubleWell(), [0.5], DESCENT, [0.9, 1.15, 1.26, 1.6], LONG).w[-400:, :, 0].T

    def period(path):
        repeats = (np.all(abs(path[p:] - path[:-p]) < ROUNDING) for p in range(1, STEPS))
        return next((p for p, repeated in enumerate(repeats, start=1) if repeated), None)

    assert [period(path) for path in paths] == [1, 2, 4, None]
    assert [np.ptp(np.sign(path)) for path in paths] == [0, 0, 0, 2]


def test_the_border_of_the_double_well():
    """From beyond |w| = √(1 + 2/η) every jump is longer than the last, and from within it, for η ≤ 2, none
    leaves.
    """

    def distances(shares, lrs):
        """From 0, as shares of the border: of walks that start at these shares of it."""
        border = np.sqrt(1 + 2 / lrs)
        starts = (shares * border)[..., np.newaxis]
        return abs(run(DoubleWell(), starts, DESCENT, lrs, MANY_STEPS).w[..., 0]) / border

    lrs, within = np.linspace(0.1, 2.0, 20), np.linspace(-0.9999, 0.9999, 101)[:, np.newaxis]
    assert distances(within, lrs).max() == pytest.approx(1, abs=1e-6)  # at 2 it comes close
    assert np.isinf(np.nanmax(distances(within, np.array([2.01]))))
    beyond = distances(1.0001, lrs)
    assert np.all(beyond[1:5] > beyond[:4]) and not np.any(np.isfinite(beyond[-1]))


# Networks


def test_nine_random_points_find_a_good_rate_twice_as_often_as_a_grid():
    """A tenth of the range is good: three rates find it in 30 % of cases, nine at random in 61 %."""
    assert share_found(evenly_spaced(3), good=0.1) == pytest.approx(0.30, abs=0.005)
    draws = np.random.default_rng(0).random((1000, 9))
    found = np.mean([share_found(rates, good=0.1) for rates in draws])
    assert found == pytest.approx(0.61, abs=0.01) and 1 - 0.9**9 == pytest.approx(0.61, abs=0.005)


def test_nine_evenly_spaced_rates_find_a_good_one_most_often():
    """A tenth of the range is good: a row of nine rates finds it in 90 % of cases."""
    assert share_found(evenly_spaced(9), good=0.1) == pytest.approx(0.90, abs=0.005)


def test_the_ratio_of_step_and_weights_is_no_law():
    """At 0.5 it is 0.043 in the first layer at first and 0.014 after 200 steps, 43 and 14 times 0.001."""
    X, y, *_ = digits()
    network, rng, lr = MLP([64, 32, 10]), np.random.default_rng(0), 0.5
    w, ratios = network.init(rng), []
    for _ in range(200):
        rows = rng.choice(len(X), 64, replace=False)
        g = network.loss_and_grad(w, X[rows], y[rows])[1]
        layer, its_gradient = network.views(w)["W1"], network.views(g)["W1"]
        ratios.append(lr * np.linalg.norm(its_gradient) / np.linalg.norm(layer))
        w = w - lr * g
    assert (ratios[0], ratios[-1]) == pytest.approx((0.043, 0.014), abs=5e-4)
    assert (ratios[0] / 1e-3, ratios[-1] / 1e-3) == pytest.approx((43, 14), abs=0.5)


@pytest.mark.parametrize("seed", SEEDS[1:6])
def test_three_experiments_tell_noise_from_a_rate_that_is_too_large(seed):
    """The large rate: up in over 1/4 of the steps on the full batch, in none at 1/9 of the rate. Noise: up in
    none on the full batch, in over 2/5 at 1/9 of the rate; four times the batch, half the jumps.
    """
    large, good = 0.9, 0.1
    assert goes_up(train_on_300_digits(large, 300, seed)) > 1 / 4
    assert goes_up(train_on_300_digits(large / 9, 300, seed)) == 0
    assert goes_up(train_on_300_digits(good, 300, seed)) == 0
    assert goes_up(train_on_300_digits(good / 9, 16, seed)) > 2 / 5
    jumps, smaller = (np.diff(train_on_300_digits(good, size, seed)).std() for size in (16, 4 * 16))
    assert smaller / jumps == pytest.approx(1 / 2, abs=0.1)


def test_full_batches_fall_smoothly_and_minibatches_bounce():
    """At the same rate, below the limit: no step on the full batch goes up, and with 10 of 400 examples about
    half of them do in the end.
    """
    X, y = regression(400, 3, noise=1.0, rng=0)
    full, few = (fit(LinearRegression(3), X, y, DESCENT, 0.05, size, 5 * size, rng=0) for size in (400, 10))
    assert np.all(np.diff(full.loss) <= ROUNDING)
    assert goes_up(few.loss[len(few.loss) // 2 :]) == pytest.approx(1 / 2, abs=0.05)


@pytest.mark.parametrize("longest", [0.1, 1.0, 2.0])
def test_clipping_shortens_the_gradient_and_keeps_its_direction(longest):
    """A gradient longer than c gets the length c and keeps its direction; any other is left alone."""
    norms = np.linalg.norm(GRADIENTS, axis=1)
    shortened = np.array([clipped(g, longest) for g in GRADIENTS])
    lengths = np.linalg.norm(shortened, axis=1)
    assert lengths == pytest.approx(np.minimum(norms, longest))
    assert np.vecdot(shortened, GRADIENTS) == pytest.approx(lengths * norms)
    assert np.array_equal(shortened[norms <= longest], GRADIENTS[norms <= longest])


def test_clipping_tames_a_cliff():
    """From 4, beyond the border at η = 0.5, plain descent explodes; clipped at 2 it takes steps of 1 and
    arrives.
    """
    well = DoubleWell()
    assert run(well, [4.0], DESCENT, 0.5, STEPS).diverged_at
    path = descend(lambda w: clipped(well.grad(w), 2), [4.0], DESCENT, 0.5)
    assert [float(w[0]) for _, w in zip(range(3), path)] == [4, 3, 2]
    assert last(path, STEPS) == pytest.approx(1)


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


def test_a_smaller_rate_overfits_as_much_and_later():
    """The validation loss has its minimum, 0.50, at step 168, and with a third of the rate at step 510, while
    the training loss falls at every step.
    """
    X, y, *_ = digits()
    rng = np.random.default_rng(0)
    few, labels = X[:200], y[:200].copy()
    spoilt = rng.random(200) < 0.2
    labels[spoilt] = rng.integers(10, size=spoilt.sum())
    model = MLP([64, 64, 10])
    for lr, step in ((0.3, 168), (0.3 / 3, 510)):
        path = descend(lambda w: model.loss_and_grad(w, few, labels)[1], model.init(0), DESCENT, lr)
        validation = [model.loss(w, X[800:1200], y[800:1200]) for _, w in zip(range(600), path)]
        assert np.argmin(validation) == step
        assert min(validation) == pytest.approx(0.50, abs=0.005)


# Questions and misconceptions


def test_rates_for_3_x_squared():
    """Curvature 6: converges below 1/3, oscillates from 1/6 on."""
    assert stability_limit(Quadratic([6.0]), DESCENT) == pytest.approx(1 / 3)
    w = run(Quadratic([6.0]), np.ones(1), DESCENT, [0.16, 0.17, 0.33, 0.34], LONG).w[..., 0]
    assert (abs(w[-1]) < ROUNDING).tolist() == [True, True, True, False]
    assert (w[1] > 0).tolist() == [True, False, False, False]


def test_ten_times_the_loss_allows_a_tenth_of_the_rate():
    """A loss times 10 has 10 times the gradient: the same path at a tenth of the rate, and a tenth of the
    limit.
    """
    bowl, ten_times = Quadratic([1.0, 5.0]), Quadratic([10.0, 50.0])
    path, same = (run(f, np.ones(2), DESCENT, lr, STEPS).w for f, lr in ((bowl, 0.3), (ten_times, 0.3 / 10)))
    assert same == pytest.approx(path)
    assert stability_limit(ten_times, DESCENT) == pytest.approx(stability_limit(bowl, DESCENT) / 10)


@pytest.mark.parametrize("kappa", KAPPAS)
def test_half_the_edge_costs_twice_the_steps(kappa):
    """Large κ: 1 − 1/κ per step at η = 1/L against about 1 − 2/κ at the best rate."""
    lrs = [1 / kappa, 2 / (1 + kappa)]
    half, best = convergence_rate(run(Quadratic([1.0, kappa]), np.ones(2), DESCENT, lrs, LONG))
    assert (1 - half, 1 - best) == pytest.approx((1 / kappa, 2 / kappa), rel=0.02)
    assert math.log(best) / math.log(half) == pytest.approx(2, rel=0.02)


def test_best_rate_for_2_to_50():
    """Curvatures 2, 10, 50: 2/52 = 0.0385 is best; 0.04 cycles, 0.02 is nearly twice as slow, 0.1 diverges
    with ηλ = 5.
    """

    def factor(lr):
        return np.abs(1 - np.multiply.outer(lr, [2.0, 10.0, 50.0])).max(axis=-1)

    best = FINE_RATES[factor(FINE_RATES).argmin()]
    assert best == pytest.approx(2 / 52, rel=1e-4) and best == pytest.approx(0.0385, abs=5e-5)
    assert factor(0.04) == pytest.approx(1) and 0.1 * 50 == 5 and factor(0.1) == pytest.approx(5 - 1)
    assert np.log(factor(best)) / np.log(factor(0.02)) == pytest.approx(2, abs=0.05)
    assert 1 - 0.02 * 50 == 0


def test_a_squared_error_without_the_half_halves_the_limit():
    """Mean squared error, as in frameworks: twice the gradient of this book's, and half of its limit."""
    X, y = regression(50, 3, rng=0)
    model, start = LinearRegression(3), np.ones(4)

    def slope(w):
        return 2 * model.loss_and_grad(w, X, y)[1]

    wrong_by = check_gradient(lambda w: np.mean((model.predict(w, X) - y) ** 2), slope, start)
    assert wrong_by == pytest.approx(0, abs=1e-8)
    limit = 2 / np.linalg.eigvalsh(with_ones(X).T @ with_ones(X) / len(X)).max()
    lrs = limit / 2 * np.array([0.99, 1.01])
    below, above = (np.linalg.norm(slope(last(descend(slope, start, DESCENT, lr), LONG))) for lr in lrs)
    assert below == pytest.approx(0, abs=1e-9) and above > np.linalg.norm(slope(start))
