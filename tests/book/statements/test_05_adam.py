"""What chapter 5 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import numpy as np
import pytest

from gdcore import AdaGrad, Adam, AdamW, Momentum, Quadratic, run

from .simulation import DESCENT, first_below


def steps_of(rule, gradients, lr=1.0):
    """The steps of the rule on a sequence of gradients `(steps, ...)`."""
    gradients = np.asarray(gradients, dtype=float)
    w = np.zeros(gradients.shape[1:] or (1,))
    state, steps = rule.init(w), []
    for t, g in enumerate(gradients, start=1):
        step = rule.step(np.broadcast_to(g, w.shape), state, t, lr, w)
        w -= step
        steps.append(np.array(step))
    return np.array(steps)


def test_adagrad_slows_like_one_over_the_root():
    """Steady gradients: the step is η/√t."""
    steps = steps_of(AdaGrad(), np.full(400, 3.0))[:, 0]
    assert steps == pytest.approx(1 / np.sqrt(np.arange(1, 401)))


def test_state_of_each_rule():
    """Weights and state: Adam keeps three arrays where SGD keeps one and momentum two."""
    w = np.zeros(5)
    assert [1 + len(rule.init(w)) for rule in (DESCENT, Momentum(), Adam())] == [1, 2, 3]


def test_adams_first_step_by_hand():
    """g = 4: m = 0.4, v = 0.016; corrected 4 and 16; the step is η, as it is for 400 and for 0.004."""
    for g in (4.0, 400.0, 0.004):
        rule, w = Adam(eps=0.0), np.zeros(1)
        state = rule.init(w)
        step = rule.step(np.array([g]), state, 1, 0.001, w)
        assert (state["m"][0], state["v"][0]) == pytest.approx((0.1 * g, 0.001 * g * g))
        assert (state["m"][0] / (1 - 0.9), state["v"][0] / (1 - 0.999)) == pytest.approx((g, g * g))
        assert step[0] == pytest.approx(0.001)


def test_equal_betas_without_correction_step_short():
    """With β₁ = β₂ the uncorrected step is √(1 − βᵗ) η: too small."""
    steps = steps_of(Adam(0.9, 0.9, eps=0.0, bias_correction=False), np.ones(50))[:, 0]
    assert steps == pytest.approx(np.sqrt(1 - 0.9 ** np.arange(1, 51))) and np.all(steps < 1)


def test_what_is_too_small_at_the_first_step():
    """m by a factor of 10, √v by about 32."""
    w = np.zeros(1)
    state = Adam().init(w)
    Adam().direction(np.ones(1), state, 1, w)
    assert 1 / state["m"][0] == pytest.approx(10) and 1 / np.sqrt(state["v"][0]) == pytest.approx(
        31.6, abs=0.05
    )


def test_adam_walks_where_descent_brakes():
    """On ½w² at 0.1 descent needs 22 steps more for ten times the way, Adam at least ten times as many
    steps.
    """
    starts = np.array([[1.0], [10.0], [100.0]])
    plain, adam = (
        first_below(abs(run(Quadratic([1.0]), starts, rule, 0.1, 3000).w[..., 0]), 0.5)
        for rule in (DESCENT, Adam())
    )
    assert np.diff(plain) == pytest.approx([22, 22], abs=1)
    assert np.all(adam[1:] / adam[:-1] >= 10)


def test_adams_steps_in_pure_noise():
    """At the minimum noise drives steps of √((1 − β₁)/(1 + β₁)) η ≈ 0.23 η, however small the noise."""
    rng = np.random.default_rng(0)
    for size in (1.0, 1e-3):
        steps = steps_of(Adam(eps=0.0), size * rng.standard_normal((3000, 200)))[2000:]
        assert np.sqrt(np.mean(steps**2)) == pytest.approx(np.sqrt(0.1 / 1.9), rel=0.03)


def test_steps_after_a_silence_grow_as_without_correction():
    """Zeros for long, then one gradient for ever: 3.2 η, and up to 6.6 η twelve steps on."""
    steps = steps_of(Adam(), np.append(np.zeros(20_000), np.full(50, 5.0)))[20_000:, 0]
    t = np.arange(1, 51)
    assert steps == pytest.approx((1 - 0.9**t) / np.sqrt(1 - 0.999**t), rel=1e-4)
    assert (round(steps[0], 1), round(steps.max(), 1)) == (3.2, 6.6)


def test_no_gradients_make_adam_step_further():
    """(1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)) = 7.3 η, reached by gradients that were smaller by (β₁/β₂)^s s steps
    ago.
    """
    bound = 0.1 / np.sqrt(0.001 * (1 - 0.81 / 0.999))
    assert round(bound, 1) == 7.3
    rng = np.random.default_rng(0)
    rising = np.tile((0.9 / 0.999) ** np.arange(100)[::-1, np.newaxis], 200)
    wild = rng.standard_normal((100, 200)) * rng.exponential(size=(100, 200)) ** 3
    w = np.zeros(200)
    state = Adam().init(w)
    late = 20_000  # so that the correction is 1
    gradients = np.concatenate([rising, wild])
    steps = np.array([Adam().direction(g, state, late + t, w) for t, g in enumerate(gradients)])
    assert abs(steps).max() < bound * (1 + 1e-8) and steps[99] == pytest.approx(np.full(200, bound), rel=1e-3)


def test_one_large_gradient_against_two_small():
    """Reddi's gradients 3, −1, −1 with β₁ = 0, β₂ = 0.1: the large one steps by about 1, the small by more
    together.
    """
    large, *small = steps_of(Adam(0.0, 0.1, eps=0.0), [3.0, -1.0, -1.0] * 20)[-3:, 0]
    assert large == pytest.approx(1, abs=0.06) and -sum(small) > 1.6
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
    assert penalised[0] < 0.6 and penalised[1] > 0.97
    assert decayed == pytest.approx(np.full(2, (1 - 0.0005) ** 2000), abs=0.02)


def test_epsilon_inside_the_root_acts_like_its_root():
    """10⁻⁸ inside is 10⁻⁴ outside, for gradients much smaller: at 10⁻⁶ Adam hardly moves."""
    for g in (1e-8, 1e-7):
        assert g / np.sqrt(g**2 + 1e-8) == pytest.approx(steps_of(Adam(eps=1e-4), [g])[0, 0], rel=2e-3)
    assert steps_of(Adam(), [1e-6])[0, 0] > 0.98 and 1e-6 / np.sqrt(1e-12 + 1e-8) < 0.011


def test_adam_with_a_large_epsilon_is_momentum():
    """ε and the rate times 10⁸: Adam without correction walks the path of average momentum."""
    bowl, w0 = Quadratic([1.0, 10.0]), [2.0, -1.0]
    adam = run(bowl, w0, Adam(eps=1e8, bias_correction=False), 0.1 * 1e8, 100).w
    assert adam == pytest.approx(run(bowl, w0, Momentum(0.9, "average"), 0.1, 100).w, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("right, digits_held_out, points", [(0.97, 359, 0.9), (0.98, 288, 0.8)])
def test_standard_error_of_an_accuracy(right, digits_held_out, points):
    """√(p(1 − p)/n): 0.9 percentage points for 97 % of 359 digits, 0.8 for 98 % of 288."""
    error = np.sqrt(right * (1 - right) / digits_held_out)
    assert round(100 * error, 1) == points
    accuracies = np.random.default_rng(0).binomial(digits_held_out, right, 20_000) / digits_held_out
    assert accuracies.std() == pytest.approx(error, rel=0.03)
