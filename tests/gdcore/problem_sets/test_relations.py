"""How a wrong answer is related to the right one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from gdcore.problem_sets import check_value
from gdcore.problem_sets.relations import relation

ROW = np.array([0.3, -1.7, 2.9, 0.81])
POSITIVE = np.array([0.3, 1.7, 2.9, 0.81])
SQUARE = np.array([[1.3, 2.0], [0.7, 4.1]])


@pytest.mark.parametrize(
    ("got", "expected", "told"),
    [
        (2.468, 1.234, "2 times what is expected"),
        (0.1234, 1.234, "1/10 of what is expected"),
        (-1.234, 1.234, "what is expected with the other sign"),
        (1.234**2, 1.234, "the square of what is expected"),
        (1.234**0.5, 1.234, "the square root of what is expected"),
        (1 / 1.234, 1.234, "1 divided by what is expected"),
        (-ROW, ROW, "what is expected with the other sign, throughout"),
        (0.9 * ROW, ROW, "0.9 times what is expected, throughout"),
        (ROW / 12, ROW, "1/12 of what is expected, throughout"),
        (ROW + 0.25, ROW, "what is expected plus 0.25, throughout"),
        (ROW - 0.25, ROW, "what is expected minus 0.25, throughout"),
        (POSITIVE**2, POSITIVE, "the square of what is expected"),
        (SQUARE.T, SQUARE, "what is expected, transposed"),
        (np.ones((3, 2)) * [[1], [2], [4]], np.ones((2, 3)) * [1, 2, 4], "what is expected, transposed"),
        (np.array([5.0, *ROW[:-1]]), ROW, "what is expected, one place late"),
        (np.array([*ROW[1:], 5.0]), ROW, "what is expected, one place early"),
        (ROW[::-1], ROW, "what is expected, in reverse order"),
        (ROW[[1, 0, 2, 3]], ROW, "the right numbers, in another order"),
        (np.array([5.0, *ROW]), ROW, "what is expected, with one more before it"),
        (np.array([*ROW, 5.0]), ROW, "what is expected, with one more after it"),
        (ROW[1:], ROW, "what is expected without its first"),
        (ROW[:-1], ROW, "what is expected without its last"),
        (ROW.reshape(2, 2), ROW, "the right numbers, in another shape"),
        (ROW, ROW.mean(), "numbers whose mean is what is expected"),
        (ROW, ROW.sum(), "numbers whose sum is what is expected"),
        (ROW.mean(), ROW, "the mean of what is expected"),
        (ROW.sum(), ROW, "the sum of what is expected"),
        (ROW[-1], ROW, "only the last value of what is expected"),
    ],
)
def test_relation_is_told(got, expected, told):
    assert relation(np.asarray(got), np.asarray(expected)) == told
    with pytest.raises(AssertionError, match=f"that is: +{told}"):
        check_value(got, expected, "w")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (12.0, 6.0),  # so are many numbers
        (0.02, 0.01),
        ([2.0, 2.0], [1.0, 1.0]),
        ([0.0, 2.0], [0.0, 1.0]),
        ([np.nan, 1.0], [1.0, 2.0]),
        ([], [1.0, 2.0]),
        ([1.0], []),
        ([0.0, 0.0, 0.0], ROW[:3]),
    ],
)
def test_nothing_is_told_where_chance_would_do_or_there_is_nothing(got, expected):
    assert relation(np.asarray(got), np.asarray(expected)) == ""


@given(array_shapes(max_dims=3, max_side=4), array_shapes(max_dims=3, max_side=4), st.integers(0, 2**32 - 1))
def test_unrelated_numbers_are_not_related(shape, other, seed):
    rng = np.random.default_rng(seed)
    assert relation(rng.normal(size=shape), rng.normal(size=other)) == ""


@given(st.floats(), st.floats(allow_nan=False, allow_infinity=False))
def test_no_number_is_too_large_or_too_small(got, expected):
    assert isinstance(relation(np.array([got, 1.0]), np.array([expected, 2.0])), str)
    assert isinstance(relation(np.array(got), np.array(expected)), str)
