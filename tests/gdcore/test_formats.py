"""Number formats: every number of 16 bits is held, and what lies between is rounded as the hardware does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore import BFLOAT16, FLOAT16, FLOAT32, Format

ALL_16_BITS = np.arange(2**16, dtype=np.uint16)


def half(x):
    with np.errstate(over="ignore"):
        return np.float16(x).astype(float)


def brain(x):
    """bfloat16 by its bits: the upper half of a float32, rounded to nearest, ties to even."""
    bits = np.float32(x).view(np.uint32)
    odd = (bits >> 16) & 1
    return ((bits + 0x7FFF + odd) & 0xFFFF0000).view(np.float32).astype(float)


def held(name):
    """All finite numbers of the format."""
    numbers = {
        "float16": ALL_16_BITS.view(np.float16),
        "bfloat16": (ALL_16_BITS.astype(np.uint32) << 16).view(np.float32),
    }[name]
    return np.unique(numbers[np.isfinite(numbers)].astype(float))


@pytest.mark.parametrize(("name", "form"), [("float16", FLOAT16), ("bfloat16", BFLOAT16)])
def test_every_number_of_a_format_is_kept_and_its_neighbours_known(name, form):
    numbers = held(name)
    assert np.array_equal(form.round(numbers), numbers)
    assert numbers[-1] == form.largest and numbers[numbers > 0][0] == form.smallest
    positive = numbers[numbers >= 0]
    assert np.array_equal(form.spacing(positive)[:-1], np.diff(positive))


@pytest.mark.parametrize(
    ("name", "form", "reference"), [("float16", FLOAT16, half), ("bfloat16", BFLOAT16, brain)]
)
def test_what_lies_between_is_rounded_to_nearest_and_ties_to_even(name, form, reference):
    numbers = held(name)
    gaps = np.diff(numbers)
    for share in (0.25, 0.5, 0.75):
        between = numbers[:-1] + share * gaps
        # float32 holds these only where bfloat16 is not at its own smallest numbers.
        exact = np.float32(between) == between
        assert exact.mean() > 0.9 and np.array_equal(form.round(between[exact]), reference(between[exact]))


@given(st.floats(allow_nan=False))
def test_float32_is_numpys(x):
    with np.errstate(over="ignore"):
        assert FLOAT32.round(x) == np.float32(x)


def test_too_large_is_infinite_and_nan_stays():
    assert FLOAT16.round([65_519, 65_520, -1e9, np.inf, -np.inf]).tolist() == [
        65_504, np.inf, -np.inf, np.inf, -np.inf,
    ]  # fmt: skip
    assert np.isnan(FLOAT16.round(np.nan))


@pytest.mark.parametrize("x", [1.003, -1.003, 3e-8, 0.1])
@pytest.mark.parametrize("form", [FLOAT16, BFLOAT16])
def test_stochastic_rounding_is_right_on_average(x, form):
    """Up or down to a neighbour, and in the mean of 40,000 draws within five standard errors."""
    drawn = form.round(np.full(40_000, x), rng=0)
    neighbours = np.unique(drawn)
    assert len(neighbours) == 2 and neighbours[0] < x < neighbours[1]
    assert abs(drawn.mean() - x) < 5 * np.ptp(neighbours) / 2 / 200
    assert np.array_equal(drawn, form.round(np.full(40_000, x), rng=np.random.default_rng(0)))


def test_a_number_that_is_held_is_never_moved_by_chance():
    numbers = held("bfloat16")[::17]
    assert np.array_equal(BFLOAT16.round(numbers, rng=1), numbers)


def test_a_format_of_ones_own():
    """Four bits of significand, exponents from −6: the numbers from 1 to 2 are eighths."""
    small = Format(bits=4, low=-6, high=7)
    assert small.round([1.06, 1.07, 1.9375, 0.001]).tolist() == [
        1.0,
        1.125,
        2.0,
        2.0**-9 * round(0.001 * 2**9),
    ]


def test_what_is_no_number_is_named():
    with pytest.raises(ValueError, match="x must hold real numbers, got 'one'"):
        FLOAT16.round("one")
