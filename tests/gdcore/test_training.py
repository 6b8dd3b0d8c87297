"""What `fit` adds to the loop: clipping, an average, and going on where it was interrupted."""

import json
import shutil

import numpy as np
import pytest

from gdcore import (
    MLP,
    Adam,
    Average,
    GradientDescent,
    LinearRegression,
    Momentum,
    Muon,
    ScheduleFree,
    SoftmaxRegression,
    batches,
    blobs,
    cosine,
    fit,
    regression,
)
from gdcore.rules import Rule
from tests.rule_table import ROWS

MODEL, WIDER = MLP([2, 8, 3]), MLP([2, 9, 3])
X, y = blobs(100, classes=3, rng=0)
HELD_OUT = blobs(50, classes=3, rng=0)


def small_fit(**changes):
    arguments = dict(
        model=MODEL, X=X, y=y, rule=Momentum(), lr=cosine(0.05, 20), batch_size=32, epochs=5, rng=0
    )
    return fit(**(arguments | changes))


def same(first, second):
    """Whether two histories are the same to the last bit, in each of their fields."""
    return all(
        type(a) is type(b) and (np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b)
        for a, b in zip(vars(first).values(), vars(second).values(), strict=True)
    )


# Clipping


def test_a_gradient_longer_than_the_clip_is_shortened_to_it():
    data, model = regression(60, 2, rng=0), LinearRegression(2)
    history = fit(model, *data, GradientDescent(), 0.1, batch_size=60, epochs=30, rng=0, clip=0.5)
    w, norms = model.init(), []
    for _ in range(30):
        g = model.loss_and_grad(w, *data)[1]
        norms.append(np.linalg.norm(g))
        w -= 0.1 * g * min(1, 0.5 / norms[-1])
    assert max(norms) > 0.5 > min(norms)
    assert history.w == pytest.approx(w, rel=1e-10)
    assert history.grad_norm == pytest.approx(norms, rel=1e-10)


def test_an_infinite_clip_only_measures():
    measured, plain = small_fit(clip=np.inf), small_fit()
    assert np.array_equal(measured.w, plain.w) and measured.grad_norm.shape == plain.loss.shape
    assert plain.grad_norm is None


@pytest.mark.parametrize("clip", [0, -1.0, float("nan"), "1", [1.0, 2.0]])
def test_a_clip_is_one_positive_number(clip):
    with pytest.raises(ValueError, match="clip must "):
        small_fit(clip=clip)


# Averages


@pytest.mark.parametrize("beta", [0.9, 1.0])
def test_the_average_is_that_of_the_points_after_each_step(beta):
    history, rng = small_fit(average=beta), np.random.default_rng(0)
    w, average, losses = MODEL.init(rng), Average(beta), []
    rule, t = Momentum(), 0
    state = rule.init(w)
    for _ in range(5):
        for rows in batches(100, 32, rng):
            t += 1
            w -= rule.step(MODEL.loss_and_grad(w, X[rows], y[rows])[1], state, t, cosine(0.05, 20)(t), w)
            average.add(w)
        losses.append(MODEL.loss(average.value, X, y))
    assert history.average == pytest.approx(average.value, rel=1e-9)
    assert history.average_loss == pytest.approx(losses, rel=1e-9)
    assert history.w == pytest.approx(w, rel=1e-9)  # what is trained is not the average
    assert small_fit().average is None and small_fit().average_loss is None


@pytest.mark.parametrize("average", [-0.1, 1.1, "x", [0.5, 0.9]])
def test_an_average_has_one_beta(average):
    with pytest.raises(ValueError, match="(average|beta) must "):
        small_fit(average=average)


def test_fit_judges_and_returns_the_point_that_the_rule_answers():
    rule, rng = ScheduleFree(), np.random.default_rng(0)
    history = small_fit(rule=rule, lr=0.5, held_out=HELD_OUT)
    w, t = MODEL.init(rng), 0
    state = rule.init(w)
    for _ in range(5):
        for rows in batches(100, 32, rng):
            t += 1
            w -= rule.step(MODEL.loss_and_grad(w, X[rows], y[rows])[1], state, t, 0.5, w)
    assert history.w == pytest.approx(state["x"], rel=1e-9)
    assert history.epoch_loss[-1] == MODEL.loss(history.w, X, y) != MODEL.loss(w, X, y)
    assert history.test_accuracy[-1] == MODEL.accuracy(history.w, *HELD_OUT)


# Save and resume

RULES = [row.rule for row in ROWS if not row.parameters] + [
    Muon(MODEL.shapes),
    ScheduleFree(rule=Muon(MODEL.shapes)),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_a_resumed_fit_is_the_one_that_was_never_interrupted_to_the_last_bit(rule, tmp_path):
    arguments = dict(rule=rule, lr=cosine(0.01, 20), held_out=HELD_OUT, clip=0.8, average=0.9)
    whole = small_fit(**arguments)
    small_fit(**arguments, epochs=2, save=tmp_path / "half")
    assert same(small_fit(**arguments, resume=tmp_path / "half"), whole)
    assert not same(small_fit(**arguments, rng=1), whole)


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState, lambda seed: seed])
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_any_source_of_randomness_and_both_precisions_go_on(make, kind, tmp_path):
    arguments = dict(X=X.astype(kind), rule=Adam())
    whole = small_fit(**arguments, rng=make(3))
    small_fit(**arguments, rng=make(3), epochs=3, save=str(tmp_path / "half.npz"))
    again = small_fit(**arguments, rng=make(99), resume=str(tmp_path / "half.npz"))
    assert same(again, whole) and again.w.dtype == kind


def test_a_vector_in_pieces_and_a_chain_of_interruptions(tmp_path):
    """Killed in the midst of an epoch: what was written after the last whole one is there."""
    model = MLP([2, 4000, 3])  # more than a piece holds
    arguments = dict(model=model, rule=Adam(), lr=1e-3)
    whole = small_fit(**arguments)

    class Killed(Exception):
        pass

    def dies(t):
        if t == 11:
            raise Killed
        return 1e-3

    with pytest.raises(Killed):
        small_fit(**(arguments | {"lr": dies}), save=tmp_path / "run")
    small_fit(**arguments, epochs=3, resume=tmp_path / "run", save=tmp_path / "run")
    assert same(small_fit(**arguments, resume=tmp_path / "run"), whole)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_fit_that_is_over_is_told_from_its_file(tmp_path):
    whole = small_fit(save=tmp_path / "run")
    assert same(small_fit(resume=tmp_path / "run"), whole)
    with pytest.raises(ValueError, match="epochs must be at least 5, as many as resume has behind it, got 4"):
        small_fit(resume=tmp_path / "run", epochs=4)


def test_a_fit_that_diverges_leaves_the_last_finite_epoch(tmp_path):
    def explodes(t):
        return 0.05 if t <= 8 else 1e200

    history = small_fit(rule=GradientDescent(), lr=explodes, save=tmp_path / "run")
    assert history.diverged_at and len(history.epoch_loss) >= 2
    with np.load(tmp_path / "run") as file:
        assert len(file["seen epoch_loss"]) == 2 and np.isfinite(file["w"]).all()


@pytest.mark.parametrize(
    "words, changes",
    [
        (r"model must be as in .*run', MLP {'W1': \(2, 8\).* got .MLP {'W1': \(2, 9\)", {"model": WIDER}),
        ("model must be as in .*MLP .* got .SoftmaxRegression", {"model": SoftmaxRegression(2, 3)}),
        ("rule must be as in .*Momentum.*0.9.* got .Momentum.*0.8", {"rule": Momentum(0.8)}),
        ("batch_size must be as in .*, 32, got 16", {"batch_size": 16}),
        ("X must be as in .*, 100 examples in float64, got '99 examples", {"X": X[1:], "y": y[1:]}),
        ("X must be as in .* in float64, got '100 examples in float32", {"X": X.astype(np.float32)}),
        ("clip must be as in .*, None, got 1.0", {"clip": 1.0}),
        ("average must be as in .*, None, got 0.9", {"average": 0.9}),
        ("X, y must give the loss that .* notes", {"y": y[::-1]}),
        ("X, y must give the loss that .* notes", {"model": MLP([2, 8, 3], "tanh")}),
        ("rng must be a PCG64, as in resume, got 'MT19937'", {"rng": np.random.RandomState(0)}),
    ],
)
def test_a_checkpoint_of_another_fit_is_refused_and_nothing_is_lost(words, changes, tmp_path):
    small_fit(epochs=2, save=tmp_path / "run")
    before = (tmp_path / "run").read_bytes()
    with pytest.raises(ValueError, match=words):
        small_fit(**changes, resume=tmp_path / "run", save=tmp_path / "run")
    assert (tmp_path / "run").read_bytes() == before
    assert same(small_fit(resume=tmp_path / "run"), small_fit())


def test_a_file_of_another_version_or_of_no_checkpoint_is_refused(tmp_path):
    small_fit(epochs=2, save=tmp_path / "run")
    with np.load(tmp_path / "run") as file:
        arrays = dict(file)
    arrays["about"] = json.dumps(json.loads(str(arrays["about"])) | {"version": 7})
    np.savez(tmp_path / "later.npz", **arrays)
    with pytest.raises(ValueError, match="resume must be a checkpoint of version 1, got one of 7"):
        small_fit(resume=tmp_path / "later.npz")
    (tmp_path / "text").write_text("hello")
    (tmp_path / "empty").write_bytes(b"")
    np.save(tmp_path / "array.npy", np.ones(3))
    np.savez(tmp_path / "arrays.npz", w=np.ones(3))
    shutil.copy(tmp_path / "run", tmp_path / "cut")
    with open(tmp_path / "cut", "r+b") as file:
        file.truncate(500)
    for name in ("text", "empty", "array.npy", "arrays.npz", "cut"):
        with pytest.raises(ValueError, match=f"resume must be a checkpoint, got '.*{name}', which is none"):
            small_fit(resume=tmp_path / name)
    with pytest.raises(FileNotFoundError):
        small_fit(resume=tmp_path / "nowhere")


def test_a_checkpoint_runs_nothing_of_its_own(tmp_path):
    """It is read without pickle, which would run what a stranger has put there."""
    np.savez(tmp_path / "bad.npz", about=np.array(object(), dtype=object))
    with pytest.raises(ValueError, match="resume must be a checkpoint"):
        small_fit(resume=tmp_path / "bad.npz")


def test_a_rule_of_ones_own_is_saved_by_its_state(tmp_path):
    class Counting(Rule):
        def init(self, w):
            return {"count": np.zeros(1)}

        def direction(self, g, state, t, w):
            state["count"] += 1
            return g / state["count"]

    whole = small_fit(rule=Counting())
    small_fit(rule=Counting(), epochs=2, save=tmp_path / "run")
    assert same(small_fit(rule=Counting(), resume=tmp_path / "run"), whole)
