"""Every rule on every objective, one run and many; and each rule's arithmetic, step by step."""

from dataclasses import fields, replace
from itertools import islice

import numpy as np
import pytest

from gdcore import (
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Beale,
    DoubleWell,
    GradientDescent,
    Himmelblau,
    LessardCycle,
    Momentum,
    Nesterov,
    Plateau,
    Quadratic,
    RMSProp,
    Rosenbrock,
    Saddle,
    constant,
    descend,
    run,
    step_decay,
)
from gdcore.loop import PIECE

FORMS = ["accumulate", "average", "rate-inside", "last-update"]
RULES = [
    GradientDescent(),
    *(Momentum(beta=0.8, form=form) for form in FORMS),
    Nesterov(beta=0.8),
    AdaGrad(),
    RMSProp(),
    Adam(),
    Adam(bias_correction=False),
    AMSGrad(),
    AdamW(decay=0.1),
]
# With a rate at which plain descent is stable from starts in the square of side 2.
OBJECTIVES = [
    (Quadratic([1.0, 10.0], centre=0.5), 0.01),
    (Quadratic([1.0, 10.0], rotation=0.5), 0.01),
    (DoubleWell(), 0.01),
    (Rosenbrock(), 1e-4),
    (Beale(), 1e-4),
    (Himmelblau(), 1e-3),
    (Saddle(), 0.01),
    (Plateau(), 0.01),
    (LessardCycle(), 1e-3),
]


def name(value):
    """The test's name for a rule or an objective; pytest's own for the rest."""
    if isinstance(value, Momentum):
        return f"Momentum-{value.form}"
    return type(value).__name__ if hasattr(value, "init") or hasattr(value, "grad") else None


each_rule = pytest.mark.parametrize("rule", RULES, ids=name)
each_objective = pytest.mark.parametrize("objective, lr", OBJECTIVES, ids=name)
taking_arrays = pytest.mark.parametrize("rule", [rule for rule in RULES if fields(rule)], ids=name)


def starts(objective, runs=5):
    return np.random.default_rng(1).uniform(-1, 1, (runs, objective.dim or 2))


@each_rule
@each_objective
def test_many_runs_at_once_are_the_same_as_one_by_one(objective, lr, rule):
    w0 = starts(objective)
    together = run(objective, w0, rule, lr, steps=60)
    assert together.w.shape == (61, *w0.shape) and np.isfinite(together.w).all()
    alone = [run(objective, start, rule, lr, steps=60) for start in w0]
    # Matrix products may round differently in one long array; all else is the same to the last bit.
    same = np.array_equal
    if getattr(objective, "rotation", 0):
        same = lambda a, b: np.allclose(a, b, rtol=1e-10, atol=1e-12)
    assert same(together.w, np.stack([trace.w for trace in alone], axis=1))
    assert same(together.loss, np.stack([trace.loss for trace in alone], axis=1))


@each_rule
@each_objective
def test_a_small_step_goes_downhill(objective, lr, rule):
    if isinstance(rule, AdamW):
        rule = replace(rule, decay=0.0)  # decay pulls to the origin, which need not be downhill
    trace = run(objective, starts(objective), rule, lr / 10, steps=60)
    assert np.all(trace.loss[-1] < trace.loss[0])


@each_rule
@each_objective
def test_float32_stays_float32_and_near_float64(objective, lr, rule):
    w0 = starts(objective).astype(np.float32)
    single, double = (
        run(objective, w0.astype(kind), rule, lr, steps=60) for kind in (np.float32, np.float64)
    )
    assert single.w.dtype == np.float32
    assert np.allclose(single.w, double.w, rtol=1e-3, atol=1e-4)
    state = rule.init(w0)
    rule.step(objective.grad(w0), state, 1, lr)
    assert {part.dtype for part in state.values()} <= {np.dtype(np.float32)}


@each_rule
def test_the_start_is_never_changed_nor_shared(rule):
    objective, w0 = Quadratic([1.0, 10.0]), np.array([1.0, -2.0])
    trace = run(objective, w0, rule, 0.01, steps=5)
    assert np.array_equal(w0, [1.0, -2.0])
    trace.w[...] = 0
    assert np.array_equal(w0, [1.0, -2.0])


@each_rule
def test_the_gradient_is_never_changed(rule):
    w, g = np.array([1.0, -2.0]), np.array([3.0, 4.0])
    state = rule.init(w)
    for t in (1, 2, 3):
        w -= rule.step(g, state, t, 0.1)
    assert np.array_equal(g, [3.0, 4.0])


@taking_arrays
def test_hyperparameters_over_runs_are_the_same_as_separate_runs(rule):
    values = {
        field.name: np.array([0.0, 0.5, 0.95])
        if field.name.startswith("beta")
        else np.array([1e-8, 1e-3, 0.1])
        for field in fields(rule)
        if field.type is float
    }
    others = {field.name: getattr(rule, field.name) for field in fields(rule) if field.name not in values}
    objective, w0, lrs = Quadratic([1.0, 10.0]), [1.0, -2.0], np.array([0.01, 0.02, 0.03])
    together = run(objective, w0, type(rule)(**values, **others), lrs, steps=50)
    for i, lr in enumerate(lrs):
        one = type(rule)(**{key: array[i] for key, array in values.items()}, **others)
        alone = run(objective, w0, one, lr, steps=50)
        assert together.w[:, i] == pytest.approx(alone.w, rel=1e-12, abs=1e-14)
        assert together.loss[:, i] == pytest.approx(alone.loss, rel=1e-12, abs=1e-14)


@each_rule
def test_a_long_vector_walked_in_pieces_takes_the_same_steps(rule):
    d, lr = 2 * PIECE + 7, 0.01
    target, w0 = np.random.default_rng(0).standard_normal((2, d))
    *_, last = islice(descend(lambda w: w - target, w0, rule, lr), 4)
    whole = w0.copy()
    state = rule.init(whole)
    for t in (1, 2, 3):
        whole -= rule.step(whole - target, state, t, lr)
    assert np.array_equal(last, whole)


def test_hyperparameters_may_span_a_grid():
    """Rates down, momenta across: `(3, 1)` and `(4,)` make `(3, 4)` runs."""
    lrs, betas = np.array([[0.01], [0.05], [0.1]]), np.array([0.0, 0.3, 0.6, 0.9])
    grid = run(Quadratic([1.0, 10.0]), [1.0, 1.0], Momentum(betas), lrs, steps=20)
    assert grid.w.shape == (21, 3, 4, 2)
    alone = run(Quadratic([1.0, 10.0]), [1.0, 1.0], Momentum(0.6), 0.05, steps=20)
    assert grid.w[:, 1, 2] == pytest.approx(alone.w, rel=1e-13)


def test_momentum_forms_walk_one_path_at_a_constant_rate():
    beta, lr = 0.8, 2e-4
    expected = run(Rosenbrock(), [-1.0, 1.0], Momentum(beta), lr, 200).w
    for form, rate in (("average", lr / (1 - beta)), ("rate-inside", lr), ("last-update", lr)):
        assert run(Rosenbrock(), [-1.0, 1.0], Momentum(beta, form), rate, 200).w == pytest.approx(
            expected, rel=1e-10
        )


def test_a_beta_of_zero_is_plain_descent():
    expected = run(Rosenbrock(), [-1.0, 1.0], GradientDescent(), 1e-3, 50).w
    for rule in [Nesterov(beta=0.0), *(Momentum(0.0, form) for form in FORMS)]:
        assert run(Rosenbrock(), [-1.0, 1.0], rule, 1e-3, 50).w == pytest.approx(expected, rel=1e-12)


# The state after each of two steps, written out by hand: gradients 2 then −1, from w = 3, rate 0.1.
BY_HAND = [
    (Momentum(0.5), {"v": [2.0, 0.5 * 2 - 1]}, [2.0, 0.0]),
    (Momentum(0.5, "average"), {"v": [0.5 * 2, 0.5 * 1 - 0.5 * 1]}, [1.0, 0.0]),
    (Momentum(0.5, "rate-inside"), {"v": [0.1 * 2, 0.5 * 0.2 - 0.1]}, [2.0, 0.0]),
    (Momentum(0.5, "last-update"), {"previous": [3.0, 2.8]}, [2.0, -1 + 0.5 * 2]),
    (Nesterov(0.5), {"v": [2.0, 0.0]}, [2 + 0.5 * 2, -1 + 0.5 * 0]),
    (AdaGrad(eps=0.5), {"s": [4.0, 5.0]}, [2 / 2.5, -1 / (5**0.5 + 0.5)]),
    (RMSProp(0.75, eps=0.5), {"s": [1.0, 0.75 + 0.25]}, [2 / 1.5, -1 / 1.5]),
    (
        Adam(0.5, 0.75, eps=0.5),
        {"m": [1.0, 0.0], "v": [1.0, 1.0]},
        [(1 / 0.5) / ((1 / 0.25) ** 0.5 + 0.5), 0.0],
    ),
    (Adam(0.5, 0.75, eps=0.5, bias_correction=False), {"m": [1.0, 0.0], "v": [1.0, 1.0]}, [1 / 1.5, 0.0]),
    (
        AMSGrad(0.0, 0.5, eps=0.5),
        {"m": [2.0, -1.0], "v": [2.0, 1.5], "u": [2.0, 2.0]},
        [2 / (2 + 0.5), -1 / ((2 / 0.75) ** 0.5 + 0.5)],
    ),
    (
        AdamW(0.5, 0.75, eps=0.5, decay=0.1),
        {"m": [1.0, 0.0], "v": [1.0, 1.0]},
        [0.8 + 0.1 * 3.0, 0.1 * (3.0 - 0.1 * 1.1)],
    ),
]


@pytest.mark.parametrize("rule, states, directions", BY_HAND, ids=name)
def test_two_steps_by_hand_with_the_state_in_the_open(rule, states, directions):
    w, lr = np.array([3.0]), 0.1
    state = rule.init(w)
    for t, g in ((1, 2.0), (2, -1.0)):
        step = rule.step(np.array([g]), state, t, lr)
        assert step == pytest.approx([lr * directions[t - 1]], abs=1e-15)
        for part, values in states.items():
            assert state[part] == pytest.approx([values[t - 1]], abs=1e-15)
        w -= step


@pytest.mark.parametrize("form", FORMS)
def test_when_the_rate_falls_the_momentum_forms_part(form):
    """Where the rate is inside v, or v is the last update, old gradients keep their old rate."""
    drop = step_decay(0.1, every=1, factor=0.1)
    gradients = iter([np.array([1.0]), np.array([0.0])])
    path = descend(lambda w: next(gradients), [0.0], Momentum(0.5, form), drop)
    first, second = -np.diff([float(w[0]) for w in islice(path, 3)])
    kept = 1 if form in ("rate-inside", "last-update") else 0.1
    assert second == pytest.approx(0.5 * first * kept, rel=1e-12)


def test_constant_schedule_and_rate_are_the_same():
    rule = Adam()
    for lr in (0.01, np.array([0.01, 0.02])):
        assert np.array_equal(
            run(Rosenbrock(), [-1.0, 1.0], rule, lr, 20).w,
            run(Rosenbrock(), [-1.0, 1.0], rule, constant(lr), 20).w,
        )


@pytest.mark.parametrize(
    "rule", [*RULES, Momentum(np.array([0.5, 0.9])), Adam([[0.5], [0.9]], eps=[1e-8, 0.1])], ids=repr
)
def test_rules_are_values(rule):
    """Equal hyperparameters make equal rules, and none can be changed after the check at the door."""
    again = replace(rule)
    assert again == rule and hash(again) == hash(rule) and again.runs == rule.runs
    assert all(replace(rule, **{field.name: 0.25}) != rule for field in fields(rule) if field.type is float)
    with pytest.raises(AttributeError):
        rule.beta = 2.0
