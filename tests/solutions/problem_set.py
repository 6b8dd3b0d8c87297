"""A problem set as its tests see it: tasks, points, answers, and what its test cells say to them."""

from functools import cached_property
from pathlib import Path
from unittest import mock

import matplotlib.pyplot as plt
import nbformat
import numpy as np

from gdcore import problem_sets
from tools.solution_notebooks import solution_notebook

from .answers import Recorder, foreseen_answers, written_answers
from .layout import check_release

plt.switch_backend("agg")
# Tasks whose answers call those of other tasks; the sets say so.
BUILD_ON_OTHERS = {"tuning", "final"}
ROOT = Path(__file__).parent.parent.parent


class ProblemSet:
    """One problem set. A task goes by the id of the cell that holds its answer."""

    def __init__(self, name):
        self.name = name

    @cached_property
    def source(self):
        """The notebook with solutions and hidden tests."""
        return solution_notebook(ROOT / "solutions" / self.name / f"{self.name}.md")

    @cached_property
    def release(self):
        """The notebook that students get."""
        release = nbformat.read(ROOT / "exercises" / self.name / f"{self.name}.ipynb", as_version=4)
        check_release(self.source, release, self.name)
        return release

    @cached_property
    def cells(self):
        return [cell for cell in self.source.cells if cell.cell_type == "code"]

    @cached_property
    def tests(self):
        """{task: {test cell: points}}; the tests of a task stand below its answer, but not one in words."""
        tests = {}
        for cell in self.cells:
            marks = cell.metadata.nbgrader
            if marks.solution:
                below = tests[marks.grade_id] = {}
            elif marks.grade and marks.points:
                below[marks.grade_id] = marks.points
        return tests

    @cached_property
    def points(self):
        return {test: points for tests in self.tests.values() for test, points in tests.items()}

    @cached_property
    def points_of_all(self):
        """{cell: points}, answers in words included."""
        settings = [cell.metadata.get("nbgrader", {}) for cell in self.source.cells]
        return {each["grade_id"]: each["points"] for each in settings if each.get("points")}

    @cached_property
    def checks_by_task(self):
        return {task: self.checks_of(task) for task in self.tests}

    @cached_property
    def solutions(self):
        return answers_in(self.source)

    @cached_property
    def untouched(self):
        return answers_in(self.release)

    # What the test cells say

    def failures(self, answers, before=lambda cell, namespace: None):
        """{cell: message} for all cells that raise, with `answers` {task: source} in place of the solutions.

        `before` is called with the name and the namespace of each cell before it runs.
        """
        answers, namespace, failures = self.solutions | answers, {}, {}
        with np.errstate(), plt.rc_context():  # a set may change them
            for cell in self.cells:
                name = cell.metadata.nbgrader.grade_id
                before(name, namespace)
                failures |= run(name, answers.get(name, cell.source), namespace)
        plt.close("all")
        return failures

    def failures_of(self, task, answer):
        """{cell: message} for an answer and the tests below it, without the rest of the set."""
        namespace = dict(self._names_before[task])
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            failures = run(task, answer, namespace)
            for cell in self.cells:
                name = cell.metadata.nbgrader.grade_id
                if name in self.tests[task]:
                    failures |= run(name, cell.source, namespace)
        return failures

    @cached_property
    def _names_before(self):
        """{task: the names that its answer finds}, when all answers above it are the solutions."""
        names = {}
        self.failures({}, before=lambda cell, namespace: names.update({cell: dict(namespace)}))
        return names

    # Answers, right and wrong

    @cached_property
    def answers(self):
        """{task: its answers}, those in tests/answers/ first, then those that the test cells foresee."""
        answers = {task: list(written) for task, written in self.written.items()}
        for task in answers:
            answers[task] += foreseen_answers(self.checks_of(task), self.solutions[task])
        return answers

    @cached_property
    def written(self):
        """{task: its answers in tests/answers/}"""
        written = {task: [] for task in self.tests}
        for path in sorted(ROOT.glob(f"tests/answers/{self.name}/*.py")):
            if path.stem not in written:
                raise ValueError(
                    f"{path}: {self.name} has no task {path.stem}; its tasks are {', '.join(written)}"
                )
            written[path.stem] += written_answers(path)
        return written

    def checks_of(self, task):
        """The checks of variables in the test cells of a task."""
        return [check for check in self._checks if check.test in self.tests[task]]

    @cached_property
    def _checks(self):
        recorder = Recorder()
        stand_ins = {
            name: getattr(recorder, name) for name in ("check_choice", "check_choices", "check_value")
        }
        with mock.patch.multiple(problem_sets, **stand_ins):
            assert self.failures({}, before=recorder.enter) == {}
        return recorder.checks

    def misconceptions(self, task):
        """The reasons that the test cells give, and the names of written answers that are told others."""
        reasons = {wrong.phrase for check in self.checks_of(task) for wrong in check.misconceptions}
        told = "\n".join(reasons)
        return reasons | {
            answer.name
            for answer in self.written[task]
            if answer.phrases and not all(phrase in told for phrase in answer.phrases)
        }

    def only_asks_for_choices(self, task):
        checks = self.checks_of(task)
        return bool(checks) and all(check.is_choice for check in checks)


def run(name, source, namespace):
    """{name: message} if the cell raises."""
    try:
        exec(compile(source, name, "exec"), namespace)
    except Exception as error:
        return {name: f"{type(error).__name__}: {error}"}
    return {}


def answers_in(notebook):
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
