"""The checks of the problem sets: what passes, what fails, and what is said then."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from gdcore.problem_sets import (
    check_choice,
    check_choices,
    check_number,
    check_option,
    check_range,
    check_share,
    check_unchanged,
    check_value,
)

finite = st.floats(-1e6, 1e6)
some_arrays = arrays(float, array_shapes(max_dims=3, max_side=5), elements=finite)


def message_of(check, *arguments, **options):
    with pytest.raises(AssertionError) as caught:
        check(*arguments, **options)
    return str(caught.value)


@given(some_arrays)
def test_equal_values_pass_as_array_list_and_tuple_of_parts(array):
    check_value(array.copy(), array, "w")
    check_value(array.tolist(), array, "w")
    check_value([array, 3], (array, 3.0), "w")


@given(some_arrays, st.data())
def test_first_difference_is_named(array, data):
    index = tuple(data.draw(st.integers(0, side - 1)) for side in array.shape)
    changed = array.copy()
    changed[index] += 1 + abs(changed[index])
    place = ", ".join(map(str, index))
    told = "only differs:  " if array.size > 1 else "first differs: "
    assert f"{told} at [{place}]" in message_of(check_value, changed, array, "w")


@pytest.mark.parametrize(
    ("got", "expected", "told"),
    [
        (None, 1.0, "not answered yet"),
        (None, (1.0, 2), "not answered yet"),
        (None, "good", "not answered yet"),
        ("1.0", 1.0, "'1.0' (str)"),
        (True, 1.0, "True (bool)"),
        ({}, np.zeros(2), "{} (dict)"),
        ({"w": np.eye(2)}, np.zeros(2), "[0., 1.]])} (dict)"),
        ([[1.0], [2.0, 3.0]], np.zeros(2), "(list)"),
        ([1.0], 1.0, "a list of shape (1,), float64"),
        (1.0, np.array([1.0]), "got:            1"),
        (np.zeros((2, 1)), np.zeros(2), "an array of shape (2, 1), float64"),
        (np.nan, 1.0, "got:            nan"),
        (3, (3, 4), "2 values: 3, 4"),
        ((3, 5), (3, 4), "value 2 of the 2"),
        ("bad", "good", "'bad' (str)"),
    ],
)
def test_what_came_is_described(got, expected, told):
    message = message_of(check_value, got, expected, "answer")
    assert message.startswith("answer is not right.\n  ") and told in message


def test_fractions_are_numbers():
    check_number(Fraction(1, 4), "w")
    check_value(Fraction(1, 4), 0.25, "w")
    check_value([Fraction(1, 4), 2], np.array([0.25, 2]), "w")
    message_of(check_value, Fraction(1, 3), 0.25, "w")
    for none in ([Fraction(1, 4), None], ["1/4"], 10**400):
        message_of(check_value, none, np.array([0.25, 0.0]), "w")


def test_what_fits_is_told_and_the_hint_only_if_nothing_does():
    mistakes = {"sign": -1.0, "first": 2.0, "second": 2.0, "third": 2.0}
    reasons = {None: (), 3.0: ("hint",), -1.0: ("sign",), 2.0: ("first", "second")}
    for got, told in reasons.items():
        message = message_of(check_value, got, 1.0, "w", mistakes, hint="hint")
        assert tuple(word for word in (*mistakes, "hint") if word in message) == told


def test_single_precision_is_near_enough_and_half_precision_is_not():
    expected = np.array([1.0, 1 / 3])
    check_value(expected.astype(np.float32), expected, "w")
    message_of(check_value, expected.astype(np.float16), expected, "w")
    message_of(check_value, np.zeros(2, np.float32), expected, "w")


def test_always_equal_array_is_compared_by_its_numbers():
    class Flatterer(np.ndarray):
        def __eq__(self, other):
            return True

        def __sub__(self, other):
            return np.zeros(self.shape)

    message_of(check_value, np.zeros(2).view(Flatterer), np.ones(2), "w")


def test_misconception_is_told_only_to_those_who_have_it():
    options = dict(mistakes={"you added": 3.0, "you forgot": 1.0}, hint="think", read="chapter 1, X")
    assert "likely reason:  you added\n  read again:     chapter 1, X" in message_of(
        check_value, 3.0, 2.0, "w", **options
    )
    assert "likely reason:  you forgot" in message_of(check_value, 1.0, 2.0, "w", **options)
    unknown = message_of(check_value, 7.0, 2.0, "w", **options)
    assert "worth checking: think" in unknown and "likely reason" not in unknown
    assert "worth checking" not in message_of(check_value, 7.0, 2.0, "w")


@pytest.mark.parametrize("got", [3, 3.5, np.float64(2), np.array(1), -0.0])
def test_numbers(got):
    check_number(got, "steps")


@pytest.mark.parametrize("got", [None, "3", [3], np.array([3]), np.nan, np.inf, True, print])
def test_what_is_no_number(got):
    assert message_of(check_number, got, "steps").startswith(
        "steps is not right.\n  expected:       a number"
    )


def test_range_includes_its_ends_and_names_them():
    for got in (0, 0.5, np.float32(1), np.array(1)):
        check_range(got, "share", low=0, high=1)
    for got, low, high, told in (
        (1.5, 0, 1, "at least 0 and at most 1"),
        (-1, 0, np.inf, "at least 0"),
        (2, -np.inf, 1, "at most 1"),
    ):
        assert f"expected:       {told}\n" in message_of(check_range, got, "share", low, high)
    assert "a number" in message_of(check_range, np.nan, "share")


@pytest.mark.parametrize("got", ["A", "a", " A\n"])
def test_option_in_any_spelling(got):
    check_option(got, "ABC", "answer")
    check_choice(got, "A", {"B": "no", "C": "no"}, "answer")


@pytest.mark.parametrize("got", ["D", "", "AB", None, 1, ["A"], np.array(["A", "B"])])
def test_what_is_no_option(got):
    for message in (
        message_of(check_option, got, "AB", "answer"),
        message_of(check_choice, got, "A", {"B": "no"}, "answer"),
    ):
        assert "one of 'A', 'B'" in message


def test_wrong_option_is_told_its_reason():
    message = message_of(
        check_choice, "b", "A", {"B": "because", "C": "other"}, "answer", read="chapter 2, Y"
    )
    assert "because" in message and "chapter 2, Y" in message and "other" not in message


def test_unchanged():
    check_unchanged(np.ones(2), np.ones(2), "w", by="f")
    assert message_of(check_unchanged, np.ones(2), np.zeros(2), "w", by="f").startswith("w was changed by f.")


def test_share_counts_and_names_the_commonest_confusion():
    expected = ["good"] * 4 + ["noisy"] * 4
    got = ["good", "good", "good", "noisy"] + ["good"] * 3 + ["noisy"]
    check_share(got, expected, 0.5, "diagnose")
    message = message_of(check_share, got, expected, 0.6, "diagnose", {("noisy", "good"): "it jumps"})
    assert (
        "50% right" in message
        and "'noisy' was called 'good' (3 of 4 times)" in message
        and "it jumps" in message
    )


@pytest.mark.parametrize("label", ["fine", 3, np.zeros(2)])
def test_share_refuses_a_label_that_is_none(label):
    assert "one of 'good', 'noisy'" in message_of(
        check_share, ["good", label], ["good", "noisy"], 0.1, "diagnose"
    )


WHY = {"A": "it is so", "B": "it is not", "C": "that, too", "D": "never"}


@pytest.mark.parametrize("got", ["AC", "c, a", "A and C", " A  C ", ["A", "C"], ("c", "A"), {"A", "C"}])
def test_all_that_apply_in_any_spelling(got):
    check_choices(got, "AC", WHY, "signs")


@pytest.mark.parametrize(
    ("got", "told"),
    [
        ("A", ["C applies as well: that, too"]),
        ("ABC", ["B does not apply: it is not"]),
        ("AB", ["B does not apply: it is not", "C applies as well: that, too"]),
        ("BD", ["B does not apply: it is not", "D does not apply: never"]),
        ("E", ["one or more of the letters A, B, C, D"]),
        ("", ["one or more of the letters"]),
        (None, ["not answered yet", "one or more of the letters"]),
        ([], ["one or more of the letters"]),
        (3, ["one or more of the letters"]),
        ([1, "A"], ["one or more of the letters"]),
    ],
)
def test_a_wrong_selection_is_told_about_the_options_in_question(got, told):
    message = message_of(check_choices, got, "AC", WHY, "signs")
    assert all(words in message for words in told), message


def test_a_change_that_the_digits_hide_is_told_by_how_much():
    before = np.array([1.0, 2.0])
    message = message_of(check_unchanged, before + [0, 4e-16], before, "w", by="f")
    assert "by how much:    [0.00e+00 4.44e-16]" in message


def test_a_label_that_is_missing_now_and_then_is_told_as_that():
    message = message_of(check_share, ["good", None], ["good", "noisy"], 0.1, "diagnose")
    assert "1 of 2 times" in message and "`return`" in message
