"""Data: the digits are all there, made-up sets are what they say, minibatches miss no example."""

import tomllib
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from setuptools import find_namespace_packages

from gdcore import (
    SoftmaxRegression,
    batches,
    blobs,
    digits,
    experiment,
    fit,
    next_character,
    regression,
    spirals,
    text,
)
from gdcore.data import ALPHABET, RESULTS
from gdcore.rules import Adam


def test_digits_are_split_without_loss():
    """1,797 images of the values 0 … 16, about 180 of each digit."""
    train, test = digits(rng=0), digits(rng=1)
    for data in (train, test):
        images, labels = np.concatenate(data[0::2]), np.concatenate(data[1::2])
        assert images.shape == (1797, 64) and labels.shape == (1797,)
        assert np.all((16 * images) % 1 == 0) and images.min() == 0 and images.max() == 1
        assert np.all((170 <= np.bincount(labels)) & (np.bincount(labels) <= 190))
    rows = [sorted(map(bytes, np.concatenate(data[0::2]))) for data in (train, test)]
    assert rows[0] == rows[1], "another seed, the same images"
    assert not np.array_equal(train.X_test, test.X_test)


def test_digits_split_and_type_are_chosen():
    data = digits(test_share=0.5, dtype=np.float32)
    assert len(data.y_test) == 1797 // 2 and data.X_train.dtype == np.float32


def test_each_seed_gives_its_own_data_again():
    for make in (
        lambda rng: regression(50, 3, rng=rng),
        lambda rng: blobs(50, rng=rng),
        lambda rng: spirals(50, rng=rng),
    ):
        (X, y), (X_again, y_again), (X_other, _) = make(1), make(np.random.default_rng(1)), make(2)
        assert np.array_equal(X, X_again) and np.array_equal(y, y_again) and not np.array_equal(X, X_other)


def test_regression_has_the_noise_and_the_condition_it_was_asked_for():
    X, y = regression(20_000, 4, noise=0.5, condition=50.0, rng=0)
    weights, _, _, _ = np.linalg.lstsq(X, y, rcond=None)
    # Standard errors: 0.5 % for a standard deviation, 2 % for the ratio of two variances; allow five.
    assert np.std(y - X @ weights) == pytest.approx(0.5, rel=0.025)
    curvature = np.linalg.eigvalsh(X.T @ X / len(X))
    assert curvature[-1] / curvature[0] == pytest.approx(50, rel=0.1)


def test_blobs_have_the_spread_they_were_asked_for():
    X, y = blobs(30_000, classes=3, d=2, spread=0.7, rng=0)
    assert np.all(np.bincount(y) == 10_000)
    for label in range(3):
        assert X[y == label].std(axis=0) == pytest.approx(0.7, rel=0.04)


def test_blobs_have_centres_of_standard_deviation_3():
    """Over 2,000 numbers the standard error is 1.6 %; allow five."""
    centres, _ = blobs(1000, classes=1000, d=2, spread=0.0, rng=0)
    assert centres.std() == pytest.approx(3, rel=0.08)


def test_spirals_without_noise_lie_on_their_arms():
    X, y = spirals(300, classes=3, noise=0.0, rng=0)
    radius, angle = np.hypot(*X.T), np.arctan2(X[:, 1], X[:, 0])
    turned = (angle - 2 * np.pi * (radius + y / 3)) % (2 * np.pi)
    assert np.minimum(turned, 2 * np.pi - turned) == pytest.approx(0, abs=1e-12)


def test_the_text_is_fixed_and_plain():
    """Claims rest on it, so not a character of it may change."""
    characters = text()
    assert set(characters) <= set(ALPHABET) and len(ALPHABET) == len(set(ALPHABET)) == 96
    assert len(characters) == 199_983
    digest = "01aa68c0fb0d4c02"
    assert sha256(characters.encode()).hexdigest()[:16] == digest


def test_each_place_of_a_text_is_an_example():
    X, y = next_character("gradient", context=3, dtype=np.float32)
    assert X.shape == (5, 3 * 96) and X.dtype == np.float32 and np.all(X.sum(axis=1) == 3)
    seen = X.reshape(5, 3, 96).argmax(axis=-1)
    assert ["".join(ALPHABET[label] for label in row) for row in seen] == ["gra", "rad", "adi", "die", "ien"]
    assert "".join(ALPHABET[label] for label in y) == "dient"


def test_softmax_regression_on_one_character_learns_how_often_pairs_occur():
    X, y = next_character("the theory of the thing " * 20)
    w = fit(SoftmaxRegression(96, 96), X, y, Adam(), 0.1, len(X), 300, rng=0, progress=False).w
    scores = SoftmaxRegression(96, 96).scores(w, X[y == ALPHABET.index("h")][:1])[0]
    assert ALPHABET[X[y == ALPHABET.index("h")][0].argmax()] == "t" and scores.argmax() == ALPHABET.index("h")
    after_h = next_character("he")[0]
    p = np.exp(SoftmaxRegression(96, 96).scores(w, after_h)[0])
    p /= p.sum()
    counts = np.bincount(y[X[:, ALPHABET.index("h")] == 1], minlength=96)
    assert p == pytest.approx(counts / counts.sum(), abs=0.01)


@pytest.mark.parametrize(
    ("given", "context", "message"),
    [
        ("naïve", 1, r"text\[2\] must hold characters of ALPHABET only, got 'ï'"),
        ("abc", 3, "text must be longer than 3, got 'abc'"),
        (7, 1, "text must be longer than 1, got 7"),
        ("abc", 0, "context must be a whole number of at least 1, got 0"),
    ],
)
def test_what_is_no_text_is_named(given, context, message):
    with pytest.raises(ValueError, match=message):
        next_character(given, context)


EXPERIMENTS = ("optimizers", "precision", "throughput", "warmup", "width")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_says_how_it_was_made_and_how_each_run_ended(name):
    result = experiment(name)
    assert result["about"]["device"] and result["about"]["torch"]
    for run in result.get("runs", ()):
        assert run["settings"]["lr"] > 0
        assert (run["final"] is None) == (run["diverged"] is not None)
        assert run["steps"] == run["diverged"] or run["steps"] == run["settings"]["steps"]
    assert "runs" in result or all(row["seconds"] > 0 for row in result["rows"])


def test_an_experiment_that_there_is_not_is_named():
    with pytest.raises(ValueError, match="name must be one of optimizers, precision, .* got '../results'"):
        experiment("../results")


def test_a_wheel_has_the_results_beside_the_engine():
    """Where a wheel is installed, the results are found as they are in the repository."""
    root = RESULTS.parent.parent
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    packages = find_namespace_packages(str(root), include=settings["packages"]["find"]["include"])
    assert {"gdcore", "experiments.results"} <= set(packages) and "experiments" not in packages
    assert settings["package-data"]["experiments.results"] == ["*.json"]


sizes = st.integers(1, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n)))


@given(sizes, st.integers(0, 2**32))
def test_an_epoch_sees_every_example_once(n_and_size, seed):
    n, size = n_and_size
    parts = list(batches(n, size, seed))
    assert sorted(np.concatenate(parts)) == list(range(n))
    assert {len(rows) for rows in parts[:-1]} <= {size} and 1 <= len(parts[-1]) <= size


@given(sizes, st.integers(0, 2**32), st.booleans())
def test_drop_last_leaves_full_batches_only(n_and_size, seed, replace):
    n, size = n_and_size
    parts = list(batches(n, size, seed, replace=replace, drop_last=True))
    assert [len(rows) for rows in parts] == [size] * (n // size)


@given(sizes, st.integers(0, 2**32))
def test_with_replacement_as_many_are_drawn(n_and_size, seed):
    n, size = n_and_size
    rows = np.concatenate(list(batches(n, size, seed, replace=True)))
    assert len(rows) == n and rows.min() >= 0 and rows.max() < n


def test_every_epoch_is_shuffled_anew_and_every_seed_repeats():
    rng = np.random.default_rng(0)
    first, second = (np.concatenate(list(batches(50, 10, rng))) for _ in range(2))
    assert not np.array_equal(first, second)
    assert np.array_equal(first, np.concatenate(list(batches(50, 10, 0))))


@pytest.mark.parametrize("replace", [False, True])
def test_batches_come_from_an_old_source_of_randomness_too(replace):
    """A RandomState, whose draws the demos have in JavaScript: every row is one of the examples."""
    rows = [list(batches(10, 4, rng=np.random.RandomState(3), replace=replace)) for _ in range(2)]
    assert [part.tolist() for part in rows[0]] == [part.tolist() for part in rows[1]]
    assert set(np.concatenate(rows[0])) <= set(range(10))
