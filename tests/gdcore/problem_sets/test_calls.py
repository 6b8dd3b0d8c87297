"""Checks of functions: copies go in, and what goes wrong is told with the call that it happened in."""

import numpy as np
import pytest

from gdcore.problem_sets import check_call, hidden_rng, result_of
from gdcore.problem_sets.inputs import SEED
from gdcore.problem_sets.messages import NotAnswered


def step(w, g, lr):
    return w - lr * g


def message_of(*arguments, **options):
    with pytest.raises(AssertionError) as caught:
        check_call(*arguments, **options)
    return str(caught.value)


def test_the_call_is_the_name():
    message = message_of(step, (np.array([1.0, -2.5]), np.array([1, 2]), 0.5), np.zeros(2))
    assert message.startswith("step([1. -2.5], [1 2], 0.5) is not right.\n  expected:")


def test_lists_are_told_as_they_may_be_typed():
    message = message_of(sum, ([[3.0, 0.5, 2.0]], np.array([0.5, 0.25, 2.0])), 1.0)
    assert "sum([[3.0, 0.5, 2.0]], [0.5 0.25 2.])" in message
    message = message_of(sum, ([[1.0, 0.0], [3.0, 4.4]],), 1.0)
    assert "sum([[1.0, 0.0], [3.0, 4.4]])" in message


def test_an_answer_that_writes_into_its_arguments_does_not_reach_what_is_expected():
    w, nested = np.ones(2), {"W": [np.ones(2)]}

    def spoil(w, nested):
        w[:] = nested["W"][0][:] = 7.0
        return w

    check_call(spoil, (w, nested), np.array([7.0, 7.0]))
    assert w.tolist() == nested["W"][0].tolist() == [1, 1]


def test_an_exception_says_with_what_it_was_called_and_why_it_may_be():
    def pair(w):
        a, b = w
        return a + b

    message = message_of(
        pair, (np.arange(3.0),), 3.0, {"any number of them": ValueError}, read="chapter 1, X"
    )
    assert message == (
        "pair fails with ValueError: too many values to unpack (expected 2)\n"
        "  called as:      pair([0. 1. 2.])\n"
        "  likely reason:  any number of them\n"
        "  read again:     chapter 1, X"
    )
    assert "called as:" in message_of(lambda: 1 / 0, (), 0)


def test_the_exception_itself_is_the_cause():
    with pytest.raises(AssertionError) as caught:
        result_of(lambda: {}["w"], ())
    assert isinstance(caught.value.__cause__, KeyError)


def test_what_is_no_function():
    assert "a function" in message_of(3.0, (1,), 1, name="step(1)")
    with pytest.raises(NotAnswered):
        check_call(None, (1,), 1)
    with pytest.raises(NotAnswered):
        check_call(lambda w: None, (1,), 1)


def test_inputs_follow_from_the_seed_of_the_submission_and_the_number(monkeypatch):
    def drawn(number):
        return hidden_rng(number).integers(2**60)

    ours = drawn(1)
    assert ours == drawn(1) != drawn(2)
    monkeypatch.setenv(SEED, "f" * 64)
    assert drawn(1) == drawn(1) != ours
