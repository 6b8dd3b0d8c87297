"""What chapter 3 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import math
from itertools import combinations, islice

import numpy as np
import pytest

from gdcore import MLP, Adam, LinearRegression, batches, descend, digits, fit, gradient_noise, regression

from .simulation import DESCENT, noise_variance


def test_finite_population_by_hand():
    """N = 5, B = 2: over all ten pairs the variance of the mean is ½ · ¾ = 3/8 of σ²; with replacement ½."""
    g = np.array([3.0, -1.0, 4.0, 1.0, -5.0])
    without = np.var([np.mean(pair) for pair in combinations(g, 2)])
    replaced = np.var([(a + b) / 2 for a in g for b in g])
    assert without / g.var() == pytest.approx(3 / 8) and replaced / g.var() == pytest.approx(1 / 2)


def test_the_floor_follows_rate_over_batch():
    """For small rates the floor is ησ²/(2Bλ): half with half the rate or twice the batch, and half the
    speed.
    """
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
    """f convex, E‖g‖² ≤ G², η = R/(G√T): the mean of T iterates is within RG/√T of the minimum, on |w| for
    example.
    """
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
    """At the ends of epochs dealt batches leave w far nearer to the solution than drawn ones, if η times
    the steps is small.
    """
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
    """The best step gains ‖g‖²/2(1 + B_noise/B) on a round bowl: twice the batch, up to twice the gain,
    then nothing.
    """
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
    """k times the batch and the rate: one step goes as far as k and leaves the same floor, unless kη comes
    near 2/L.
    """
    lr, k = 0.002, 16
    assert 1 - k * lr == pytest.approx((1 - lr) ** k, rel=1e-3)
    assert noise_variance(k * lr, noise=np.sqrt(1 / k))[-1] == pytest.approx(noise_variance(lr)[-1], rel=0.02)
    assert noise_variance(1.9, noise=np.sqrt(lr / 1.9))[-1] > 10 * noise_variance(lr)[-1]


def test_adam_scales_with_the_root():
    """Where noise rules, k times the batch takes √k times Adam's rate: in 1/k of the steps as far, and as
    spread.
    """
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
