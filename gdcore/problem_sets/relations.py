"""What a wrong answer is beside the right one, where that is simple: twice as much, a place late, transposed.

Such a relation is a fact and not a guess at the reason, so a message may give it whatever the mistake was.
"""

from collections.abc import Iterator

import numpy as np

RTOL = 1e-6
EXPECTED = "what is expected"


def relation(got: np.ndarray, expected: np.ndarray) -> str:
    """The first relation that holds between two arrays of numbers, in words; "" if there is none.

    Numbers of one or two digits are too often related by chance, so they must be several.

    >>> relation(np.array([2.0, 4.0, 10.0]), np.array([1.0, 2.0, 5.0]))
    '2 times what is expected, throughout'
    >>> relation(np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 5.0]))
    'what is expected, one place late'
    >>> relation(np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 5.0]))
    ''
    """
    got, expected = got.astype(float), expected.astype(float)
    if not (got.size and expected.size and np.isfinite(got).all() and np.isfinite(expected).all()):
        return ""
    with np.errstate(all="ignore"):
        return next(_relations(got, expected), "")


def _relations(got: np.ndarray, expected: np.ndarray) -> Iterator[str]:
    if got.shape != expected.shape:
        yield from _of_other_shape(got, expected)
    elif expected.size == 1:
        yield from _of_one_number(got.item(), expected.item())
    elif np.ptp(expected) > 0:
        yield from _of_many(got, expected)


def _of_one_number(got: float, expected: float) -> Iterator[str]:
    if expected == float(f"{expected:.1e}"):
        return
    times = got / expected
    if _agree(times, -1):
        yield f"{EXPECTED} with the other sign"
    for number, text in ((times, "{} times"), (1 / times if times else 0, "1/{} of")):
        if 1.5 < abs(number) < 20.5 and _agree(number, round(number)):
            yield f"{text.format(round(number))} {EXPECTED}"
    yield from _powers(np.array(got), np.array(expected))


def _of_many(got: np.ndarray, expected: np.ndarray) -> Iterator[str]:
    times = float(np.vdot(got, expected) / np.vdot(expected, expected))
    if times and np.count_nonzero(expected) > 1 and _agree(got, times * expected):
        yield f"{_times(times)}, throughout"
    more = float(np.mean(got - expected))
    if expected.size > 2 and _agree(got - expected, np.full(got.shape, more)):
        yield f"{EXPECTED} {'plus' if more > 0 else 'minus'} {abs(more):.4g}, throughout"
    yield from _powers(got, expected)
    if got.ndim == 2 and _agree(got, expected.T):
        yield f"{EXPECTED}, transposed"
    if len(got) > 2 and np.ptp(expected[1:]) and np.ptp(expected[:-1]):
        if _agree(got[1:], expected[:-1]):
            yield f"{EXPECTED}, one place late"
        if _agree(got[:-1], expected[1:]):
            yield f"{EXPECTED}, one place early"
    if _agree(got[::-1], expected):
        yield f"{EXPECTED}, in reverse order"
    if _agree(np.sort(got, axis=None), np.sort(expected, axis=None)):
        yield "the right numbers, in another order"


def _powers(got: np.ndarray, expected: np.ndarray) -> Iterator[str]:
    if (got > 0).all() and (expected > 0).all():
        if _agree(got, expected**2):
            yield f"the square of {EXPECTED}"
        if _agree(got**2, expected):
            yield f"the square root of {EXPECTED}"
        if _agree(got * expected, np.ones(got.shape)):
            yield f"1 divided by {EXPECTED}"


def _times(times: float) -> str:
    if _agree(times, -1):
        return f"{EXPECTED} with the other sign"
    if abs(times) < 0.67 and _agree(1 / times, round(1 / times)):
        return f"1/{round(1 / times)} of {EXPECTED}"
    return f"{times:.4g} times {EXPECTED}"


def _of_other_shape(got: np.ndarray, expected: np.ndarray) -> Iterator[str]:
    if got.T.shape == expected.shape and _agree(got.T, expected):
        yield f"{EXPECTED}, transposed"
    if got.size == expected.size and _agree(got.ravel(), expected.ravel()):
        yield "the right numbers, in another shape"
    if expected.ndim == 0:
        if _agree(got.mean(), expected):
            yield f"numbers whose mean is {EXPECTED}"
        if _agree(got.sum(), expected):
            yield f"numbers whose sum is {EXPECTED}"
    if got.ndim == 0:
        for name, number in (("mean", expected.mean()), ("sum", expected.sum())):
            if _agree(got, number):
                yield f"the {name} of {EXPECTED}"
        if expected.ndim == 1 and _agree(got, expected[-1]):
            yield f"only the last value of {EXPECTED}"
    if got.ndim == expected.ndim > 0 and got.shape[1:] == expected.shape[1:]:
        if len(got) == len(expected) + 1:
            if _agree(got[1:], expected):
                yield f"{EXPECTED}, with one more before it"
            if _agree(got[:-1], expected):
                yield f"{EXPECTED}, with one more after it"
        if len(got) == len(expected) - 1:
            if _agree(got, expected[1:]):
                yield f"{EXPECTED} without its first"
            if _agree(got, expected[:-1]):
                yield f"{EXPECTED} without its last"


def _agree(got: np.ndarray | float, expected: np.ndarray | float) -> bool:
    return np.shape(got) == np.shape(expected) and np.allclose(
        got, expected, rtol=RTOL, atol=RTOL * 1e-3 * np.max(np.abs(expected))
    )
