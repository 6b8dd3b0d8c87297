"""The problem sets, and their markers marked.

tests/answers/SET/TASK/ holds answers to one task: right_*.py, and wrong_*.py named for a misconception.
Each takes the place of the task's solution; its first line quotes what the message must say to it.
Answers to the choices and the numbers follow from their test cells, which foresee the wrong ones.
"""

import re
from pathlib import Path

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


def test_every_task_has_three_right_answers_and_five_wrong_ones(set_and_task):
    problem_set, task = set_and_task
    wrong = [bool(answer.phrases) for answer in problem_set.answers[task]]
    assert wrong.count(False) >= 3 and wrong.count(True) >= 5


def test_points_add_up_to_what_is_announced(problem_set):
    title = problem_set.source.cells[0].source
    announced = {
        int(number): float(points)
        for number, points in re.findall(r"^\| (\d+) \|.*\| ([\d.]+) \|$", title, re.MULTILINE)
    }
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
    hidden = [part for cell in problem_set.cells for part in re.findall(region, cell.source, re.DOTALL)]
    assert len(hidden) >= 2 * len(list(filter(None, problem_set.tests.values())))
    visible = [re.sub(region, "", cell.source, flags=re.DOTALL) for cell in problem_set.source.cells]
    secret = lines("\n".join(hidden)) - lines("\n".join(visible))
    (release,) = (ROOT / "exercises" / problem_set.name).iterdir()
    released = lines("\n".join(cell.source for cell in problem_set.release.cells))
    assert released & secret == set()
    assert not re.search("SOLUTION|HIDDEN TESTS", release.read_text())


def lines(text):
    return {line.strip() for line in text.splitlines()}


def test_sections_to_read_again_exist(problem_set):
    text = "\n".join(cell.source for cell in problem_set.source.cells)
    references = set(re.findall(r'read="chapter (\d+), ([^"]+)"', text))
    assert references
    for chapter, section in references:
        (path,) = ROOT.glob(f"book/{int(chapter):02}_*.md")
        assert re.search(rf"^#+ {re.escape(section)}$", path.read_text(), re.MULTILINE), (path.name, section)
