"""What chapter 5 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import numpy as np
import pytest

from gdcore import AdaGrad, Adam, AdamW, Momentum, Quadratic, run

from .simulation import DESCENT, first_below, steps_of


def longest_steps(beta2, late=20_000):
    """Adam's step bound (1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)), and its steps on gradients that try to beat it.

    They are random, small and large, or rise in the proportion for which the bound is sharp; each series is
    taken once from the first step and once after `late` steps, when the correction is 1.
    """
    rng = np.random.default_rng(0)
    wild = rng.standard_normal((100, 200)) * rng.exponential(size=(100, 200)) ** 3
    rising = np.tile((0.9 / beta2) ** np.arange(200)[::-1, np.newaxis], 200)
    rule, w, steps = Adam(beta2=beta2), np.zeros(200), []
    for begin in (1, late):
        for gradients in (rising, wild):
            state = rule.init(w)
            steps += [rule.direction(g, state, begin + t, w) for t, g in enumerate(gradients)]
    return 0.1 / np.sqrt((1 - beta2) * (1 - 0.9**2 / beta2)), abs(np.array(steps)).max()


def test_sign_descent_hops_for_ever():
    """Each step is η along each axis, and at the bottom of a bowl it ends as a hop to and fro."""
    for lr in (0.16, 0.07):
        path = run(Quadratic([1.0, 40.0]), [-1.8, 0.9], Adam(0.0, 0.0), lr, 1000).w
        assert abs(np.diff(path, axis=0)) == pytest.approx(np.full((1000, 2), lr), rel=1e-4)
        assert path[-1] == pytest.approx(path[-3], abs=1e-6)
        assert list(np.sign(path[-1])) == list(-np.sign(path[-2]))


def test_adagrad_slows_like_one_over_the_root():
    """Steady gradients: the step is η/√t."""
    steps = steps_of(AdaGrad(), np.full(400, 3.0))
    assert steps == pytest.approx(1 / np.sqrt(np.arange(1, 401)))


def test_state_of_each_rule():
    """Weights and state: Adam keeps three arrays where SGD keeps one and momentum two."""
    w = np.zeros(5)
    assert [1 + len(rule.init(w)) for rule in (DESCENT, Momentum(), Adam())] == [1, 2, 3]


def test_adams_first_step_by_hand():
    """g = 4: m = 0.4, v = 0.016; corrected 4 and 16; the step is η, as it is for 400 and for 0.004."""
    w = np.zeros(1)
    for g, m, v in [(4.0, 0.4, 0.016), (400.0, 40.0, 160.0), (0.004, 0.0004, 1.6e-8)]:
        rule = Adam(eps=0.0)
        state = rule.init(w)
        step = rule.step(np.array([g]), state, 1, 0.001, w)
        assert (state["m"][0], state["v"][0]) == pytest.approx((m, v))
        assert (m / (1 - 0.9), v / (1 - 0.999)) == pytest.approx((g, g**2))
        assert step[0] == pytest.approx(0.001)


def sightings(n, lr):
    """What is missing of one word's worth after each of n reviews whose other words are known."""
    reviews = np.hstack([np.ones((n, 1)), np.eye(n)])  # the word, and each time another one beside it
    worth = np.random.default_rng(0).choice([-1.0, 1.0], size=n + 1)
    w, missing = worth.copy(), []
    w[0] = 0.0
    for x in reviews:
        w -= lr * ((w - worth) @ x) * x
        missing.append(abs(w[0] - worth[0]))
    return np.array(missing)


def test_sgd_takes_the_same_share_at_each_sighting():
    """(1 − η)ⁿ of a word's worth is missing after n reviews in which the other words are known."""
    for lr in (0.056, 0.3):
        assert sightings(40, lr) == pytest.approx((1 - lr) ** np.arange(1, 41))


def test_what_a_word_lacks_after_ten_sightings():
    """At η = 0.056 it still lacks 0.56, more than half."""
    assert sightings(10, 0.056)[-1] == pytest.approx(0.56, abs=0.005)


def test_what_a_review_allows():
    """A step multiplies the error on a review of k words by 1 − ηk: with twenty, 0.1 makes it −1."""
    rng = np.random.default_rng(0)

    def factor(k, lr):
        x, w, rating = np.ones(k), rng.standard_normal(k), 3.0
        error = w @ x - rating
        return ((w - lr * error * x) @ x - rating) / error

    assert factor(20, 0.1) == pytest.approx(-1)
    for k, lr in [(5, 0.1), (16, 0.056), (20, 0.12)]:
        assert factor(k, lr) == pytest.approx(1 - lr * k)


def test_adagrads_first_step_on_a_word():
    """0.56, the rate, however late the word comes and however large the error is."""
    for late in (0, 1000):
        for error in (-0.01, 1.0, 30.0):
            first = steps_of(AdaGrad(), [0.0] * late + [error], lr=0.56)[-1]
            assert first == pytest.approx(0.56 * np.sign(error))


def test_equal_betas_without_correction_step_short():
    """With β₁ = β₂ the uncorrected step is √(1 − βᵗ) η: too small."""
    for beta in (0.9, 0.999):
        steps = steps_of(Adam(beta, beta, eps=0.0, bias_correction=False), np.ones(50))
        assert steps == pytest.approx(np.sqrt(1 - beta ** np.arange(1, 51)))
        assert np.all(steps < steps_of(Adam(beta, beta, eps=0.0), np.ones(50)))


def test_what_is_too_small_at_the_first_step():
    """At the first step m is too small by a factor of 10, and √v by about 32."""
    w = np.zeros(1)
    state = Adam().init(w)
    Adam().direction(np.ones(1), state, 1, w)
    assert 1 / state["m"][0] == pytest.approx(10)
    assert 1 / np.sqrt(state["v"][0]) == pytest.approx(32, abs=0.5)


def walks(start):
    """Distances from the minimum of ½w² at η = 0.1, by descent and by Adam."""
    return [run(Quadratic([1.0]), [start], rule, 0.1, 3000).w[:, 0] for rule in (DESCENT, Adam())]


def test_adam_walks_where_descent_brakes():
    """Ten times the way costs descent 22 steps more, and Adam 27 times the steps, or 15 times."""
    starts = [1.0, 10.0, 100.0]
    plain, adam = np.transpose([first_below(np.transpose(walks(start)), 0.5) for start in starts])
    assert list(np.diff(plain)) == [22, 22]
    assert np.round(adam[1:] / adam[:-1]) == pytest.approx([27, 15])


def test_adams_steps_shrink_on_the_way_in():
    """From 10 it passes 1 with steps of 0.024, from 100 with steps of 0.0038."""
    for start, length in [(10.0, 0.024), (100.0, 0.0038)]:
        _, w = walks(start)
        passing = first_below(w, 1.0)
        assert w[passing] - w[passing + 1] == pytest.approx(length, rel=0.02)


def test_adams_steps_in_pure_noise():
    """At the minimum noise drives steps of √((1 − β₁)/(1 + β₁)) η = 0.23 η, however small the noise."""
    rng = np.random.default_rng(0)
    assert np.sqrt(0.1 / 1.9) == pytest.approx(0.23, abs=0.005)
    for size in (1.0, 1e-3):
        steps = steps_of(Adam(eps=0.0), size * rng.standard_normal((3000, 200)))[2000:]
        assert np.sqrt(np.mean(steps**2)) == pytest.approx(0.23, abs=0.005)


def test_steps_after_a_silence_grow_as_without_correction():
    """Zeros for long, then one gradient for ever: 3.2 η, and up to 6.6 η twelve steps on."""
    steps = steps_of(Adam(), np.append(np.zeros(20_000), np.full(50, 5.0)))[20_000:]
    without = steps_of(Adam(bias_correction=False), np.full(50, 5.0))
    assert steps == pytest.approx(without, rel=1e-4)
    assert steps[0] == pytest.approx(3.2, abs=0.05)
    assert steps.max() == pytest.approx(6.6, abs=0.05) and 1 + steps.argmax() == 12


def test_no_gradients_make_adam_step_further():
    """(1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)) = 7.3 η, reached by gradients that were smaller by (β₁/β₂)^s s steps
    ago; the corrections only shorten a step, since √(1 − β₂ᵗ) ≤ 1 − β₁ᵗ.
    """
    bound, longest = longest_steps(beta2=0.999)
    assert bound == pytest.approx(7.3, abs=0.05)
    assert longest == pytest.approx(bound, rel=1e-3) and longest <= bound
    t = np.arange(1, 30_000)
    shortened = np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    assert shortened[0] == pytest.approx(np.sqrt(0.001) / 0.1) and shortened.max() == pytest.approx(1)


def test_lion_moves_every_weight_by_the_rate():
    """sign(0.9 m + 0.1 g), m ← 0.99 m + 0.01 g: always η; after 20 gradients of 1 the 8th of −1 turns it."""
    rng = np.random.default_rng(0)
    noise = rng.standard_normal((50, 3)) * [1e-3, 1.0, 1e3]

    def lion(gradients, lr=0.01):
        m, steps = 0.0, []
        for g in gradients:
            steps.append(lr * np.sign(0.9 * m + 0.1 * g))
            m = 0.99 * m + 0.01 * g
        return np.array(steps)

    assert abs(lion(noise)) == pytest.approx(np.full((50, 3), 0.01))
    turned = lion([1.0] * 20 + [-1.0] * 20) < 0
    assert turned.argmax() + 1 == 20 + 8


def test_one_large_gradient_against_two_small():
    """Reddi's gradients 3, −1, −1 with β₁ = 0, β₂ = 0.1: steps of 1.05, −0.76 and −0.97."""
    steps = steps_of(Adam(0.0, 0.1, eps=0.0), [3.0, -1.0, -1.0] * 20)[-3:]
    assert steps == pytest.approx([1.05, -0.76, -0.97], abs=0.005)
    assert np.mean([3, -1, -1]) == pytest.approx(1 / 3)


def test_adam_hardly_shrinks_weights_with_large_gradients():
    """Pure noise, a hundred times larger for the second weight: the L2 penalty spares it, AdamW shrinks
    both alike.
    """
    rng = np.random.default_rng(0)

    def shrunk(rule, penalty):
        w = np.ones((300, 2))
        state = rule.init(w)
        for t in range(1, 2001):
            noise = rng.standard_normal(w.shape) * [1.0, 100.0]
            w -= rule.step(noise + penalty * w, state, t, 0.001, w)
        return w.mean(axis=0)

    penalised, decayed = shrunk(Adam(), 0.5), shrunk(AdamW(decay=0.5), 0.0)
    assert penalised == pytest.approx([0.39, 0.99], abs=0.015)
    assert decayed == pytest.approx(np.full(2, (1 - 0.0005) ** 2000), abs=0.015)


def test_epsilon_inside_the_root_acts_like_its_root():
    """10⁻⁸ inside is 10⁻⁴ outside, for gradients much smaller: at 10⁻⁶ Adam hardly moves."""
    for g in (1e-8, 1e-7):
        assert g / np.sqrt(g**2 + 1e-8) == pytest.approx(steps_of(Adam(eps=1e-4), [g])[0], rel=2e-3)
    g = 1e-6
    assert steps_of(Adam(), [g])[0] == pytest.approx(0.990, abs=5e-4)
    assert g / np.sqrt(g**2 + 1e-8) == pytest.approx(0.0100, abs=5e-5)


def test_half_lives_of_adams_memories():
    """A gradient's weight in v is halved in 693 steps with β₂ = 0.999, in 13.5 with 0.95."""
    for beta2, half_life in [(0.999, 693), (0.95, 13.5)]:
        rule, w = Adam(beta2=beta2), np.zeros(1)
        state, weights = rule.init(w), []
        for t in range(1, 1001):
            rule.direction(np.array([1.0 if t == 1 else 0.0]), state, t, w)
            weights.append(state["v"][0] / (1 - beta2))
        halved = np.interp(np.log(2), -np.log(weights), np.arange(1000))
        assert halved == pytest.approx(half_life, rel=0.001)


def test_steps_with_a_short_memory_stay_short():
    """After a silence 0.45 η with β₂ = 0.95 in place of 3.2 η with 0.999; never more than 1.2 η."""
    for beta2, length in [(0.999, 3.2), (0.95, 0.45)]:
        rule, w = Adam(beta2=beta2), np.zeros(1)
        burst = rule.direction(np.array([5.0]), rule.init(w), 20_000, w)[0]  # all zeros before
        assert burst == pytest.approx(length, rel=0.015)
    bound, longest = longest_steps(beta2=0.95)
    assert bound == pytest.approx(1.2, abs=0.05)
    assert longest == pytest.approx(bound, rel=1e-3) and longest <= bound


def test_adam_with_a_large_epsilon_is_momentum():
    """ε and the rate times 10⁸: average momentum, at the rate times 1/(1 − β₁ᵗ) if the bias is corrected."""
    bowl, w0 = Quadratic([1.0, 10.0]), [2.0, -1.0]
    momentum = Momentum(0.9, "average")
    for corrected, rate in [(False, 0.1), (True, lambda t: 0.1 / (1 - 0.9**t))]:
        adam = run(bowl, w0, Adam(eps=1e8, bias_correction=corrected), 0.1 * 1e8, 100).w
        assert adam == pytest.approx(run(bowl, w0, momentum, rate, 100).w, rel=1e-5, abs=1e-7)


def test_standard_error_of_an_accuracy():
    """√(p(1 − p)/n): nearly one percentage point, 0.9003, for 97 % of 359 digits."""
    right, digits_held_out = 0.97, 359
    error = np.sqrt(right * (1 - right) / digits_held_out)
    assert 100 * error == pytest.approx(0.9003, abs=5e-5)
    accuracies = np.random.default_rng(0).binomial(digits_held_out, right, 20_000) / digits_held_out
    assert accuracies.std() == pytest.approx(error, rel=0.03)
