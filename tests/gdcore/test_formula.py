"""Functions that somebody types: their values, exact gradients, and what is said of a text that is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore import GradientDescent, run
from gdcore.formula import DEEPEST, LONGEST, Formula, FormulaError

W = np.array([[-1.3], [0.4], [2.0]])
XY = np.array([[0.7, -1.2], [2.0, 0.3]])


@pytest.mark.parametrize(
    ("text", "by_hand"),
    [
        ("w^4 - 3w^2 + w", lambda w: w**4 - 3 * w**2 + w),
        ("-w^2", lambda w: -(w**2)),
        ("(-w)^2", lambda w: w**2),
        ("2^3^2", lambda w: 512 + 0 * w),
        ("w^-2", lambda w: w**-2),
        ("6/2w", lambda w: 3 * w),
        ("2(w+1)(w-1)", lambda w: 2 * (w**2 - 1)),
        ("1 - 2 - w", lambda w: -1 - w),
        ("--w", lambda w: w),
        ("sin(3w)cos(w)", lambda w: np.sin(3 * w) * np.cos(w)),
        ("exp(-w^2/2)", lambda w: np.exp(-(w**2) / 2)),
        ("abs(w) + sqrt(w^2 + 1)", lambda w: np.abs(w) + np.sqrt(w**2 + 1)),
        ("ln(1 + exp(w)) + tanh(w)", lambda w: np.log(1 + np.exp(w)) + np.tanh(w)),
        ("2 pi w + e", lambda w: 2 * np.pi * w + np.e),
        ("0.5w² − .5·w³ × π", lambda w: 0.5 * w**2 - 0.5 * w**3 * np.pi),
        ("e^w", np.exp),
        ("2^w", lambda w: 2.0**w),
        ("1.2.3", lambda w: 1.2 * 0.3 + 0 * w),  # as strange as it looks
    ],
)
def test_a_formula_has_the_value_that_it_says(text, by_hand):
    assert Formula(text).value(W) == pytest.approx(by_hand(W[:, 0]), rel=1e-14)


SMOOTH = (
    *("w^4 - 3w^2 + w", "sin(w)/(2 + cos(3w))", "exp(-w^2) tanh(w)", "ln(w^2 + 1)", "sqrt(w^2 + 1)^3"),
    *("(w^2+1)^w", "abs(w^2 + 1)w", "tan(w/3)", "w^0", "3"),
)


@pytest.mark.parametrize("text", SMOOTH)
@given(w=st.floats(-2, 2))
def test_the_gradient_is_the_slope(text, w):
    f, h = Formula(text), 1e-5
    slope = (f.value([w + h]) - f.value([w - h])) / (2 * h)
    assert f.grad([w]) == pytest.approx(slope, rel=1e-6, abs=1e-6)


def test_the_variables_may_be_given_where_the_text_has_none_or_one():
    f = Formula("3", ("x", "y"))
    assert f.dim == 2 and f.value(XY) == pytest.approx([3, 3]) and f.grad(XY) == pytest.approx(0 * XY)
    with pytest.raises(FormulaError, match="'w' is none of x, y"):
        Formula("w^2", ("x", "y"))


def test_two_variables_and_many_runs():
    f = Formula("sin(3x) + xy^2")
    x, y = XY.T
    assert f.dim == 2 and f.value(XY) == pytest.approx(np.sin(3 * x) + x * y**2)
    assert f.grad(XY) == pytest.approx(np.stack([3 * np.cos(3 * x) + y**2, 2 * x * y], axis=1))
    trace = run(Formula("x^2/2 + 5y^2"), XY, GradientDescent(), 0.05, 400)
    assert trace.loss[-1] == pytest.approx(0, abs=1e-12) and trace.w.shape == (401, 2, 2)


def test_where_there_is_no_value_there_is_nan_and_no_warning():
    assert np.isnan(Formula("sqrt(w)").value([-1.0])) and np.isnan(Formula("ln(w)").value([-1.0]))
    assert np.isinf(Formula("1/w").value([0.0]))


@pytest.mark.parametrize(
    ("text", "problem", "place"),
    [
        ("", "the formula ends too soon", 0),
        ("w +", "the formula ends too soon", 3),
        ("w^^2", "a number or a name is wanted", 2),
        ("(w", "a closing bracket is wanted", 2),
        ("w)", "a bracket too many", 1),
        ("sin w", "a bracket is wanted after sin", 4),
        ("w & 2", "'&' has no meaning", 2),
        ("2q + w", "'q' is none of w, sin", 1),
        ("w + z", "'z' is none of w", 4),
        ("import os", "'import' is none of w", 0),
        ("__import__('os')", "'_' has no meaning", 0),
        ("w; alert(1)", "';' has no meaning", 1),
        ("w" * (LONGEST + 1), f"more than {LONGEST} characters", LONGEST),
        ("(" * (DEEPEST + 1) + "w", "too many brackets within brackets", DEEPEST),
        ("-" * (DEEPEST + 1) + "w", "too many signs", DEEPEST),
    ],
)
def test_a_text_that_is_no_formula_is_refused_with_its_place(text, problem, place):
    with pytest.raises(FormulaError, match=f"^{problem}") as error:
        Formula(text)
    assert error.value.place == place and f"place {place + 1} of the formula" in str(error.value)
