"""A typed formula in a browser: the same values, the same gradients, and the same words of refusal."""

import json
from importlib.resources import files

import numpy as np
import pytest

from gdcore import Formula, FormulaError
from gdcore.demos._script import as_statement
from tests.gdcore.test_formula import SMOOTH

JS = files("gdcore.demos") / "js"
PLANE = (
    "sin(3x) + y^2",
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "xy/(1 + x² + y²)",
    "exp(-x^2)cos(2y)",
    "abs(x)^y",
)
WRONG = (
    "",
    "w +",
    "w^^2",
    "(w",
    "w)",
    "sin w",
    "w & 2",
    "2q + w",
    "__import__('os')",
    "constructor",
    "w" * 201,
    "(" * 60,
)


@pytest.fixture(scope="module")
def twin(browser):
    page = browser.new_page()
    module = as_statement("engine/formula.js", (JS / "engine/formula.js").read_text("utf-8"))
    page.add_script_tag(
        content=f"""{module}
        window.evaluate = (text, variables, points) => {{
            const f = formula(text, variables);
            return JSON.stringify(points.map((w) => [f.value(w), f.grad(w)]));
        }};
        window.refuse = (text) => {{
            try {{ formula(text, ["w"]); }} catch (error) {{ return [error.problem, error.place]; }}
        }};"""
    )
    yield page
    page.close()


@pytest.mark.parametrize("text", [*SMOOTH, *PLANE])
def test_the_same_values_and_gradients(text, twin):
    ours = Formula(text)
    points = np.random.default_rng(0).uniform(-2, 2, (50, ours.dim))
    arguments = [text, ["x", "y"] if ours.dim == 2 else ["w"], points.tolist()]
    theirs = json.loads(twin.evaluate("arguments => evaluate(...arguments)", arguments))
    values, grads = np.array([v for v, _ in theirs], float), np.array([g for _, g in theirs], float)
    for found, expected in [(values, ours.value(points)), (grads, ours.grad(points))]:
        assert np.all(np.isfinite(found) == np.isfinite(expected))
        off = np.abs(found - expected) / np.maximum(1, np.abs(expected))
        assert np.nanmax(off) <= 1e-12


@pytest.mark.parametrize("text", WRONG)
def test_the_same_refusal(text, twin):
    with pytest.raises(FormulaError) as error:
        Formula(text)
    assert twin.evaluate("text => refuse(text)", text) == [error.value.problem, error.value.place]
