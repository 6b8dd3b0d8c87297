"""Data to learn from: handwritten digits, a text, made-up sets, and minibatches.

`experiment` reads what was measured on a real transformer, for the figures of chapters 9 and 10.

`rng` is always a source of randomness, a numpy Generator or RandomState, or a seed; the same seed gives the
same data.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from ._checks import amount, count, generator, number, require
from ._types import Array, Labels, Seed


class Digits(NamedTuple):
    """Handwritten digits: images as rows of 64 numbers in [0, 1], labels 0 to 9."""

    X_train: Array
    y_train: Labels
    X_test: Array
    y_test: Labels


def digits(test_share: float = 0.2, rng: Seed = 0, dtype: DTypeLike = float) -> Digits:
    """1,797 handwritten digits (8 × 8), shuffled and split: the test part of the UCI set.

    Alpaydin & Kaynak (1998).

    test_share  share of the images that is held out, between 0 and 1
    rng         seed of the shuffle
    dtype       of the images

    Returns Digits(X_train, y_train, X_test, y_test). The data ship with the package (CC BY 4.0).
    Raises ValueError if test_share is not between 0 and 1.

    >>> [part.shape for part in digits()]
    [(1438, 64), (1438,), (359, 64), (359,)]
    """
    require(0 < number(test_share, "test_share") < 1, "test_share", "be between 0 and 1", test_share)
    with (files("gdcore") / "digits.npz").open("rb") as file:
        stored = np.load(file)
        X, y = stored["images"].astype(dtype) / 16, stored["labels"].astype(int)
    order = generator(rng).permutation(len(X))
    test, train = np.split(order, [int(test_share * len(X))])
    return Digits(X[train], y[train], X[test], y[test])


# The characters of the text, by their labels: a new line, and what a plain keyboard prints.
ALPHABET = "\n" + "".join(map(chr, range(32, 127)))


def text() -> str:
    """About 200,000 characters of this course's own prose and code, all of them of ALPHABET. Chapter 10.

    The text is fixed: it does not change with the chapters. It ships with the package (CC BY 4.0).

    >>> text()[1:18], len(ALPHABET)
    ('# The update rule', 96)
    """
    with (files("gdcore") / "text.npz").open("rb") as file:
        return np.load(file)["codes"].tobytes().decode("ascii")


def next_character(text: str, context: int = 1, dtype: DTypeLike = float) -> tuple[Array, Labels]:
    """Examples of which character comes next: with X of one context, `SoftmaxRegression` counts pairs.

    text     characters of ALPHABET, more of them than `context`
    context  how many characters are seen, 1 or more
    dtype    of X

    Returns X `(N, 96 · context)`, with a 1 for each character seen, and labels y `(N,)`.
    Raises ValueError for a context below 1, a shorter text, or a character that is not in ALPHABET.

    >>> X, y = next_character("abab", context=2)
    >>> X.shape, [ALPHABET[label] for label in y]
    ((2, 192), ['a', 'b'])
    """
    context = count(context, "context")
    require(isinstance(text, str) and len(text) > context, "text", f"be longer than {context}", text)
    labels = np.array([ALPHABET.find(character) for character in text])
    require(labels >= 0, "text", "hold characters of ALPHABET only", np.array(list(text)))
    seen = np.lib.stride_tricks.sliding_window_view(labels[:-1], context)
    X = np.zeros((*seen.shape, len(ALPHABET)), dtype)
    np.put_along_axis(X, seen[..., np.newaxis], 1, axis=-1)
    return X.reshape(len(X), -1), labels[context:]


def regression(
    n: int, d: int, noise: float = 0.1, condition: float = 1.0, rng: Seed = None
) -> tuple[Array, Array]:
    """n examples of y = X·w + noise, w ~ N(0, 1), columns of X scaled for the given condition number.

    n          number of examples, 1 or more
    d          number of features, 1 or more
    noise      standard deviation σ of the noise in y, 0 or more
    condition  largest over smallest variance of the columns, 1 or more: κ of least squares for large n

    Returns X `(n, d)`, y `(n,)`. Raises ValueError for n or d below 1, noise < 0 or condition < 1.

    >>> X, y = regression(1000, 2, condition=100.0, rng=0)
    >>> (X.std(axis=0) / X.std(axis=0)[0]).round()
    array([ 1., 10.])
    """
    n, d, noise = count(n, "n"), count(d, "d"), amount(noise, "noise")
    require(number(condition, "condition") >= 1, "condition", "be at least 1", condition)
    random = generator(rng)
    X = random.standard_normal((n, d)) * np.geomspace(1, np.sqrt(condition), d)
    return X, X @ random.standard_normal(d) + noise * random.standard_normal(n)


def blobs(
    n: int, classes: int = 3, d: int = 2, spread: float = 1.0, rng: Seed = None
) -> tuple[Array, Labels]:
    """n points in `classes` normal clouds of standard deviation `spread`, centres ~ N(0, 3²).

    n        number of points, 1 or more
    classes  number of clouds, 1 or more; they get points in turn
    d        number of features, 1 or more
    spread   0 or more

    Returns X `(n, d)`, labels y `(n,)`. Raises ValueError for a count below 1 or spread < 0.

    >>> X, y = blobs(6, classes=3, rng=0)
    >>> X.shape, y
    ((6, 2), array([0, 1, 2, 0, 1, 2]))
    """
    n, classes, d = count(n, "n"), count(classes, "classes"), count(d, "d")
    spread = amount(spread, "spread")
    random = generator(rng)
    centres = 3 * random.standard_normal((classes, d))
    y = np.arange(n) % classes
    return centres[y] + spread * random.standard_normal((n, d)), y


def spirals(n: int, classes: int = 3, noise: float = 0.1, rng: Seed = None) -> tuple[Array, Labels]:
    """n points on `classes` arms of a spiral in the plane, each turning once: no line separates them.

    n        number of points, 1 or more
    classes  number of arms, 1 or more; they get points in turn
    noise    standard deviation of the angle in radians, 0 or more

    Returns X `(n, 2)`, labels y `(n,)`. Raises ValueError for a count below 1 or noise < 0.

    >>> X, y = spirals(300, rng=0)
    >>> X.shape, np.bincount(y)
    ((300, 2), array([100, 100, 100]))
    """
    n, classes, noise = count(n, "n"), count(classes, "classes"), amount(noise, "noise")
    random = generator(rng)
    y = np.arange(n) % classes
    radius = random.uniform(0.1, 1.0, n)
    angle = 2 * np.pi * (radius + y / classes) + noise * random.standard_normal(n)
    return radius[:, np.newaxis] * np.stack([np.cos(angle), np.sin(angle)], axis=1), y


def moons(n: int, noise: float = 0.1, rng: Seed = None) -> tuple[Array, Labels]:
    """n points on two half circles in the plane that reach into each other: no line separates them.

    n      number of points, 1 or more; the moons get them in turn
    noise  standard deviation of each coordinate, 0 or more

    Returns X `(n, 2)` within about −1 to 1, y `(n,)`. Raises ValueError for n below 1 or noise < 0.

    >>> X, y = moons(200, rng=0)
    >>> X.shape, np.bincount(y)
    ((200, 2), array([100, 100]))
    """
    random, y, noise = _two_classes(n, noise, rng)
    angle = np.pi * (random.random(n) + y)
    # The second moon is upside down, and each ends inside the other.
    x = (np.cos(angle) + np.where(y == 0, -0.5, 0.5)) / 1.5
    height = (np.sin(angle) + np.where(y == 0, -0.25, 0.25)) / 1.5
    return np.stack([x, height], axis=1) + noise * random.standard_normal((n, 2)), y


def rings(n: int, noise: float = 0.1, rng: Seed = None) -> tuple[Array, Labels]:
    """n points in the plane, half of them on a circle of radius 0.35 and half on one of radius 0.9.

    n      number of points, 1 or more; the circles get them in turn
    noise  standard deviation of each coordinate, 0 or more

    Returns X `(n, 2)`, y `(n,)`, 1 on the outer one. Raises ValueError for n below 1 or noise < 0.

    >>> X, y = rings(200, noise=0.0, rng=0)
    >>> np.unique(np.linalg.norm(X, axis=1).round(9))
    array([0.35, 0.9 ])
    """
    random, y, noise = _two_classes(n, noise, rng)
    angle = 2 * np.pi * random.random(n)
    radius = np.where(y == 0, 0.35, 0.9)[:, np.newaxis]
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return radius * circle + noise * random.standard_normal((n, 2)), y


def xor(n: int, noise: float = 0.1, rng: Seed = None) -> tuple[Array, Labels]:
    """n points in the square from −1 to 1, labelled 1 where the signs of their coordinates differ.

    n      number of points, 1 or more
    noise  standard deviation of each coordinate, added after the label, 0 or more

    Returns X `(n, 2)`, y `(n,)`. Raises ValueError for n below 1 or noise < 0.

    >>> X, y = xor(200, noise=0.0, rng=0)
    >>> bool(np.all((X[:, 0] * X[:, 1] < 0) == (y == 1)))
    True
    """
    random, _, noise = _two_classes(n, noise, rng)
    X = 2 * random.random((n, 2)) - 1
    X += 0.1 * np.sign(X)  # a gap along the axes
    X /= 1.1
    y = (X[:, 0] * X[:, 1] < 0).astype(int)
    return X + noise * random.standard_normal((n, 2)), y


def _two_classes(n: int, noise: float, rng: Seed) -> tuple[Any, Labels, float]:
    """A source of randomness, labels 0 and 1 in turn, and the noise, checked."""
    n = count(n, "n")
    return generator(rng), np.arange(n) % 2, amount(noise, "noise")


RESULTS = Path(__file__).parent.parent / "experiments" / "results"  # beside the engine, installed or not


def experiment(name: str) -> dict[str, Any]:
    """What one experiment measured on a small transformer, with its card and versions. Chapters 9 and 10.

    name  which one: a file of `experiments/results` without its ending

    Under "about" stand the card and the versions. Under "runs" stands a dict for each run: its "settings",
    the validation loss "final" in nats a byte (None if it diverged), and the training "loss" along the way,
    as means over "steps" / 60 steps. ("throughput" has "rows" instead, one for each batch size.)
    Raises ValueError for a name that there is not.

    >>> [run] = [run for run in experiment("precision")["runs"] if run["settings"]["precision"] == "fp32"]
    >>> run["final"]
    1.6776
    """
    known = sorted(path.stem for path in RESULTS.glob("*.json"))
    require(name in known, "name", f"be one of {', '.join(known)}", name)
    return json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))


def batches(
    n: int, size: int, rng: Seed = None, replace: bool = False, drop_last: bool = False
) -> Iterator[Labels]:
    """Yield the row numbers of the minibatches of one epoch over n examples. Chapter 3.

    n          number of examples, 1 or more
    size       examples in a batch, 1 to n
    replace    draw every batch independently, with replacement, instead of shuffling once
    drop_last  leave out a last batch of fewer than `size`

    Raises ValueError if n is below 1 or size is outside 1 to n.

    >>> [len(rows) for rows in batches(10, 4, rng=0)]
    [4, 4, 2]
    """
    n, size = count(n, "n"), count(size, "size")
    require(size <= n, "size", f"be at most n = {n}", size)
    return _batches(n, size, generator(rng), replace, drop_last)


def _batches(n: int, size: int, rng: Any, replace: bool, drop_last: bool) -> Iterator[Labels]:
    # A generator of its own, so that `batches` checks its arguments when it is called.
    order = rng.choice(n, size=n) if replace else rng.permutation(n)
    for start in range(0, n, size):
        rows = order[start : start + size]
        if len(rows) == size or not drop_last:
            yield rows
