"""What a practice cell prints for a right, a wrong, an unfinished and a failing answer; it never raises."""

import numpy as np
import pytest

from gdcore.practice import NOT_YET, check

SQUARE = [((2.0,), 4.0), ((np.array([1.0, 3.0]),), np.array([1.0, 9.0]))]


@pytest.mark.parametrize(
    ("answer", "expected", "printed"),
    [
        (..., 21, NOT_YET),
        (21, 21, "Right."),
        (21.00001, 21, "Right."),
        (np.float32(0.1), 0.1, "Right."),
        ("left", "left", "Right."),
        (True, True, "Right."),
        ([1, 2], np.array([1.0, 2.0]), "Right."),
        (20, 21, "Not yet: you have 20."),
        (float("nan"), 21, "Not yet: you have nan."),
        (None, 21, "Not yet: you have None."),
        ("twenty-one", 21, "Not yet: you have twenty-one."),
        ([21, 21], 21, "Not yet: you have [21, 21]."),
        ("right", "left", "Not yet: you have right."),
        (lambda x: x * x, SQUARE, "Right."),
        (lambda x: ..., SQUARE, NOT_YET),
        (
            lambda x: 2 * x,
            SQUARE,
            "Not yet: called with [1. 3.] it should give [1. 9.], and it gives [2. 6.].",
        ),
        (lambda x: None, SQUARE, "Not yet: called with 2.0 it should give 4.0, and it gives None."),
        (lambda: 1, SQUARE, "Not yet: called with 2.0 it stops with TypeError: "),
        (
            lambda x: 1 / 0,
            SQUARE,
            "Not yet: called with 2.0 it stops with ZeroDivisionError: division by zero.",
        ),
    ],
)
def test_what_is_printed(answer, expected, printed, capsys):
    check(answer, expected)
    assert capsys.readouterr().out.strip().startswith(printed)


def test_an_answer_that_changes_its_arguments_harms_no_later_case(capsys):
    def double(x):
        x *= 2
        return x

    argument = np.array([1.0])
    check(double, [((argument,), [2.0])])
    check(double, [((argument,), [2.0])])
    assert capsys.readouterr().out == "Right.\nRight.\n" and argument == [1.0]
