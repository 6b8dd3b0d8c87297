"""The problem sets, and their markers marked.

tests/answers/SET/TASK.py holds answers to one task, each below a marker: `# %% right: in_one_line`, or
`# %% wrong: sign_flipped`, named for a misconception. Each takes the place of the task's solution, and a
wrong one begins with a phrase that its message must hold. Answers to choices and to single numbers follow
from the test cells, which foresee the wrong ones.
"""

import re
from pathlib import Path

from .layout import check_points_table, check_references, hidden_parts, visible_cells

ROOT = Path(__file__).parent.parent.parent


def test_solutions_pass(problem_set):
    assert problem_set.failures({}) == {}


def test_untouched_release_fails_every_test_and_nothing_else(problem_set):
    failures = problem_set.failures(problem_set.untouched)
    assert failures.keys() == problem_set.points.keys()
    silent = {test: message for test, message in failures.items() if "not answered yet" not in message}
    assert silent == {}


def test_right_answers_pass_and_wrong_ones_are_told_why(set_and_task):
    problem_set, task = set_and_task
    survivors = {}
    for answer in problem_set.answers[task]:
        failures = problem_set.failures_of(task, answer.source)
        told = [message for test, message in failures.items() if test in problem_set.tests[task]]
        each_phrase = all(any(phrase in message for message in told) for phrase in answer.phrases)
        if not (each_phrase and len(told) >= len(answer.phrases) if answer.phrases else failures == {}):
            survivors[answer.name] = failures
    assert survivors == {}


def test_every_task_has_three_right_answers_and_five_misconceptions(set_and_task):
    """Where all is a choice, the misconceptions are the reasons of the wrong options: two or more."""
    problem_set, task = set_and_task
    right = [answer.name for answer in problem_set.answers[task] if not answer.phrases]
    misconceptions = problem_set.misconceptions(task)
    assert len(right) >= 3, right
    assert len(misconceptions) >= (2 if problem_set.only_asks_for_choices(task) else 5), misconceptions
    assert all(misconceptions), "a wrong option has no reason"


def test_points_add_up_to_what_is_announced(problem_set):
    check_points_table(problem_set.source, problem_set.name)


def test_release_holds_no_solution_and_no_hidden_test(problem_set):
    hidden = hidden_parts(problem_set.source)
    assert len(hidden) >= 2 * len(list(filter(None, problem_set.tests.values())))
    visible = "\n".join(line for *_, text in visible_cells(problem_set.source) for line in text)
    secret = lines("\n".join(hidden)) - lines(visible)
    (release,) = (ROOT / "exercises" / problem_set.name).iterdir()
    released = lines("\n".join(cell.source for cell in problem_set.release.cells))
    assert released & secret == set()
    assert not re.search("SOLUTION|HIDDEN TESTS", release.read_text())


def lines(text):
    return {line.strip() for line in text.splitlines() if line.strip()}


def test_sections_to_read_again_exist(problem_set):
    chapters = {int(path.name[:2]): path.read_text() for path in ROOT.glob("book/[0-9][0-9]_*.md")}
    assert check_references(problem_set.source, chapters)
