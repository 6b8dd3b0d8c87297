"""Averages of iterates, alone and inside a rule."""

import numpy as np
import pytest

from gdcore import Adam, Average, GradientDescent, Quadratic, ScheduleFree, descend

rng = np.random.default_rng(0)


def test_at_1_the_average_is_the_mean_of_all_and_below_it_forgets():
    points = rng.standard_normal((20, 3))
    for beta, weights in [(1.0, np.ones(20)), (0.8, 0.8 ** np.arange(19, -1, -1)), (0.0, np.eye(20)[-1])]:
        average = Average(beta)
        for w in points:
            average.add(w)
        assert average.value == pytest.approx(weights @ points / weights.sum(), rel=1e-12)


def test_a_beta_for_each_run_is_the_same_as_one_by_one():
    points, betas = rng.standard_normal((30, 2)), np.array([0.0, 0.9, 1.0])
    together, alone = Average(betas), [Average(beta) for beta in betas]
    for w in points:
        for average in (together, *alone):
            average.add(w)
    assert together.value == pytest.approx(np.array([average.value for average in alone]), rel=1e-12)


def test_an_average_keeps_no_live_array_and_gives_none_away():
    w, average = np.ones(2), Average()
    average.add(w)
    w += 1
    average.value[...] = 7
    assert average.value.tolist() == [1.0, 1.0]


def test_an_average_has_the_precision_of_its_points():
    assert added(np.ones(2, np.float32)).dtype == np.float32
    assert added([1, 2]).dtype == float


def added(w):
    average = Average()
    average.add(w)
    return average.value


def test_an_average_is_none_before_the_first_point_and_all_points_have_one_shape():
    average = Average()
    with pytest.raises(ValueError, match="value must be asked for after the first point"):
        _ = average.value
    average.add([1.0, 2.0])
    with pytest.raises(ValueError, match=r"w must have the shape of the first, \(2,\), got \(1, 2\)"):
        average.add([[1.0, 2.0]])
    assert average.value.tolist() == [1.0, 2.0]  # nothing is lost
    for beta in (-0.1, 1.1, float("nan"), "x", [0.5, 2.0]):
        with pytest.raises(ValueError, match=r"beta(\[1\])? must "):
            Average(beta)


def test_the_answer_of_schedule_free_is_the_mean_of_the_fast_sequence():
    """At a constant rate all z count alike; w lies the share β of the way from z to their mean."""
    rule, w, zs = ScheduleFree(beta=0.7), np.array([4.0, -2.0]), []
    state = rule.init(w)
    assert rule.answer(state, w).tolist() == w.tolist()  # before the first step: the start
    for t in range(1, 8):
        w -= rule.step(np.array([1.0, 10.0]) * w, state, t, 0.05, w)
        zs.append(state["z"].copy())
        assert rule.answer(state, w) == pytest.approx(np.mean(zs, axis=0), rel=1e-12)
        assert w == pytest.approx(0.3 * zs[-1] + 0.7 * np.mean(zs, axis=0), rel=1e-12)


def test_a_step_counts_in_schedule_frees_mean_by_the_square_of_its_rate():
    rule, w, zs, rates = ScheduleFree(), np.array([4.0]), [], [0.0, 0.1, 0.2, 0.2]
    state = rule.init(w)
    for t, lr in enumerate(rates, start=1):
        w -= rule.step(w.copy(), state, t, lr, w)
        zs.append(float(state["z"][0]))
    assert np.isfinite(w).all()
    assert rule.answer(state, w) == pytest.approx([np.average(zs, weights=np.square(rates))], rel=1e-12)


def test_schedule_free_without_beta_is_its_rule_with_the_mean_beside_it():
    def gradient(w):
        return np.array([1.0, 10.0]) * w

    for rule in (GradientDescent(), Adam()):
        plain = descend(gradient, [4.0, -2.0], rule, 0.05)
        free = descend(gradient, [4.0, -2.0], ScheduleFree(0.0, rule), 0.05)
        for _, a, b in zip(range(30), plain, free):
            assert a == pytest.approx(b, rel=1e-12, abs=1e-15)


def test_in_noise_schedule_free_ends_lower_than_its_last_point():
    noise = np.random.default_rng(1).standard_normal((2000, 200, 1))
    w, rule = np.full((200, 1), 2.0), ScheduleFree()
    state = rule.init(w)
    for t, xi in enumerate(noise, start=1):
        w -= rule.step(w + xi, state, t, 0.2, w)
    bowl = Quadratic([1.0])
    assert bowl.value(rule.answer(state, w)).mean() < 0.1 * bowl.value(state["z"]).mean()


def test_what_an_answer_is_inside_a_rule_is_for_the_rule_to_say():
    w = np.ones(2)
    assert GradientDescent().answer({}, w) is w
    with pytest.raises(ValueError, match="rule must be a rule"):
        ScheduleFree(rule=0.1)
