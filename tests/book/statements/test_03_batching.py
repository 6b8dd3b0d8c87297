"""What chapter 3 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

What can be counted is counted exactly. Simulations use fixed seeds and many runs as the leading axis;
their tolerances are about five standard errors.
"""

import math
from itertools import combinations, islice, product

import numpy as np
import pytest

from gdcore import MLP, Adam, LinearRegression, batches, descend, digits, fit, gradient_noise, regression

from .simulation import DESCENT, gradients_of_examples, last, noise_variance, with_ones

# ---- How wrong is the guess? ----


def test_finite_population_by_hand():
    """N = 5, B = 2: over all ten pairs the variance of the mean is ½ · ¾ = 3/8 of σ²; with replacement ½."""
    g = np.random.default_rng(0).standard_normal(5)
    without = np.var([np.mean(pair) for pair in combinations(g, 2)])
    replaced = np.var([np.mean(pair) for pair in product(g, repeat=2)])
    assert without / g.var() == pytest.approx(3 / 8) and replaced / g.var() == pytest.approx(1 / 2)


def test_a_batch_is_as_good_a_guess_for_a_million_as_for_a_thousand():
    """For B = 100 the correction (N − B)/(N − 1) is 0.90 at N = 1,000 and 0.9999 at N = 1,000,000."""
    correction = {n: (n - 100) / (n - 1) for n in (1000, 1_000_000)}
    assert round(correction[1000], 2) == 0.90 and round(correction[1_000_000], 4) == 0.9999


def test_the_clouds_shrink_with_the_root_of_the_batch():
    """An error ten times smaller costs a hundred times the examples; twice as many divide it by √2."""
    X, y = regression(200, 2, noise=1.0, rng=0)
    model, rng = LinearRegression(2), np.random.default_rng(1)
    single = gradients_of_examples(model, np.zeros(3), X, y)
    spread = {B: single[rng.integers(len(X), size=(20_000, B))].mean(axis=1).std(axis=0) for B in (1, 2, 100)}
    assert spread[1] / spread[100] == pytest.approx(np.full(3, 10), rel=0.04)
    assert spread[1] / spread[2] == pytest.approx(np.full(3, np.sqrt(2)), rel=0.04)


# ---- The noise floor ----


def test_the_floor_follows_rate_over_batch():
    """For small rates the floor is ησ²/(2Bλ): half with half the rate or twice the batch, and half the
    speed.
    """
    floor = noise_variance(0.01)[-1]
    assert floor == pytest.approx(0.01 / 2, rel=0.01)
    assert noise_variance(0.005)[-1] / floor == pytest.approx(1 / 2, rel=0.01)
    assert noise_variance(0.01, noise=np.sqrt(1 / 2))[-1] / floor == pytest.approx(1 / 2)
    assert math.log(1 - 0.005) / math.log(1 - 0.01) == pytest.approx(1 / 2, rel=0.01)


def test_averages_keep_an_error_of_the_order_of_the_rate():
    """On e^w − w, with its minimum at 0, the mean of all positions tends to about −η/4 for noise 1."""
    rng = np.random.default_rng(0)

    def mean_position(lr):
        walk = descend(
            lambda w: np.exp(w) - 1 + rng.standard_normal(w.shape), np.zeros((20_000, 1)), DESCENT, lr
        )
        return np.mean([w.mean() for w in islice(walk, 200, 300)])

    assert mean_position(0.1) == pytest.approx(-0.1 / 4, rel=0.1)
    assert mean_position(0.2) / mean_position(0.1) == pytest.approx(2, rel=0.15)


def test_robbins_and_monro():
    """On a strongly convex f rates with Ση = ∞ and Ση² < ∞ arrive, in mean square and in every walk."""
    rng = np.random.default_rng(0)

    def squares(lr, steps):  # of 500 walks, whose curvature is between 1 and 1.5
        walk = descend(
            lambda w: w + 0.5 * np.tanh(w) + rng.standard_normal(w.shape), np.full((500, 1), 5.0), DESCENT, lr
        )
        return last(walk, steps) ** 2

    for power in (0.7, 1.0):
        early, late = (squares(lambda t: t**-power, steps) for steps in (30, 3000))
        assert late.mean() < early.mean() / 15 and late.max() < 0.1
    # Ση² = ∞ for a constant rate, which hovers; Ση < ∞ for one that falls like 0.9^t, which stops short.
    assert squares(0.1, 3000).mean() > 0.9 * squares(0.1, 300).mean()
    assert np.all(squares(lambda t: 0.1 * 0.9**t, 3000) > 1)


def test_guarantee_of_averaging():
    """f convex, E‖g‖² ≤ G², η = R/(G√T): the mean of T iterates is within RG/√T of the minimum, on |w| for
    example.
    """
    rng, R = np.random.default_rng(0), 3.0
    for noise in (0.0, 1.0, 4.0):
        G = np.sqrt(1 + noise**2)
        for T in (1, 16, 400):
            walk = descend(
                lambda w: np.sign(w) + noise * rng.standard_normal(w.shape),
                np.full((2000, 1), R),
                DESCENT,
                R / (G * np.sqrt(T)),
            )
            mean = np.mean([w.copy() for w in islice(walk, T)], axis=0)
            assert abs(mean).mean() <= R * G / np.sqrt(T)
            # With one step and no noise the bound is what happens: no smaller one is true.
            assert T > 1 or noise > 0 or abs(mean).mean() == R * G


def steps_across(lr, batch, points=400):
    """The mean number of steps from 0.91 to beyond the ridge of w⁴/4 − w²/2 + 0.15w; the noise is 1/batch.

    Exactly, up to the grid: the times τ of all starts obey τ = 1 + Pτ, where P holds the chances of a step.
    """
    ridge, top = 0.1536, 2.2
    w = ridge + (np.arange(points) + 0.5) * (top - ridge) / points
    after, spread = w - lr * (w**3 - w + 0.15), lr / np.sqrt(batch)
    chances = np.exp(-0.5 * ((w - after[:, np.newaxis]) / spread) ** 2)
    chances *= (w[1] - w[0]) / (spread * np.sqrt(2 * np.pi))
    return np.linalg.solve(np.eye(points) - chances, np.ones(points))[abs(w - 0.91).argmin()]


def test_the_wait_at_a_ridge_grows_exponentially_with_the_batch():
    """At rate 0.1 a batch of one crosses after about 380 steps, two after 3,800, four after 400,000."""
    assert steps_across(0.1, 1) == pytest.approx(380, rel=0.02)
    assert steps_across(0.1, 2) == pytest.approx(3800, rel=0.02)
    assert steps_across(0.1, 4) == pytest.approx(400_000, rel=0.02)
    # The shares of chapter 3's figure agree: of many walkers e^(−t/380) are left after t steps.
    rng = np.random.default_rng(0)
    left = np.full(5000, 0.91)
    for _ in range(380):
        left = left - 0.1 * (left**3 - left + 0.15 + rng.standard_normal(len(left)))
        left = left[left > 0.1536]
    assert len(left) / 5000 == pytest.approx(np.exp(-1), rel=0.1)


def test_twice_the_rate_makes_up_for_twice_the_batch_at_a_ridge():
    """Twice the batch at twice the rate crosses after about half as many steps."""
    assert steps_across(0.2, 2) / steps_across(0.1, 1) == pytest.approx(1 / 2, rel=0.05)
    assert steps_across(0.1, 4) / steps_across(0.05, 2) == pytest.approx(1 / 2, rel=0.1)


# ---- Three clocks ----


def test_an_epoch_of_single_examples_is_1438_steps():
    """In the time of one full-batch step over the digits, B = 1 has taken 1,438."""
    n, rng = len(digits().X_train), np.random.default_rng(0)
    assert (sum(1 for _ in batches(n, n, rng)), sum(1 for _ in batches(n, 1, rng))) == (1, 1438)


def test_copies_change_nothing_but_the_price_of_the_full_batch():
    """Ten copies of each example: the same full gradient for ten times the work, and minibatches as good."""
    X, y = regression(50, 3, noise=1.0, rng=0)
    model, w = LinearRegression(3), np.random.default_rng(1).standard_normal(4)
    copies = np.repeat(X, 10, axis=0), np.repeat(y, 10)
    assert len(copies[0]) == 10 * len(X)
    assert model.loss_and_grad(w, *copies)[1] == pytest.approx(model.loss_and_grad(w, X, y)[1])
    assert gradient_noise(model, w, *copies).variance == pytest.approx(
        gradient_noise(model, w, X, y).variance
    )


def test_an_accelerator_needs_hundreds_of_operations_per_byte():
    """989 trillion operations and 3.35 trillion bytes a second: 295 operations for each byte."""
    assert round(989 / 3.35) == 295


def test_one_example_leaves_an_accelerator_idle():
    """One operation for a byte where 295 could be done leaves it idle for more than 99 % of the time."""
    assert 1 - 1 / 295 > 0.99


def test_arithmetic_intensity_is_about_the_batch_size():
    """A layer of n × n weights of two bytes each does about B operations a byte, if B is far below n."""

    def intensity(B, n=8192):
        operations = B * n * (n + n)  # for each output n products and as many additions
        numbers = n * n + B * n + B * n  # the weights, the inputs and the outputs
        return operations / (2 * numbers)

    assert intensity(1) == pytest.approx(1, rel=0.01)
    assert intensity(100) == pytest.approx(100, rel=0.05)
    assert intensity(10_000) < 0.5 * 10_000


def test_chunks_without_weights_multiply_the_rate():
    """Seven equal chunks added up are seven times the gradient of the whole."""
    X, y = regression(70, 3, rng=0)
    model, w = LinearRegression(3), np.random.default_rng(1).standard_normal(4)
    whole = model.loss_and_grad(w, X, y)[1]
    chunks = [model.loss_and_grad(w, X[r], y[r])[1] for r in np.split(np.arange(70), 7)]
    assert np.sum(chunks, axis=0) == pytest.approx(7 * whole)
    assert np.mean(chunks, axis=0) == pytest.approx(whole)


# ---- Drawing the batches ----


def test_reshuffling_beats_drawing():
    """At the ends of epochs dealt batches leave w far nearer to the solution than drawn ones, if η times
    the number of steps in an epoch is small.
    """
    X, y = regression(60, 2, noise=1.0, rng=3)
    model = LinearRegression(2)
    best = np.linalg.lstsq(with_ones(X), y)[0]

    def distance(replace, lr):
        rng, w, squares = np.random.default_rng(0), best.copy(), []
        for _ in range(200):
            for rows in batches(60, 1, rng, replace):
                w -= lr * model.loss_and_grad(w, X[rows], y[rows])[1]
            squares.append(np.sum((w - best) ** 2))
        return np.mean(squares[50:])

    assert distance(replace=False, lr=0.003) < distance(replace=True, lr=0.003) / 10
    # Not so where 60 steps are a long way: 60 · 0.1 is above 1/L.
    assert distance(replace=False, lr=0.1) > distance(replace=True, lr=0.1) / 3


def test_sorted_data_spoil_the_training():
    """Batches of one class each, in order: the last classes seen are all that is remembered."""
    data, model = digits(), MLP([64, 32, 10])
    order, w = np.argsort(data.y_train, kind="stable"), model.init(rng=0)
    for _ in range(8):
        for rows in np.split(order, range(64, len(order), 64)):
            w -= 0.3 * model.loss_and_grad(w, data.X_train[rows], data.y_train[rows])[1]
    shuffled = fit(model, data.X_train, data.y_train, DESCENT, 0.3, 64, 8, rng=0).w
    in_order, dealt = (model.accuracy(v, data.X_test, data.y_test) for v in (w, shuffled))
    assert in_order < 0.5 < 0.95 < dealt


# ---- Choosing a batch size ----


def gain_of_a_step(noise_scale, batch, runs=100_000, d=10):
    """What the best step on ½‖w‖² gains, as a share of what it gains with the full gradient g = w."""
    rng, g = np.random.default_rng(0), np.full(d, 0.3)
    sigma = np.sqrt(noise_scale * (g @ g) / d)
    noisy = g + sigma / np.sqrt(batch) * rng.standard_normal((runs, d))
    # f(g − ηn) − f(g) at w = g is −η g·n + ½η²‖n‖², lowest on average at η = E g·n / E‖n‖².
    return np.mean(noisy @ g) ** 2 / np.mean(np.sum(noisy**2, axis=1)) / (g @ g)


def test_a_batch_beyond_the_noise_scale_buys_little():
    """Well below the noise scale twice the batch gains nearly twice as much a step; well above it nothing."""
    assert gain_of_a_step(100, 2) / gain_of_a_step(100, 1) == pytest.approx(2, rel=0.03)
    assert gain_of_a_step(100, 20_000) / gain_of_a_step(100, 10_000) == pytest.approx(1, rel=0.02)


def test_a_step_at_the_noise_scale_gains_half():
    """On a round bowl the best step with B examples gains 1/(1 + B_simple/B) of the full gradient's."""
    for noise_scale in (5, 100):
        for batch in (1, 10, 300):
            share = 1 / (1 + noise_scale / batch)
            assert gain_of_a_step(noise_scale, batch) == pytest.approx(share, rel=0.03)
        assert 1 / gain_of_a_step(noise_scale, noise_scale) == pytest.approx(2, rel=0.02)


def test_the_noise_scale_grows_during_training():
    """The gradient shrinks faster than the noise."""
    data, model = digits(), MLP([64, 32, 10])
    X, y = data.X_train[:600], data.y_train[:600]
    w = model.init(rng=0)
    noises = [gradient_noise(model, w, X, y)]
    for _ in range(2):
        w = fit(model, X, y, DESCENT, 0.1, 16, 8, rng=0, w0=w).w
        noises.append(gradient_noise(model, w, X, y))
    for before, after in zip(noises, noises[1:]):
        signal = [noise.variance / noise.scale for noise in (before, after)]
        assert after.scale > before.scale
        assert after.variance / before.variance > signal[1] / signal[0] and signal[1] < signal[0]


def test_linear_scaling_until_the_curvature_forbids_it():
    """k times the batch and the rate: one step goes as far as k and leaves the same floor, unless kη comes
    near 2/L.
    """
    lr, k = 0.002, 16
    assert 1 - k * lr == pytest.approx((1 - lr) ** k, rel=1e-3)
    assert noise_variance(k * lr, noise=np.sqrt(1 / k))[-1] == pytest.approx(noise_variance(lr)[-1], rel=0.02)
    assert noise_variance(1.9, noise=np.sqrt(lr / 1.9))[-1] > 10 * noise_variance(lr)[-1]


def test_adam_scales_with_the_root():
    """Where noise rules, Adam with k times the batch and √k times the rate gets as far in 1/k of the steps,
    and scatters as much.
    """
    rng, k = np.random.default_rng(0), 16

    def end(lr, noise, steps):
        walkers = descend(
            lambda w: 0.03 + noise * rng.standard_normal(w.shape), np.zeros((5000, 1)), Adam(), lr
        )
        w = [w.copy() for w in islice(walkers, 400 // k * k, 400 // k * k + 1 + steps, steps)]
        return w[1] - w[0]  # after the averages have settled

    small, large = end(0.001, 1.0, 3200), end(0.001 * np.sqrt(k), 1 / np.sqrt(k), 3200 // k)
    assert large.mean() / small.mean() == pytest.approx(1, rel=0.06)
    assert large.std() / small.std() == pytest.approx(1, rel=0.1)


def test_a_memory_kept_in_tokens():
    """A half-life of so many examples: β₂ = 0.95 for batches of 512 is 0.9999 for batches of 1."""

    def half_life(beta, batch):
        return batch * math.log(1 / 2) / math.log(beta)

    beta = 0.95 ** (1 / 512)
    assert half_life(beta, 1) == pytest.approx(half_life(0.95, 512)) and round(beta, 4) == 0.9999


# ---- Check yourself, and think ----


def test_320_steps():
    """1,000 examples, batches of 32, the last kept, 10 epochs: 32 steps an epoch."""
    X, y = regression(1000, 1, rng=0)
    history = fit(LinearRegression(1), X, y, DESCENT, 0.1, 32, 10, rng=0)
    assert len(history.loss) == 320 == 10 * math.ceil(1000 / 32)


def test_the_noise_has_the_shape_of_the_hessian():
    """Linear regression, targets with noise s²: at the minimum the gradients have the covariance s²H."""
    s, model = 1.5, LinearRegression(2)
    X, y = regression(200_000, 2, noise=s, condition=4.0, rng=0)
    inputs = with_ones(X)
    w = np.linalg.lstsq(inputs, y)[0]
    gradients = inputs * (model.predict(w, X) - y)[:, np.newaxis]
    assert gradients.mean(axis=0) == pytest.approx(model.loss_and_grad(w, X, y)[1], abs=1e-9)
    covariance, hessian = gradients.T @ gradients / len(X), inputs.T @ inputs / len(X)
    assert covariance == pytest.approx(s**2 * hessian, abs=0.05)
