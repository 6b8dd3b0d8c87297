"""A test cell that fails takes no name from the cells below it: what they need stands before its checks.

A helper defined below a check is missing wherever that check fails, and whoever has one part of a task wrong
would lose the others as well, to a NameError.
"""

import ast

import pytest

from gdcore import problem_sets
from grading.isolation.source import names_in

from .arguments import name_of
from .conftest import PROBLEM_SETS


@pytest.mark.parametrize("problem_set", PROBLEM_SETS.values(), ids=PROBLEM_SETS)
def test_what_later_cells_need_stands_before_the_first_check(problem_set):
    cells, of_answers = [], set()
    for cell in problem_set.cells:
        marks = cell.metadata.nbgrader
        cells.append((marks.grade_id, cell.source, marks.grade))
        if marks.solution:
            of_answers |= defined_in(cell.source)
    assert missing_names(cells, of_answers) == []


@pytest.mark.parametrize(
    ("tests", "missing"),
    [
        (["def helper(): pass\ncheck_value(1, 1, 'x')\nhelper()", "helper()"], []),
        (["check_value(1, 1, 'x')\ndef helper(): pass", "helper()"], ["second needs helper of first"]),
        (["right = step(1)\ndef helper(): pass", "helper()"], ["second needs helper of first"]),
        (["check_value(1, 1, 'x')\nw = 1", "w = 2\ncheck_value(w, 2, 'w')"], []),
        (["check_value(1, 1, 'x')\nw = 1", "def use():\n    return w"], ["second needs w of first"]),
        (["def f():\n    check_value(1, 1, 'x')\nw = 1", "check_value(w, 1, 'w')"], []),
        (["a = [step for step in (1, 2)]\ndef helper(): pass", "helper()"], []),
        (["for w in range(3):\n    check_value(w, w, 'w')", "print(w)"], ["second needs w of first"]),
    ],
)
def test_a_name_that_a_failing_check_would_take_away_is_told(tests, missing):
    cells = [("answer", "def step(w): return w", False), *zip(("first", "second"), tests, (True, True))]
    assert missing_names(cells, {"step"}) == missing


def missing_names(cells, of_answers):
    """["second needs helper of first", ...]; cells are (name, text, whether it is a test)."""
    lost, missing = {}, []  # {name: the test cell that may fail before it defines it}
    for cell, text, is_test in cells:
        defined = defined_in(text)
        missing += [
            f"{cell} needs {name} of {lost[name]}"
            for name in sorted(names_in(text).read - defined)
            if name in lost
        ]
        safe = defined_in(before_the_first_check(text, of_answers)) if is_test else defined
        for name in defined:
            if name in safe:
                lost.pop(name, None)
        lost |= {name: cell for name in defined - safe if name not in of_answers}
    return missing


def before_the_first_check(text, of_answers):
    """The statements of a cell above the first that may fail: it checks, or it uses an answer."""
    kept = []
    for statement in ast.parse(text).body:
        is_definition = isinstance(statement, (ast.FunctionDef, ast.ClassDef))
        if not is_definition and may_fail(statement, of_answers):
            break
        kept.append(statement)
    return ast.unparse(ast.Module(kept, []))


def may_fail(statement, of_answers):
    calls = {name_of(node.func) for node in ast.walk(statement) if isinstance(node, ast.Call)}
    names = names_in(ast.unparse(statement)).read
    checks = {name for name in calls if name.startswith("check_") or name in problem_sets.__all__}
    return bool(checks - {"hidden_rng"} or names & of_answers)


def defined_in(text):
    """The names that a cell gives a value: those that it assigns, imports, or defines."""
    names = names_in(text)
    return names.defined | names.tools
