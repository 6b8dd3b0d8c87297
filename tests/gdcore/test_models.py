"""Models: gradients by differences, one flat vector, means over examples, many runs at once."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore import (
    MLP,
    Adam,
    GradientDescent,
    LinearRegression,
    Momentum,
    SoftmaxRegression,
    blobs,
    fit,
    regression,
)
from gdcore.models import cross_entropy

MODELS = [LinearRegression(3), SoftmaxRegression(3, 4), MLP([3, 4]), MLP([3, 5, 4]), MLP([3, 6, 5, 4])]
each_model = pytest.mark.parametrize(
    "model", MODELS, ids=lambda model: f"{type(model).__name__}-{model.size}"
)


def examples(model, n=12, seed=0):
    if model.classifies:
        return blobs(n, classes=4, d=3, rng=seed)
    return regression(n, 3, noise=1.0, rng=seed)


@each_model
@given(seed=st.integers(0, 2**32))
def test_gradient_is_the_slope_of_the_loss(model, seed):
    X, y = examples(model, seed=seed)
    w = np.random.default_rng(seed).standard_normal(model.size)
    h = 6e-6
    ahead, behind = w + h * np.eye(model.size), w - h * np.eye(model.size)
    slope = (model.loss(ahead, X, y) - model.loss(behind, X, y)) / (2 * h)
    loss, grad = model.loss_and_grad(w, X, y)
    assert grad == pytest.approx(slope, abs=1e-7 * (1 + loss))


@each_model
def test_the_loss_alone_is_the_loss_that_comes_with_the_gradient(model):
    X, y = examples(model)
    w = np.random.default_rng(0).standard_normal((3, model.size))
    assert np.array_equal(model.loss(w, X, y), model.loss_and_grad(w, X, y)[0])


@each_model
def test_leading_axes_are_independent_runs(model):
    X, y = examples(model)
    w = np.random.default_rng(0).standard_normal((2, 3, model.size))
    loss, grad = model.loss_and_grad(w, X, y)
    predictions, accuracy = model.predict(w, X), model.accuracy(w, X, y)
    assert (
        loss.shape == accuracy.shape == (2, 3)
        and grad.shape == w.shape
        and predictions.shape == (2, 3, len(X))
    )
    for run in np.ndindex(2, 3):
        loss_alone, grad_alone = model.loss_and_grad(w[run], X, y)
        assert loss[run] == pytest.approx(loss_alone, rel=1e-12)
        assert grad[run] == pytest.approx(grad_alone, rel=1e-12, abs=1e-14)
        assert predictions[run] == pytest.approx(model.predict(w[run], X))
        assert accuracy[run] == model.accuracy(w[run], X, y)


@each_model
def test_no_runs_have_no_losses(model):
    loss, grad = model.loss_and_grad(np.empty((0, model.size)), *examples(model))
    assert loss.shape == (0,) and grad.shape == (0, model.size)


@each_model
def test_the_parts_are_views_that_cover_the_vector_once(model):
    w = np.zeros(model.size)
    for part in model.views(w).values():
        part += 1
    assert np.all(w == 1)


@each_model
def test_the_loss_is_a_mean_so_chunks_add_up(model):
    """Loss and gradient of all data are the means of those of its chunks, weighted by their lengths.

    This is also how a full batch that does not fit in memory is accumulated.
    """
    X, y = examples(model, n=100)
    w = np.random.default_rng(0).standard_normal(model.size)
    loss, grad = model.loss_and_grad(w, X, y)
    chunks = np.split(np.arange(100), [7, 50, 51])
    parts = [model.loss_and_grad(w, X[rows], y[rows]) for rows in chunks]
    shares = [len(rows) / 100 for rows in chunks]
    assert sum(share * part[0] for share, part in zip(shares, parts)) == pytest.approx(loss, rel=1e-12)
    assert sum(share * part[1] for share, part in zip(shares, parts)) == pytest.approx(
        grad, rel=1e-10, abs=1e-14
    )


@each_model
def test_data_and_parameters_are_left_alone(model):
    X, y = examples(model)
    w = np.random.default_rng(0).standard_normal(model.size)
    before = X.copy(), y.copy(), w.copy()
    model.loss_and_grad(w, X, y)
    model.predict(w, X)
    assert all(np.array_equal(a, b) for a, b in zip(before, (X, y, w)))


@each_model
def test_float32_stays_float32(model):
    X, y = examples(model)
    w = np.random.default_rng(0).standard_normal(model.size)
    y32 = y if model.classifies else y.astype(np.float32)
    loss, grad = model.loss_and_grad(w.astype(np.float32), X.astype(np.float32), y32)
    assert loss.dtype == grad.dtype == np.float32
    assert grad == pytest.approx(model.loss_and_grad(w, X, y)[1], rel=1e-3, abs=1e-4)


@each_model
def test_the_gradient_is_as_precise_as_the_more_precise_of_data_and_parameters(model):
    X, y = examples(model)
    X, w = X.astype(np.float32), np.random.default_rng(0).standard_normal(model.size).astype(np.float32)
    expected = pytest.approx(model.loss_and_grad(w.astype(float), X.astype(float), y)[1], rel=1e-12)
    assert model.loss_and_grad(w, X.astype(float), y)[1] == expected
    assert model.loss_and_grad(w.astype(float), X, y)[1] == expected


def test_linear_regression_is_least_squares():
    """The gradient vanishes at the solution of the normal equations; the loss is half the mean square."""
    X, y = regression(50, 3, noise=0.5, rng=0)
    with_ones = np.column_stack([X, np.ones(50)])
    w, squares, _, _ = np.linalg.lstsq(with_ones, y, rcond=None)
    loss, grad = LinearRegression(3).loss_and_grad(w, X, y)
    assert grad == pytest.approx(np.zeros(4), abs=1e-12)
    assert loss == pytest.approx(squares[0] / 100)


@pytest.mark.parametrize("model", [SoftmaxRegression(3, 4), MLP([3, 4])], ids=["SoftmaxRegression", "MLP"])
def test_at_zero_every_class_is_as_likely(model):
    X, y = examples(model)
    assert model.loss(np.zeros(model.size), X, y) == pytest.approx(np.log(4))


def test_a_network_without_hidden_layers_is_softmax_regression():
    X, y = blobs(30, classes=4, d=3, rng=0)
    w = np.random.default_rng(0).standard_normal(16)
    (loss, grad), (expected_loss, expected_grad) = (
        model.loss_and_grad(w, X, y) for model in (MLP([3, 4]), SoftmaxRegression(3, 4))
    )
    assert loss == expected_loss and np.array_equal(grad, expected_grad)


def test_cross_entropy_by_its_definition_and_without_overflow():
    scores, y = np.random.default_rng(0).standard_normal((6, 3)), np.array([0, 1, 2, 0, 1, 2])
    probability = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    loss, grad = cross_entropy(scores, y)
    assert loss == pytest.approx(-np.log(probability[np.arange(6), y]).mean())
    assert grad == pytest.approx((probability - np.eye(3)[y]) / 6)
    sure = cross_entropy(1e4 * np.eye(3)[y], y)
    assert sure[0] == 0 and not np.signbit(sure[0]) and np.isfinite(sure[1]).all()
    apart = np.array([[0.0, 0.0, 0.0], [1e4, 1e4, 1e4]])
    assert cross_entropy(apart, np.array([0, 1]))[0] == pytest.approx(np.log(3)), (
        "each example has its own scale"
    )
    sorry, _ = cross_entropy(-1e4 * np.eye(3)[y], y)
    assert sorry == pytest.approx(1e4 + np.log(2))


def test_network_starts_as_he_et_al_say():
    """Weights of variance 2 / inputs, biases 0: over 40,000 draws the variance is known to about 0.7 %."""
    parts = MLP([200, 200, 10]).views(MLP([200, 200, 10]).init(rng=0))
    assert parts["W1"].var() == pytest.approx(2 / 200, rel=0.04)
    assert not parts["b1"].any() and not parts["b2"].any()


def test_equal_hidden_units_stay_equal():
    """Started with equal weights, zero or not, 32 hidden units have equal weights and biases after every
    step, of any rule: they are a layer of one.
    """
    model, (X, y) = MLP([3, 32, 4]), blobs(30, classes=4, d=3, rng=0)
    for start, rule in itertools.product([0.0, 0.5], [GradientDescent(), Momentum(), Adam()]):
        w0 = np.full(model.size, start)
        w = fit(model, X, y, rule, 0.1, batch_size=10, epochs=20, rng=0, w0=w0).w
        parts = model.views(w)
        assert np.ptp(parts["W1"], axis=1) == pytest.approx(0, abs=1e-9)
        assert np.ptp(parts["b1"]) == pytest.approx(0, abs=1e-9)
        assert np.ptp(parts["W2"], axis=0) == pytest.approx(0, abs=1e-9)
        assert model.loss(w, X, y) < model.loss(w0, X, y) and (start == 0 or np.all(w != start))
