"""A problem set as its tests see it: tasks, points, answers, and what its test cells say to them."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cached_property
from itertools import zip_longest
from numbers import Real
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbgrader.api import Gradebook

from gdcore import checking

plt.switch_backend("agg")
ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
NAMES = sorted(path.stem for path in ROOT.glob("solutions/*/*.ipynb"))


class Answer(NamedTuple):
    """An answer to one task. A wrong one has to be told the phrases, at least one in a test cell; a right one has none."""

    name: str
    source: str
    phrases: tuple = ()


class ProblemSet:
    """One problem set. A task is called by the id of the cell that holds its answer."""

    def __init__(self, name):
        self.name = name
        self.source = self._read("solutions")
        self.cells = [cell for cell in self.source.cells if cell.cell_type == "code"]

    @cached_property
    def release(self):
        return self._read("exercises")

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

    def failures(self, answers, before=lambda cell, namespace: None):
        """{cell: message} for all cells that raise, with `answers` {task: source} in place of the solutions."""
        answers, namespace, failures = self.solutions | answers, {}, {}
        with np.errstate(), plt.rc_context():  # a set may change them
            for cell in self.cells:
                name = cell.metadata.nbgrader.grade_id
                before(name, namespace)
                failures |= run(name, answers.get(name, cell.source), namespace)
        plt.close("all")
        return failures

    @cached_property
    def _names_before(self):
        """{task: the names that its answer finds}, when all answers above it are the solutions."""
        names = {}
        self.failures({}, before=lambda cell, namespace: names.update({cell: dict(namespace)}))
        return names

    def failures_of(self, task, answer):
        """{cell: message} for an answer and the tests below it, without the rest of the set."""
        namespace = dict(self._names_before[task])
        with np.errstate(over="ignore", invalid="ignore"):
            failures = run(task, answer, namespace)
            for cell in self.cells:
                name = cell.metadata.nbgrader.grade_id
                if name in self.tests[task]:
                    failures |= run(name, cell.source, namespace)
        return failures

    @cached_property
    def answers(self):
        """{task: its answers}, right and wrong, from tests/answers/ and from what the test cells foresee."""
        answers = {task: [] for task in self.tests}
        for path in sorted(ROOT.glob(f"tests/answers/{self.name}/*/*.py")):
            source = path.read_text()
            wrong = path.name.startswith("wrong_")
            phrases = (re.match(r'"""(.*?)"""', source, re.DOTALL)[1],) if wrong else ()
            answers[path.parts[-2]].append(Answer(path.stem, source, phrases))
        for task, (right, wrong) in self._foreseen.items():
            for number, given in enumerate(zip(*right.values()), start=1):
                answers[task].append(Answer(f"right_foreseen_{number}", self._with(task, given)))
            for number, given in enumerate(zip_longest(*wrong.values(), fillvalue=("", "")), start=1):
                lines, phrases = zip(*filter(any, given))
                answers[task].append(Answer(f"wrong_foreseen_{number}", self._with(task, lines), phrases))
        return answers

    def _with(self, task, lines):
        return "\n".join([self.solutions[task], *lines])

    @cached_property
    def _foreseen(self):
        """{task: (right, wrong)} for each option to choose and each number to give.

        right  {variable: [line of the answer]}
        wrong  {test cell: [(line, phrase)]}
        """
        foreseen = defaultdict(lambda: (defaultdict(list), defaultdict(list)))
        running = []

        def foresee(variable, right, wrong):
            task = next(task for task, tests in self.tests.items() if running[-1] in tests)
            foreseen[task][0][variable] += [f"{variable} = {value}" for value in right]
            foreseen[task][1][running[-1]] += [(f"{variable} = {value}", phrase) for value, phrase in wrong]

        def check_choice(got, right, reasons, name, read=""):
            right_spellings = [repr(right), repr(right.lower()), repr(f" {right.upper()}\n")]
            no_options = ["None", "'?'", repr("".join(sorted([right, *reasons]))), "[]"]
            wrong = [(repr(option), reason) for option, reason in reasons.items()]
            foresee(name, right_spellings, wrong + [(value, "one of ") for value in no_options])

        def check_value(got, expected, name, mistakes=None, **rest):
            if not name.isidentifier():  # a call, with plain values
                return
            wrong = [(repr(np.asarray(value).tolist()), reason) for reason, value in (mistakes or {}).items()]
            if isinstance(expected, Real):
                number = repr(float(expected))
                right_types = [number, f"np.array({number})", f"np.float32({number})"]
                no_numbers = ["None", f"'{number}'", f"[{number}]", "float('nan')", "10**400"]
                foresee(name, right_types, wrong + [(value, "a number") for value in no_numbers])
            else:
                foresee(name, [], wrong)

        with mock.patch.multiple(checking, check_choice=check_choice, check_value=check_value):
            assert self.failures({}, before=lambda cell, namespace: running.append(cell)) == {}
        return foreseen


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


class Course:
    """A course folder with one problem set, and nbgrader at work in it."""

    def __init__(self, folder, problem_set):
        self.folder, self.name = folder, problem_set.name
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        shutil.copytree(ROOT / "solutions" / self.name, folder / "solutions" / self.name)
        self.nbgrader("generate_assignment", self.name)

    def nbgrader(self, *command):
        """What the command prints."""
        # nbgrader calls alembic by its name.
        environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            [BIN / "nbgrader", *command],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def release(self):
        return nbformat.read(self.folder / "exercises" / self.name / f"{self.name}.ipynb", as_version=4)

    def answered(self, answers):
        """The release with `answers` {task: source} filled in."""
        notebook = self.release()
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = answers[cell.metadata.nbgrader.grade_id]
        return notebook

    def hand_in(self, student, notebook):
        folder = self.folder / "submitted" / student / self.name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{self.name}.ipynb")

    def marks(self):
        """{student: {test cell: score}} as nbgrader's database has them."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            return {
                submission.student.id: {grade.name: grade.score for grade in submission.notebooks[0].grades}
                for submission in gradebook.assignment_submissions(self.name)
            }

    def messages(self, student):
        """{cell: message} for the cells that raised when the student's notebook was graded."""
        path = self.folder / "autograded" / student / self.name / f"{self.name}.ipynb"
        return {
            cell.metadata.nbgrader.grade_id: output.evalue
            for cell in nbformat.read(path, as_version=4).cells
            for output in cell.get("outputs", ())
            if output.output_type == "error"
        }


@pytest.fixture(scope="session")
def new_course(tmp_path_factory):
    return lambda problem_set: Course(tmp_path_factory.mktemp(problem_set.name), problem_set)


PROBLEM_SETS = {name: ProblemSet(name) for name in NAMES}


@pytest.fixture(scope="session")
def problem_sets():
    return PROBLEM_SETS


@pytest.fixture(params=PROBLEM_SETS.values(), ids=NAMES)
def problem_set(request):
    return request.param


@pytest.fixture(
    params=[
        (problem_set, task)
        for problem_set in PROBLEM_SETS.values()
        for task, tests in problem_set.tests.items()
        if tests
    ],
    ids=lambda pair: f"{pair[0].name}/{pair[1]}",
)
def set_and_task(request):
    """A problem set, and the id of one of its tasks."""
    return request.param
