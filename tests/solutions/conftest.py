"""The problem sets and their tasks, as parameters of tests, and course folders for them."""

from pathlib import Path

import pytest

from .course import Course
from .problem_set import ProblemSet

ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(path.stem for path in ROOT.glob("solutions/*/[0-9][0-9]_*.md"))
# Those whose layout is that of the second round: hints, an answer in words, short lines.
SECOND_ROUND = [name for name in NAMES if name != "09_beyond_adam"]
PROBLEM_SETS = {name: ProblemSet(name) for name in NAMES}


@pytest.fixture(scope="session")
def problem_sets():
    return PROBLEM_SETS


@pytest.fixture(scope="session")
def new_course(tmp_path_factory):
    return lambda problem_set: Course(tmp_path_factory.mktemp(problem_set.name), problem_set)


@pytest.fixture(params=PROBLEM_SETS.values(), ids=NAMES)
def problem_set(request):
    return request.param


@pytest.fixture(params=SECOND_ROUND)
def revised_set(request):
    return PROBLEM_SETS[request.param]


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
