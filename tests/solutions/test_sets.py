"""The problem sets, and their markers marked.

tests/answers/SET/TASK/ holds answers to one task: right_*.py, and wrong_*.py named for a misconception.
Each takes the place of the task's solution; its first line quotes what the message must say to it.
"""

import re
from collections import defaultdict
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pytest

from gdcore import checking

ROOT = Path(__file__).parent.parent.parent
ANSWERS = sorted(ROOT.glob("tests/answers/*/*/*.py"))


def test_solutions_pass(problem_set):
    assert problem_set.failures({}) == {}


def test_untouched_release_fails_every_test_and_nothing_else(problem_set):
    failures = problem_set.failures(problem_set.untouched)
    assert failures.keys() == problem_set.points.keys()
    silent = {test: message for test, message in failures.items() if "not answered yet" not in message}
    assert silent == {}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: "/".join(path.parts[-3:]))
def test_answer_gets_its_marks(path, problem_sets):
    problem_set, task = problem_sets[path.parts[-3]], path.parts[-2]
    source = path.read_text()
    failures = problem_set.failures({task: source})
    if path.name.startswith("right_"):
        assert failures == {}
    else:
        phrase = re.match(r'"""(.*?)"""', source, re.DOTALL)[1]
        assert failures and failures.keys() <= problem_set.tests[task].keys()
        assert any(phrase in message for message in failures.values()), failures


def test_every_function_to_write_has_answers(problem_set):
    functions = [task for task, source in problem_set.solutions.items() if source.startswith("def ")]
    for task in functions:
        names = [path.name for path in ROOT.glob(f"tests/answers/{problem_set.name}/{task}/*.py")]
        assert sum(name.startswith("right_") for name in names) >= 2, task
        assert sum(name.startswith("wrong_") for name in names) >= 3, task


def test_every_wrong_option_and_foreseen_number_is_told_why(problem_set, monkeypatch):
    wrong = []  # (variable, wrong answer, what must be said)

    def record_choice(got, right, reasons, name, read=""):
        wrong.extend((name, option, reason) for option, reason in reasons.items())

    def record_value(got, expected, name, mistakes=None, **rest):
        if name.isidentifier():
            wrong.extend((name, value, reason) for reason, value in (mistakes or {}).items())

    with monkeypatch.context() as patch:
        patch.setattr(checking, "check_choice", record_choice)
        patch.setattr(checking, "check_value", record_value)
        assert problem_set.failures({}) == {}

    assert wrong
    waiting = defaultdict(list)
    for variable, answer, reason in wrong:
        task = problem_set.task_that_asks_for(variable)
        given = f"{problem_set.solutions[task]}\n{variable} = {np.asarray(answer).tolist()!r}"
        waiting[task].append((given, reason))

    for answers in zip_longest(*waiting.values()):  # one wrong answer to each task at a time
        given = {task: answer for task, answer in zip(waiting, answers) if answer}
        failures = problem_set.failures({task: source for task, (source, _) in given.items()})
        for task, (source, reason) in given.items():
            messages = [failures.pop(test) for test in problem_set.tests[task] if test in failures]
            assert len(messages) == 1 and reason in messages[0], (source, messages)
        assert failures == {}


def test_points_add_up_to_what_is_announced(problem_set):
    title = problem_set.source.cells[0].source
    announced = {int(number): float(points) for number, points in re.findall(r"^\| (\d+) \|.*\| ([\d.]+) \|$", title, re.MULTILINE)}
    given, task = dict.fromkeys(announced, 0.0), None
    for cell in problem_set.source.cells:
        if heading := re.match(r"## Task (\d+)", cell.source):
            task = int(heading[1])
        elif cell.metadata.get("nbgrader", {}).get("grade"):
            given[task] += cell.metadata.nbgrader.points
    assert given == announced
    assert f"{sum(given.values()):g} points" in title


def test_release_holds_no_solution_and_no_hidden_test(problem_set):
    region = r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END"
    secret = [part for cell in problem_set.cells for part in re.findall(region, cell.source, re.DOTALL)]
    assert len(secret) >= 2 * len(problem_set.tests)
    released = "\n".join(cell.source for cell in problem_set.release.cells)
    for word in ("SOLUTION", "HIDDEN TESTS", *(part.strip() for part in secret)):
        assert word not in released


def test_sections_to_read_again_exist(problem_set):
    text = "\n".join(cell.source for cell in problem_set.source.cells)
    references = set(re.findall(r'read="chapter (\d+), ([^"]+)"', text))
    assert references
    for chapter, section in references:
        (path,) = ROOT.glob(f"book/{int(chapter):02}_*.md")
        assert re.search(rf"^#+ {re.escape(section)}$", path.read_text(), re.MULTILINE), (path.name, section)
