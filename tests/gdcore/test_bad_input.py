"""Bad input is met at the door: ValueError, naming the argument and the value that came."""

import json
import re
from dataclasses import dataclass

import numpy as np
import pytest

from gdcore import (
    MLP,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Formula,
    GradientDescent,
    LessardCycle,
    LinearRegression,
    Lion,
    Momentum,
    Muon,
    Nesterov,
    Plateau,
    Quadratic,
    RMSProp,
    Rosenbrock,
    ScheduleFree,
    SoftmaxRegression,
    batches,
    blobs,
    check_gradient,
    constant,
    cosine,
    descend,
    diagnose,
    digits,
    exponential,
    fit,
    gradient_noise,
    hold,
    inverse_time,
    linear_warmup,
    lr_range_test,
    moons,
    one_cycle,
    polynomial,
    regression,
    rings,
    run,
    sharpness,
    spirals,
    stability_limit,
    step_decay,
    warmup_stable_decay,
    xor,
)
from gdcore.rules import Rule

BOWL = Quadratic([1.0, 2.0])
X, y = blobs(30, classes=3, rng=0)
NOT_RATES = [-0.1, float("nan"), float("inf"), "fast", "0.1", None, 1j, [0.1, -0.1], [[0.1], [0.1, 0.2]]]
NOT_BETAS = [-0.1, 1.0, 1.5, float("nan"), "high", None, [0.5, 1.0]]
NOT_COUNTS = [0, -1, 2.5, 3.0, "3", None, float("nan")]


def refused(argument, value, call):
    """`call(value)` raises ValueError naming the argument and the value, or its element, shape or type."""
    with pytest.raises(ValueError) as caught:
        call(value)
    name, place, got = re.fullmatch(
        r"(\w+)(\[[\d, ]+\])? must .*, got (.*)", str(caught.value), re.DOTALL
    ).groups()
    assert name == argument
    if place:
        assert got == repr(np.asarray(value)[tuple(json.loads(place))].item())
    else:
        assert got == repr(value) or got in (str(np.shape(value)), repr(np.asarray(value).dtype))


def train(**changes):
    arguments = dict(
        model=SoftmaxRegression(2, 3),
        X=X,
        y=y,
        rule=GradientDescent(),
        lr=0.1,
        batch_size=10,
        epochs=1,
        rng=0,
    )
    return fit(**(arguments | changes))


def with_value(position, value):
    bad = X.copy()
    bad[position] = value
    return bad


@pytest.mark.parametrize("value", NOT_RATES, ids=repr)
@pytest.mark.parametrize(
    "argument, call",
    [
        ("lr", lambda lr: run(BOWL, [1.0, 1.0], GradientDescent(), lr, 3)),
        ("lr", lambda lr: descend(BOWL.grad, [1.0, 1.0], GradientDescent(), lr)),
        ("lr", lambda lr: train(lr=lr)),
        ("lr", constant),
        ("lr", lambda lr: step_decay(lr, 10)),
        ("factor", lambda factor: step_decay(0.1, 10, factor)),
        ("lr", lambda lr: exponential(lr, 0.9)),
        ("factor", lambda factor: exponential(0.1, factor)),
        ("lr", lambda lr: inverse_time(lr, 0.1)),
        ("decay", lambda decay: inverse_time(0.1, decay)),
        ("lr", lambda lr: polynomial(lr, 10)),
        ("power", lambda power: polynomial(0.1, 10, power)),
        ("end", lambda end: polynomial(0.1, 10, end=end)),
        ("lr", lambda lr: cosine(lr, 10)),
        ("end", lambda end: cosine(0.1, 10, end)),
        ("lr", lambda lr: linear_warmup(10, lr)),
        ("peak", lambda peak: one_cycle(peak, 10)),
        ("start", lambda start: one_cycle(0.1, 10, start=start)),
        ("end", lambda end: one_cycle(0.1, 10, end=end)),
        ("lr", lambda lr: warmup_stable_decay(lr, 1, 2, 3)),
        ("end", lambda end: warmup_stable_decay(0.1, 1, 2, 3, end)),
        ("eps", lambda eps: Adam(eps=eps)),
        ("eps", lambda eps: AdaGrad(eps)),
        ("eps", lambda eps: RMSProp(eps=eps)),
        ("eps", lambda eps: AMSGrad(eps=eps)),
        ("decay", lambda decay: AdamW(decay=decay)),
        ("decay", lambda decay: Lion(decay=decay)),
        ("decay", lambda decay: Muon({"W": (2, 3)}, decay=decay)),
        ("rest_factor", lambda factor: Muon({"W": (2, 3)}, rest_factor=factor)),
        ("noise", lambda noise: regression(10, 2, noise)),
        ("spread", lambda spread: blobs(10, spread=spread)),
        ("noise", lambda noise: spirals(10, noise=noise)),
        ("noise", lambda noise: moons(10, noise)),
        ("noise", lambda noise: rings(10, noise)),
        ("noise", lambda noise: xor(10, noise)),
        ("scale", lambda scale: MLP([2, 3]).init(0, scale)),
    ],
)
def test_rates_are_finite_and_not_negative(argument, call, value):
    refused(argument, value, call)


@pytest.mark.parametrize("value", NOT_BETAS, ids=repr)
@pytest.mark.parametrize(
    "argument, call",
    [
        ("beta", Momentum),
        ("beta", Nesterov),
        ("beta", RMSProp),
        ("beta1", Adam),
        ("beta2", lambda beta2: Adam(beta2=beta2)),
        ("beta1", AMSGrad),
        ("beta2", lambda beta2: AdamW(beta2=beta2)),
        ("beta1", Lion),
        ("beta2", lambda beta2: Lion(beta2=beta2)),
        ("beta", ScheduleFree),
        ("beta", lambda beta: Muon({"W": (2, 3)}, beta=beta)),
    ],
)
def test_betas_lie_between_0_and_1(argument, call, value):
    refused(argument, value, call)


@pytest.mark.parametrize("value", NOT_COUNTS, ids=repr)
@pytest.mark.parametrize(
    "argument, call",
    [
        ("batch_size", lambda size: train(batch_size=size)),
        ("epochs", lambda epochs: train(epochs=epochs)),
        ("features", LinearRegression),
        ("features", lambda features: SoftmaxRegression(features, 3)),
        ("classes", lambda classes: SoftmaxRegression(2, classes)),
        ("sizes", lambda size: MLP([2, size, 3])),
        ("n", lambda n: regression(n, 2)),
        ("d", lambda d: regression(10, d)),
        ("n", blobs),
        ("classes", lambda classes: blobs(10, classes)),
        ("d", lambda d: blobs(10, d=d)),
        ("n", spirals),
        ("n", moons),
        ("n", rings),
        ("n", xor),
        ("classes", lambda classes: spirals(10, classes)),
        ("n", lambda n: batches(n, 1)),
        ("size", lambda size: batches(10, size)),
        ("every", lambda every: step_decay(0.1, every)),
        ("steps", lambda steps: cosine(0.1, steps)),
        ("steps", lambda steps: polynomial(0.1, steps)),
        ("steps", lambda steps: linear_warmup(steps, 0.1)),
        ("steps", lambda steps: hold(steps, constant(0.1))),
        ("steps", lambda steps: one_cycle(0.1, steps)),
        ("decay", lambda decay: warmup_stable_decay(0.1, 1, 1, decay)),
        (
            "steps",
            lambda steps: lr_range_test(SoftmaxRegression(2, 3), X, y, GradientDescent(), 10, 0, steps=steps),
        ),
        ("batch_size", lambda size: lr_range_test(SoftmaxRegression(2, 3), X, y, GradientDescent(), size, 0)),
        ("iterations", lambda iterations: sharpness(BOWL.grad, [1.0, 1.0], iterations)),
    ],
)
def test_counts_are_whole_and_positive(argument, call, value):
    refused(argument, value, call)


@pytest.mark.parametrize(
    "argument, value, call",
    [
        ("steps", -1, lambda steps: run(BOWL, [1.0, 1.0], GradientDescent(), 0.1, steps)),
        ("warmup", -1, lambda warmup: warmup_stable_decay(0.1, warmup, 1, 1)),
        ("stable", 0.5, lambda stable: warmup_stable_decay(0.1, 1, stable, 1)),
        ("steps", 1, lambda steps: one_cycle(0.1, steps)),
        ("batch_size", 31, lambda size: train(batch_size=size)),
        ("size", 11, lambda size: batches(10, size)),
    ],
)
def test_counts_have_limits(argument, value, call):
    refused(argument, value, call)


@pytest.mark.parametrize(
    "argument, value, call",
    [
        # points
        ("w0", [1.0, 2.0, 3.0], lambda w0: run(BOWL, w0, GradientDescent(), 0.1, 3)),
        ("w0", [1.0], lambda w0: run(Rosenbrock(), w0, GradientDescent(), 0.1, 3)),
        ("w0", 1.0, lambda w0: run(LessardCycle(), w0, GradientDescent(), 0.1, 3)),
        ("w0", "here", lambda w0: run(BOWL, w0, GradientDescent(), 0.1, 3)),
        ("w0", ["1", "2"], lambda w0: run(BOWL, w0, GradientDescent(), 0.1, 3)),
        ("w0", [1.0, float("nan")], lambda w0: run(BOWL, w0, GradientDescent(), 0.1, 3)),
        ("w0", [1.0, 1j], lambda w0: run(BOWL, w0, GradientDescent(), 0.1, 3)),
        ("w0", np.zeros(3), lambda w0: train(w0=w0)),
        ("w", 1.0, lambda w: descend(BOWL.grad, w, GradientDescent(), 0.1)),
        ("w", [[1.0], [1.0, 2.0]], lambda w: descend(BOWL.grad, w, GradientDescent(), 0.1)),
        ("w", [1.0, 2.0, 3.0], BOWL.value),
        ("w", [1.0, 2.0, 3.0], BOWL.grad),
        ("w", 1.0, Plateau().value),
        ("w", ["1", "2"], Plateau().value),
        ("w", [[1.0, 2.0]], lambda w: check_gradient(BOWL.value, BOWL.grad, w)),
        ("w", [[1.0, 2.0]], lambda w: sharpness(BOWL.grad, w)),
        ("w", [[0.0, 0.0, 0.0]], lambda w: gradient_noise(LinearRegression(2), w, X, y)),
        ("w", np.zeros(2), lambda w: LinearRegression(2).loss(w, X, y)),
        ("w", np.zeros(4), lambda w: LinearRegression(2).loss(w, X, y)),
        ("w", np.zeros(4), lambda w: MLP([2, 3]).predict(w, X)),
        ("h", 0.0, lambda h: check_gradient(BOWL.value, BOWL.grad, [1.0, 1.0], h)),
        # objectives
        ("curvatures", [], Quadratic),
        ("curvatures", [[1.0, 2.0]], Quadratic),
        ("curvatures", [1.0, float("inf")], Quadratic),
        ("curvatures", "steep", Quadratic),
        ("centre", [1.0, 2.0, 3.0], lambda centre: Quadratic([1.0, 2.0], centre)),
        ("rotation", 0.5, lambda rotation: Quadratic([1.0, 2.0, 3.0], rotation=rotation)),
        ("rotation", float("nan"), lambda rotation: Quadratic([1.0, 2.0], rotation=rotation)),
        ("rotation", "left", lambda rotation: Quadratic([1.0, 2.0], rotation=rotation)),
        ("text", 3, Formula),
        ("text", None, Formula),
        # models
        ("activation", "sigmoid", lambda activation: MLP([2, 3], activation)),
        ("activation", ["relu"], lambda activation: MLP([2, 3], activation)),
        # rules
        ("form", "fancy", lambda form: Momentum(form=form)),
        ("form", [[1], [1, 2]], lambda form: Momentum(form=form)),
        ("bias_correction", np.array(True), lambda choice: Adam(bias_correction=choice)),
        ("rule", Momentum, lambda rule: run(BOWL, [1.0, 1.0], rule, 0.1, 3)),
        ("rule", None, lambda rule: train(rule=rule)),
        ("rule", Momentum([0.5, 0.9]), lambda rule: train(rule=rule)),
        ("rule", Adam(), lambda rule: stability_limit(BOWL, rule)),
        ("objective", Rosenbrock(), lambda objective: stability_limit(objective, GradientDescent())),
        # data
        ("X", np.zeros((0, 2)), lambda X: train(X=X, y=np.zeros(0, dtype=int))),
        ("X", np.zeros((30, 3)), lambda X: train(X=X)),
        ("X", np.zeros(30), lambda X: train(X=X)),
        ("X", with_value((0, 0), np.nan), lambda X: train(X=X)),
        ("X", [["a", "b"]] * 30, lambda X: train(X=X)),
        ("y", y[:-1], lambda y: train(y=y)),
        ("y", np.where(y == 2, 3, y), lambda y: train(y=y)),
        ("y", y - 1, lambda y: train(y=y)),
        ("y", y.astype(str), lambda y: train(y=y)),
        ("y", y + 0.5, lambda y: train(y=y)),
        ("y", np.where(y == 2, np.nan, y), lambda y: train(model=LinearRegression(2), y=y)),
        ("X", np.zeros((5, 3)), lambda X: train(held_out=(X, y[:5]))),
        ("X", np.zeros((0, 2)), lambda X: gradient_noise(LinearRegression(2), np.zeros(3), X, np.zeros(0))),
        (
            "X",
            np.zeros((0, 2)),
            lambda X: lr_range_test(LinearRegression(2), X, np.zeros(0), GradientDescent(), 1, 0),
        ),
        ("test_share", 0, lambda share: digits(share)),
        ("test_share", 1.0, lambda share: digits(share)),
        ("test_share", "half", lambda share: digits(share)),
        ("condition", 0.5, lambda condition: regression(10, 2, condition=condition)),
        ("condition", float("nan"), lambda condition: regression(10, 2, condition=condition)),
        ("sizes", [3], MLP),
        ("sizes", [3, 1], MLP),
        ("warmup", 1.0, lambda warmup: one_cycle(0.1, 10, warmup)),
        ("warmup", "some", lambda warmup: one_cycle(0.1, 10, warmup)),
        # diagnostics
        (
            "low",
            10.0,
            lambda low: lr_range_test(SoftmaxRegression(2, 3), X, y, GradientDescent(), 10, 0, low, 1.0),
        ),
        (
            "low",
            0.0,
            lambda low: lr_range_test(SoftmaxRegression(2, 3), X, y, GradientDescent(), 10, 0, low, 1.0),
        ),
        ("losses", [1.0] * 11, diagnose),
        ("losses", np.ones((2, 12)), diagnose),
        ("losses", ["low"] * 12, diagnose),
    ],
)
def test_everything_else(argument, value, call):
    refused(argument, value, call)


@pytest.mark.parametrize(
    "w0, rule, lr",
    [
        (np.ones((3, 2)), GradientDescent(), [0.1, 0.2]),
        (np.ones((3, 2)), Momentum([0.5, 0.9]), 0.1),
        ([1.0, 1.0], Momentum([0.5, 0.9]), [0.1, 0.2, 0.3]),
        (np.ones((3, 2)), GradientDescent(), cosine(np.array([0.1, 0.2]), 10)),
    ],
)
def test_runs_that_do_not_broadcast_are_told_apart(w0, rule, lr):
    with pytest.raises(ValueError, match=r"w, rule and lr .*'w': .*'rule': .*'lr': "):
        run(BOWL, w0, rule, lr, 3)


def test_hyperparameters_whose_runs_do_not_broadcast_are_told_apart():
    with pytest.raises(
        ValueError, match=r"hyperparameters must have runs that broadcast, got .*'beta2': \(3,\)"
    ):
        Adam([0.1, 0.2], [0.1, 0.2, 0.3])


def test_a_share_that_rounds_to_one_is_none():
    with pytest.raises(ValueError, match="beta1 must be in"):
        Adam(beta1=np.longdouble(1) - np.longdouble(2) ** -60)


@pytest.mark.parametrize("first", [-0.1, float("nan"), "fast", None])
def test_the_first_rate_of_a_schedule_is_checked(first):
    for call in (
        lambda: run(BOWL, [1.0, 1.0], GradientDescent(), lambda t: first, 3),
        lambda: train(lr=lambda t: first),
    ):
        with pytest.raises(ValueError, match=rf"lr\(1\) must .*, got {first!r}"):
            call()


@pytest.mark.parametrize("gradient", [np.ones(3), np.ones(1), 1.0, [1.0, 2.0], [[1.0, 2.0]]], ids=repr)
def test_a_gradient_has_the_shape_of_w(gradient):
    """A single number would be broadcast, and the run be another than the one that was meant."""
    path = descend(lambda w: gradient, [1.0, 1.0], GradientDescent(), 0.1)
    next(path)
    with pytest.raises(ValueError, match=r"grad\(w\) must be an array of the shape of w, \(2,\), got "):
        next(path)


@dataclass(frozen=True)
class Keeper(Rule):
    """A rule that keeps what it is handed."""

    def init(self, w):
        return {"last": w}


@dataclass(frozen=True)
class Forgetful(Rule):
    def init(self, w):
        pass


@pytest.mark.parametrize(
    "rule, words", [(Keeper(), "keep a copy of w in its state as 'last'"), (Forgetful(), "returns a dict")]
)
def test_a_state_is_a_dict_of_arrays_that_belong_to_the_rule(rule, words):
    for call in (
        lambda: descend(BOWL.grad, [1.0, 1.0], rule, 0.1),
        lambda: run(BOWL, [1.0, 1.0], rule, 0.1, 3),
        lambda: train(rule=rule),
    ):
        with pytest.raises(ValueError, match=f"^rule must .*{words}"):
            call()


def test_nothing_is_checked_in_the_loop():
    """A schedule or a gradient that turns bad on the way ends the run in nan, it does not raise."""
    trace = run(BOWL, [1.0, 1.0], GradientDescent(), lambda t: 0.1 if t < 3 else float("nan"), 5)
    assert trace.diverged_at == 3
