"""Answers that write into their arguments gain nothing, and every test that looks at an argument says so."""

import numpy as np
import pytest

from grading.isolation.limits import Limits
from grading.isolation.notebook import grade_notebook
from grading.isolation.restore import released
from grading.isolation.source import names_in

from ..grading.assignment import data, marks
from .arguments import silent_looks
from .problem_set import run

# Below the solution of a task: its functions know the calls that students see, and answer any other for
# arguments that they have emptied. ARGUMENTS says whether these are the test's own or copies.
CHEAT = """
import copy as _copy

def _emptied(value):
    if isinstance(value, np.ndarray):
        value[...] = np.zeros_like(value)
    elif isinstance(value, dict):
        value |= {key: _emptied(part) for key, part in value.items()}
    elif isinstance(value, list):
        value[:] = [_emptied(part) for part in value]
    elif isinstance(value, float):
        return 0.0
    return value

def _seen(arguments):
    return repr([each for each in arguments if not callable(each)])

def _cheating(function):
    def answer(*given, **more):
        if _seen([*given, *more.values()]) not in SEEN:
            given = [each if callable(each) else _emptied(ARGUMENTS(each)) for each in given]
        return function(*given, **more)
    return answer
"""


def test_a_test_that_looks_at_an_argument_says_so(problem_set):
    for task, tests in problem_set.tests.items():
        answers = functions_of(problem_set, task)
        for cell in problem_set.cells:
            if cell.metadata.nbgrader.grade_id in tests:
                assert silent_looks(cell.source, answers) == [], cell.metadata.nbgrader.grade_id


@pytest.mark.parametrize(
    ("source", "looks"),
    [
        ("check_value(step(w), w - 1, 'w')", []),
        ("check_unchanged(w, before, 'w', by='step')\nstep(w)", []),
        ("step(params)\ncheck_unchanged(params['w'], before, 'w', by='step')", []),
        ("check_value(step(w), 1, 'w')\ncheck_value(w, before, 'w')", ["w in line 2"]),
        ("step({'w': w})\nassert np.all(w == 1)", ["w in line 2"]),
        ("assert step(w) == 1", []),
        ("step(w)\ncheck_unchanged(w[:2], before, 'w', by='step')", ["w[:2] in line 2"]),
        ("step(w)\ncheck_unchanged(np.abs(w), before, 'w', by='step')", ["np.abs(w) in line 2"]),
    ],
)
def test_a_look_that_would_see_nothing_is_named(source, looks):
    assert silent_looks(source, {"step"}) == looks


@pytest.mark.slow
def test_who_overwrites_arguments_gets_no_more_than_who_overwrites_copies(problem_set):
    own, copied = (graded(problem_set, cheat) for cheat in ("lambda x: x", "_copy.deepcopy"))
    assert {test: points for test, points in own.items() if points > copied[test]} == {}
    assert sum(copied.values()) < sum(problem_set.points.values())


def graded(problem_set, arguments):
    """{test: points} of a set all of whose functions cheat; what a person marks is not among them."""
    notebook = problem_set.source.copy()
    notebook.cells = [cell.copy() for cell in notebook.cells]
    for cell in notebook.cells:
        is_solution = cell.get("metadata", {}).get("nbgrader", {}).get("solution")
        if is_solution and cell.cell_type == "code":  # others are answered in words
            task = cell.metadata.nbgrader.grade_id
            seen = calls_seen(problem_set, task)
            wraps = [f"{name} = _cheating({name})" for name in sorted(functions_of(problem_set, task))]
            if wraps:
                cheat = CHEAT.replace("ARGUMENTS", f"({arguments})").replace("SEEN", repr(seen))
                cell.source = "\n".join([cell.source, cheat, *wraps])
    result = grade_notebook(data(problem_set.source), data(notebook), limits=Limits(cell_seconds=20))
    return {test: points for test, points in marks(result).items() if points is not None}


def functions_of(problem_set, task):
    names = names_in(problem_set.solutions[task])
    return names.tools & names.defined


def calls_seen(problem_set, task):
    """What the functions of a task are given in those tests that students see."""
    namespace, seen = dict(problem_set._names_before[task]), set()
    exec(problem_set.solutions[task], namespace)

    def noting(function):
        def answer(*given, **more):
            seen.add(repr([each for each in (*given, *more.values()) if not callable(each)]))
            return function(*given, **more)

        return answer

    for name in functions_of(problem_set, task):
        namespace[name] = noting(namespace[name])
    with np.errstate(all="ignore"):
        for cell in problem_set.cells:
            if cell.metadata.nbgrader.grade_id in problem_set.tests[task]:
                run(cell.metadata.nbgrader.grade_id, released(cell.source), namespace)
    return seen
