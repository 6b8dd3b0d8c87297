"""The stock nbgrader flow, from the sources to the marks, on a course folder of its own.

Three students: one hands in the solutions, one answers every other task wrongly or not at all, one
hands in the release as it came.
"""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent


def half_right(problem_set):
    """The solutions, but for every other task a wrong answer, or none where there is no file with one."""
    answers = dict(problem_set.solutions)
    for task in list(answers)[::2]:
        wrong = sorted(ROOT.glob(f"tests/answers/{problem_set.name}/{task}/wrong_*.py"))
        answers[task] = wrong[0].read_text() if wrong else problem_set.untouched[task]
    return answers


STUDENTS = {
    "full": lambda problem_set: problem_set.solutions,
    "half": half_right,
    "untouched": lambda problem_set: problem_set.untouched,
}


@pytest.fixture(scope="module")
def course(tmp_path_factory, problem_sets):
    """A course folder in which every set has been released, handed in, graded, and handed back."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions", course / "solutions")

    def nbgrader(*command):
        # nbgrader calls alembic by its name.
        environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run([BIN / "nbgrader", *command], cwd=course, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    for problem_set in problem_sets.values():
        nbgrader("generate_assignment", problem_set.name)
        for student, answer in STUDENTS.items():
            hand_in(course, student, problem_set, answer(problem_set))
        nbgrader("autograde", problem_set.name)
        nbgrader("generate_feedback", problem_set.name)
    nbgrader("export", "--to", "marks.csv")
    return course


def hand_in(course, student, problem_set, answers):
    notebook = nbformat.read(course / "exercises" / problem_set.name / f"{problem_set.name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = answers[cell.metadata.nbgrader.grade_id]
    folder = course / "submitted" / student / problem_set.name
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{problem_set.name}.ipynb")


def test_marks(course, problem_set):
    with (course / "marks.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == problem_set.name]
    marks = {row["student_id"]: float(row["score"]) for row in rows}

    total = sum(problem_set.points.values())
    lost = sum(problem_set.points[test] for test in problem_set.failures(half_right(problem_set)))
    assert {float(row["max_score"]) for row in rows} == {total}
    assert marks == {"full": total, "half": total - lost, "untouched": 0}
    assert 0 < lost < total


@pytest.mark.parametrize("student", STUDENTS)
def test_feedback_says_what_each_test_says(course, problem_set, student):
    page = (course / "feedback" / student / problem_set.name / f"{problem_set.name}.html").read_text()
    text = html.unescape(re.sub(r"<[^>]*>", "", page))
    messages = problem_set.failures(STUDENTS[student](problem_set)).values()
    assert text.count("Traceback (most recent call last)") == len(messages)
    for message in messages:
        assert message.splitlines()[-1].strip() in text, message
