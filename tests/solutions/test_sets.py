"""The problem sets, and their markers marked.

tests/answers/SET/TASK.py holds answers to one task, each below a marker: `# %% right: in_one_line`, or
`# %% wrong: sign_flipped`, named for a misconception. Each takes the place of the task's solution, and a
wrong one begins with a phrase that its message must hold. Answers to choices and to single numbers follow
from the test cells, which foresee the wrong ones.
"""

import re
from pathlib import Path

from .conftest import NEED_PYTORCH
from .layout import (
    IN_WORDS,
    check_hints,
    check_lines,
    check_points_table,
    check_references,
    check_text,
    check_written_answer,
    hidden_parts,
    is_in_words,
    visible_cells,
)

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
        if answer.phrases:
            each_is_told = all(any(phrase in message for message in told) for phrase in answer.phrases)
            is_marked_well = each_is_told and len(told) >= len(answer.phrases)
        else:
            is_marked_well = failures == {}
        if not is_marked_well:
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


def test_there_are_answers_enough(problem_sets, say):
    """And none of them survives: the test above tries each."""
    sets = [each for name, each in problem_sets.items() if name not in NEED_PYTORCH]
    answers = [answer for each in sets for task in each.answers.values() for answer in task]
    right = sum(not answer.phrases for answer in answers)
    values = sum(len(answer.phrases) for answer in answers)
    say(f"{right} right answers, {len(answers) - right} wrong ones with {values} wrong values")
    assert right >= 400 and len(answers) - right >= 1500


def test_points_add_up_to_what_is_announced(problem_set):
    check_points_table(problem_set.source, problem_set.name)


def test_an_answer_in_words_counts(revised_set):
    check_written_answer(revised_set.source, sum(revised_set.points_of_all.values()))
    stubs = [cell.source for cell in revised_set.release.cells if is_in_words(cell)]
    assert stubs and all(stub.startswith(IN_WORDS) for stub in stubs)


def test_there_are_hints_and_no_line_is_too_long(revised_set):
    check_hints(revised_set.source)
    check_lines(revised_set.source)
    check_lines(revised_set.release)


def test_formulae_and_docstrings_are_whole(problem_set):
    check_text(problem_set.source)


def test_next_to_each_choice_stands_that_it_is_judged_later(revised_set):
    for task, checks in revised_set.checks_by_task.items():
        if any(check.is_choice for check in checks):
            assert "judged after you hand in" in revised_set.untouched[task], task


def test_tests_are_folded_and_let_a_run_of_all_cells_go_on_and_the_last_lists_what_is_open(problem_set):
    for cell in problem_set.release.cells:
        if cell.cell_type == "code":
            folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
            lets_go_on = "raises-exception" in cell.metadata.get("tags", [])
            assert folded == lets_go_on == cell.metadata.nbgrader.grade, cell.metadata.nbgrader.grade_id
    assert problem_set.release.cells[-1].metadata.nbgrader.grade_id == "open"


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
