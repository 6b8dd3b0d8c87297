"""A problem set as its tests see it: tasks, points, and what its test cells say to given answers."""

import re
from functools import cached_property
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest

plt.switch_backend("agg")
ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(path.name for path in ROOT.glob("solutions/*"))


class ProblemSet:
    """One problem set. A task is called by the id of the cell that holds its answer."""

    def __init__(self, name):
        self.name = name
        self.source = self._read("solutions")
        self.release = self._read("exercises")
        self.cells = [cell for cell in self.source.cells if cell.cell_type == "code"]

    def _read(self, folder):
        return nbformat.read(ROOT / folder / self.name / f"{self.name}.ipynb", as_version=4)

    @cached_property
    def tests(self):
        """{task: {test cell: points}}; the tests of a task stand below its answer."""
        tests = {}
        for cell in self.cells:
            marks = cell.metadata.nbgrader
            if marks.solution:
                below = tests[marks.grade_id] = {}
            elif marks.grade:
                below[marks.grade_id] = marks.points
        return tests

    @cached_property
    def points(self):
        return {test: points for tests in self.tests.values() for test, points in tests.items()}

    @cached_property
    def solutions(self):
        return answers_in(self.source)

    @cached_property
    def untouched(self):
        return answers_in(self.release)

    def failures(self, answers):
        """{cell: message} for all cells that raise, with `answers` {task: source} in place of the solutions."""
        answers, namespace, failures = self.solutions | answers, {}, {}
        with np.errstate(), plt.rc_context():  # a set may change them
            for cell in self.cells:
                name = cell.metadata.nbgrader.grade_id
                try:
                    exec(compile(answers.get(name, cell.source), name, "exec"), namespace)
                except Exception as error:
                    failures[name] = f"{type(error).__name__}: {error}"
        plt.close("all")
        return failures

    def task_that_asks_for(self, variable):
        return next(task for task, source in self.solutions.items() if re.search(rf"^{variable} = ", source, re.MULTILINE))


def answers_in(notebook):
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


@pytest.fixture(scope="session")
def problem_sets():
    return {name: ProblemSet(name) for name in NAMES}


@pytest.fixture(params=NAMES)
def problem_set(request, problem_sets):
    return problem_sets[request.param]
