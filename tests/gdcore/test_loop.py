"""The loop: what `run` and `fit` record, divergence without noise, reproducible training."""

import runpy
import subprocess
import sys
import textwrap
import warnings
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from gdcore import (
    MLP,
    Adam,
    Beale,
    DoubleWell,
    GradientDescent,
    Himmelblau,
    LinearRegression,
    Momentum,
    Quadratic,
    Rosenbrock,
    SoftmaxRegression,
    batches,
    blobs,
    cosine,
    descend,
    digits,
    fit,
    regression,
    run,
)

# descend


def test_descend_yields_one_live_array():
    path = descend(lambda w: w, np.array([4.0]), GradientDescent(), lr=0.5)
    first, second = next(path), next(path)
    assert first is second and second == [2.0]


def test_descend_counts_steps_from_one():
    seen = []
    path = descend(lambda w: w, [1.0], GradientDescent(), lr=lambda t: seen.append(t) or 0.1)
    list(islice(path, 4))
    assert seen[-3:] == [1, 2, 3]


# run


def test_trace_belongs_to_the_points():
    objective, rates = Rosenbrock(), cosine(1e-3, 30)
    trace = run(objective, [-1.0, 1.0], GradientDescent(), rates, steps=30)
    assert trace.w.shape == (31, 2) and trace.loss.shape == trace.grad_norm.shape == (31,)
    assert np.array_equal(trace.w[0], [-1.0, 1.0])
    assert trace.loss == pytest.approx(objective.value(trace.w))
    assert trace.grad_norm == pytest.approx(np.linalg.norm(objective.grad(trace.w), axis=-1))
    assert trace.lr == pytest.approx(rates(np.arange(1, 31)))
    assert np.diff(trace.w, axis=0) == pytest.approx(-trace.lr[:, np.newaxis] * objective.grad(trace.w[:-1]))
    assert trace.diverged_at is None


@pytest.mark.parametrize(
    "w0_runs, lr_runs, runs",
    [
        ((), (), ()),
        ((5,), (), (5,)),
        ((), (5,), (5,)),
        ((5,), (5,), (5,)),
        ((5, 1), (3,), (5, 3)),
    ],
)
def test_starts_and_rates_broadcast_over_runs(w0_runs, lr_runs, runs):
    w0, lr = np.ones((*w0_runs, 2)), np.full(lr_runs, 0.1)
    trace = run(Quadratic([1.0, 2.0]), w0, Momentum(), lr, steps=3)
    assert trace.w.shape == (4, *runs, 2) and trace.loss.shape == trace.grad_norm.shape == (4, *runs)
    assert trace.lr.shape == (3, *lr_runs)
    assert np.all(trace.diverged_at == -1) if runs else trace.diverged_at is None


def test_schedule_of_rates_over_runs_adds_runs():
    trace = run(Quadratic([1.0]), [4.0], GradientDescent(), cosine(np.array([0.1, 0.2]), 5), steps=5)
    assert trace.w.shape == (6, 2, 1) and trace.lr.shape == (5, 2)


def test_no_steps_is_the_start():
    trace = run(Quadratic([1.0]), [4.0], GradientDescent(), 0.1, steps=0)
    assert trace.w.tolist() == [[4.0]] and trace.loss.tolist() == [8.0] and len(trace.lr) == 0


@pytest.mark.parametrize(
    "objective, w0, lr",
    [
        (Quadratic([1.0]), [1.0], 5.0),
        (DoubleWell(), [5.0], 1.0),
        (Rosenbrock(), [-1.0, 1.0], 0.1),
        (Beale(), [4.0, 4.0], 1.0),
        (Himmelblau(), [5.0, 5.0], 1.0),
    ],
)
@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(), Momentum(form="last-update")])
def test_divergence_ends_in_inf_or_nan_and_is_dated(objective, w0, lr, rule):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace = run(objective, w0, rule, lr, steps=2000)
    finite = np.isfinite(trace.loss) & np.isfinite(trace.w).all(axis=-1)
    assert not finite[-1]
    assert finite[: trace.diverged_at].all() and not finite[trace.diverged_at]


def test_divergence_is_dated_run_by_run():
    """f = ½w² at rate 3 doubles w each step, at rate 5 it quadruples: the loss ½·4^t overflows at 2^1024."""
    trace = run(Quadratic([1.0]), [1.0], GradientDescent(), [0.5, 3.0, 5.0], steps=600)
    assert trace.diverged_at.tolist() == [-1, 512, 256]
    assert np.all(trace.w[:, 0] == 0.5 ** np.arange(601)[:, np.newaxis])


def test_no_runs_are_no_error():
    assert run(Quadratic([1.0, 2.0]), [1.0, 1.0], Momentum(), np.empty(0), steps=3).w.shape == (4, 0, 2)


# fit


@pytest.fixture(scope="module")
def digit_images():
    return digits()


def small_fit(**changes):
    X, y = blobs(100, classes=3, rng=0)
    arguments = dict(model=MLP([2, 8, 3]), X=X, y=y, rule=Momentum(), lr=0.05, batch_size=32, epochs=5, rng=0)
    return fit(**(arguments | changes))


def test_history_has_an_entry_for_each_step_and_each_epoch():
    """100 examples in batches of 32 are 4 steps an epoch, the last of 4 examples."""
    held_out = blobs(50, classes=3, rng=0)
    history = small_fit(held_out=held_out, lr=cosine(0.05, 20))
    assert history.loss.shape == history.lr.shape == (20,)
    assert history.epoch_loss.shape == history.test_accuracy.shape == (5,)
    assert history.lr == pytest.approx(cosine(0.05, 20)(np.arange(1, 21)))
    assert history.diverged_at is None
    model = MLP([2, 8, 3])
    assert history.epoch_loss[-1] == model.loss(history.w, *blobs(100, classes=3, rng=0))
    assert history.test_accuracy[-1] == model.accuracy(history.w, *held_out)


def test_accuracy_needs_held_out_labels():
    X, y = regression(50, 2, rng=0)
    assert small_fit().test_accuracy is None
    assert small_fit(model=LinearRegression(2), X=X, y=y, held_out=(X, y)).test_accuracy is None


def test_a_seed_or_its_generator_repeats_the_fit_and_another_does_not():
    first, again, other = small_fit(rng=7), small_fit(rng=np.random.default_rng(7)), small_fit(rng=8)
    assert np.array_equal(first.w, again.w) and np.array_equal(first.loss, again.loss)
    assert not np.array_equal(first.w, other.w)


def test_a_given_start_is_used_and_left_alone():
    w0 = MLP([2, 8, 3]).init(rng=3)
    before = w0.copy()
    history = small_fit(w0=w0, batch_size=100)
    assert np.array_equal(w0, before)
    assert history.loss[0] == pytest.approx(MLP([2, 8, 3]).loss(w0, *blobs(100, classes=3, rng=0)))


def test_full_batch_fit_is_run_on_the_mean_loss():
    """One batch of all N examples makes `fit` plain gradient descent, whatever the shuffle."""
    X, y = regression(60, 2, rng=0)
    model = LinearRegression(2)
    history = fit(model, X, y, GradientDescent(), 0.3, batch_size=60, epochs=40, rng=0)
    path = descend(lambda w: model.loss_and_grad(w, X, y)[1], model.init(), GradientDescent(), 0.3)
    *_, w = islice(path, 41)
    assert history.w == pytest.approx(w, rel=1e-10)


def test_an_epoch_of_fit_takes_the_batches_that_the_generator_gives():
    X, y = regression(10, 2, rng=0)
    model, rng = LinearRegression(2), np.random.default_rng(5)
    w, losses = np.zeros(3), []
    for _ in range(2):
        for rows in batches(10, 4, rng):
            loss, g = model.loss_and_grad(w, X[rows], y[rows])
            losses.append(loss)
            w -= 0.1 * g
    history = fit(model, X, y, GradientDescent(), 0.1, batch_size=4, epochs=2, rng=5)
    assert np.array_equal(history.loss, losses) and np.array_equal(history.w, w)


@pytest.mark.parametrize(
    "rule", [GradientDescent(), Momentum(), Adam()], ids=lambda rule: type(rule).__name__
)
def test_fit_does_what_one_would_write_by_hand(digit_images, rule):
    """The yardstick of the benchmarks: one network and its rules in plain NumPy, without gdcore."""
    by_hand = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "by_hand.py"))
    X, y, *_ = digit_images
    model = MLP([64, 32, 10])
    w = model.init(rng=0)
    history = fit(model, X, y, rule, 0.01, batch_size=100, epochs=2, rng=5, w0=w)
    losses, epoch_losses = by_hand["train"](X, y, w, (64, 32, 10), type(rule).__name__, 0.01, 100, 2, rng=5)
    assert history.loss == pytest.approx(losses, rel=1e-10)
    assert history.epoch_loss == pytest.approx(epoch_losses, rel=1e-10)
    assert history.w == pytest.approx(w, rel=1e-8, abs=1e-12)


def test_fit_in_single_precision():
    data = digits(dtype=np.float32)
    history = fit(MLP([64, 16, 10]), data.X_train, data.y_train, Adam(), 1e-2, 64, epochs=1, rng=0)
    assert history.w.dtype == np.float32


@pytest.mark.parametrize(
    "lr, batch_size, epochs, where",
    [
        (1e3, 10, 1000, "loss"),
        (1e300, 50, 1, "epoch_loss"),  # the last step ruins w, and no minibatch comes after it
    ],
)
def test_diverging_fit_stops_in_silence_and_says_where(lr, batch_size, epochs, where):
    X, y = regression(50, 2, rng=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = fit(LinearRegression(2), X, y, GradientDescent(), lr, batch_size, epochs, rng=0)
    assert history.diverged_at == len(history.loss) == len(history.lr) < 5000
    for name in ("loss", "epoch_loss"):
        *before, last = getattr(history, name)
        assert np.isfinite(before).all() and np.isfinite(last) == (name != where)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_network_reads_97_of_100_held_out_digits(digit_images, seed):
    X, y, *held_out = digit_images
    history = fit(
        MLP([64, 128, 10]), X, y, Momentum(), 0.1, batch_size=32, epochs=20, rng=seed, held_out=held_out
    )
    assert history.test_accuracy[-1] >= 0.97


def test_softmax_regression_reads_digits_from_a_full_batch(digit_images):
    """Convex, hence the loss falls at every step, and a straight line reads more than 9 of 10."""
    X, y, *held_out = digit_images
    history = fit(
        SoftmaxRegression(64, 10), X, y, GradientDescent(), 0.5, len(X), 200, rng=0, held_out=held_out
    )
    assert np.all(np.diff(history.loss) < 0)
    assert history.test_accuracy[-1] > 0.9


def test_progress_is_shown_when_asked_or_when_it_takes_long(capfd):
    small_fit()
    assert capfd.readouterr().err == ""
    small_fit(progress=True)
    assert "/20 " in capfd.readouterr().err
    small_fit(batch_size=1, epochs=21)
    assert "/2100 " in capfd.readouterr().err
    small_fit(batch_size=1, epochs=21, progress=False)
    assert capfd.readouterr().err == ""


def test_fit_needs_no_tqdm():
    """In a process of its own, because tqdm may already be loaded here."""
    program = """
        import sys
        sys.modules["tqdm"] = None  # importing it now fails
        from gdcore import GradientDescent, LinearRegression, fit, regression
        X, y = regression(20, 2, rng=0)
        history = fit(LinearRegression(2), X, y, GradientDescent(), 0.1, 5, 2, 0, progress=True)
        print(len(history.loss))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("8\n", "")


def test_without_ipywidgets_a_notebook_gets_the_plain_bar_and_no_warning():
    """tqdm looks for a notebook's kernel, and warns where it finds one but no ipywidgets."""
    program = """
        import sys, types
        sys.modules["ipykernel.zmqshell"] = types.ModuleType("zmqshell")
        sys.modules["IPython"] = types.SimpleNamespace(get_ipython=object)
        sys.modules["ipywidgets"] = None  # importing it now fails
        from gdcore import GradientDescent, LinearRegression, fit, regression
        fit(LinearRegression(2), *regression(20, 2, rng=0), GradientDescent(), 0.1, 5, 2, 0, progress=True)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True)
    assert done.returncode == 0 and "/8 " in done.stderr and "Warning" not in done.stderr, done.stderr


def test_half_precision_becomes_single():
    X, y, _, _ = digits()
    model = SoftmaxRegression(64, 10)
    half, single = (
        fit(model, X.astype(kind), y, Adam(), 1e-2, 64, epochs=1, rng=0, held_out=(X[:9].astype(kind), y[:9]))
        for kind in (np.float16, np.float32)
    )
    assert half.w.dtype == half.loss.dtype == np.float32 and np.isfinite(half.w).all()
    assert half.w == pytest.approx(single.w, abs=1e-3)
    from_half = fit(model, X, y, Adam(), 1e-2, 64, epochs=1, rng=0, w0=np.zeros(650, np.float16))
    assert from_half.w.dtype == np.float64
