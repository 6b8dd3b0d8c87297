"""`make bench-grading`: stock `nbgrader autograde` beside `python -m grading`, on the same submissions.

Both runs are whole commands, with all that it takes to start. Each student hands in the first two problem
sets as one assignment, solved but for one task in each.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from copy import deepcopy
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from grading.course import Course
from grading.driver import grade
from grading.isolation.source import Source
from grading.isolation.supervise import Session, warm_parent
from grading.record import Recorder
from tools.solution_notebooks import solution_notebook

ROOT = Path(__file__).parent.parent
SETS = ("01_update_rule", "02_learning_rates")
ASSIGNMENT = "both"
STUDENTS = 100
SOME = 10  # of them, in whose grading the parts are measured
COURSE_ID = "gradient_descent"
# The settings of nbgrader_config.py without those by which it uses grading/.
STOCK = f"""
c = get_config()
c.CourseDirectory.course_id = {COURSE_ID!r}
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.ExecutePreprocessor.kernel_name = "python3"
c.ExecutePreprocessor.timeout = 60
"""


def new_course(folder, settings=None):
    """A course folder with a class that has handed in."""
    source = folder / "solutions" / ASSIGNMENT
    source.mkdir(parents=True)
    for name in SETS:
        notebook = solution_notebook(ROOT / "solutions" / name / f"{name}.md")
        nbformat.write(notebook, source / f"{name}.ipynb")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    run(folder, "nbgrader", "generate_assignment", ASSIGNMENT)
    for name in SETS:
        solved, released = (
            nbformat.read(folder / step / ASSIGNMENT / f"{name}.ipynb", as_version=4)
            for step in ("solutions", "exercises")
        )
        for number in range(STUDENTS):
            path = folder / "submitted" / f"student-{number:02}" / ASSIGNMENT / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(answered(solved, released, number), path)
    if settings:
        (folder / "nbgrader_config.py").write_text(settings)
    return folder


def answered(solved, released, number):
    """The release with all answers but one."""
    notebook = deepcopy(released)
    answers = {cell.metadata.nbgrader.grade_id: cell.source for cell in solved.cells if is_answer(cell)}
    answers.pop(sorted(answers)[number % len(answers)])
    for cell in filter(is_answer, notebook.cells):
        cell.source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
    return notebook


def is_answer(cell):
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def run(folder, *command):
    """Seconds that it takes."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise SystemExit(done.stdout)
    return time.perf_counter() - start


def marks(folder):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", COURSE_ID) as gradebook:
        return {record["student"]: record["score"] for record in gradebook.submission_dicts(ASSIGNMENT)}


def measure(folder):
    """[(command, seconds, marks)], the stock one first."""
    results = []
    for workers in (None, 1, os.cpu_count()):
        if workers:
            command = [
                sys.executable,
                "-m",
                "grading",
                ASSIGNMENT,
                "--no-feedback",
                "--workers",
                str(workers),
            ]
            name = f"python -m grading --workers {workers}"
        else:
            command = ["nbgrader", "autograde", ASSIGNMENT]
            name = "stock nbgrader autograde"
        course = new_course(folder / str(workers), None if workers else STOCK)
        results.append((name, run(course, *command), marks(course)))
    return results


def parts(folder):
    """Seconds that one submission takes, in one process after the other: {what: seconds}."""
    os.chdir(new_course(folder))
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # as a worker is
    course = Course(ASSIGNMENT)
    limits, recorder = course.settings.limits, Recorder(course)
    submissions = [course.submission(student) for student in course.students()[: SOME + 1]]
    seconds = dict.fromkeys(
        ["processes and sandboxes", "cells in them, the drawing of figures included", "recording"], 0.0
    )
    for number, submission in enumerate(submissions):
        start = time.perf_counter()
        graded = grade(submission.student, submission.notebooks, limits, True)
        done = time.perf_counter()
        recorder.record(submission, graded.notebooks)
        recorded = time.perf_counter()
        for source, *_ in submission.notebooks.values():
            Session(warm_parent(Source.read(source)), limits, True).close()
        sessions = time.perf_counter() - recorded
        if number:  # the first one also starts the warm parents
            for what, value in zip(seconds, (sessions, done - start - sessions, recorded - done)):
                seconds[what] += value / SOME
    return seconds


def main():
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, on each new submission
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
        where = parts(Path(folder) / "parts")
    (_, stock_seconds, stock_marks), *_ = results
    print("| | seconds | submissions a minute | times stock |", "|---|---|---|---|", sep="\n")
    for name, seconds, own_marks in results:
        print(f"| {name} | {seconds:.1f} | {60 * STUDENTS / seconds:.0f} | {stock_seconds / seconds:.1f} |")
        assert own_marks == stock_marks, "the marks differ"
    print(f"\n{STUDENTS} submissions of two notebooks each; the marks are the same.\n")
    print("| where the time of one submission goes | seconds |", "|---|---|", sep="\n")
    for what, seconds in where.items():
        print(f"| {what} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
