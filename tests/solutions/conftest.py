"""The problem sets and their tasks, as parameters of tests, and course folders for them."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from .course import Course
from .problem_set import ProblemSet

ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(path.stem for path in ROOT.glob("solutions/*/[0-9][0-9]_*.md"))
# Those whose layout is that of the second round: hints, an answer in words, short lines.
SECOND_ROUND = [name for name in NAMES if name != "09_beyond_adam"]
PROBLEM_SETS = {name: ProblemSet(name) for name in NAMES}
NEED_PYTORCH = {name for name in NAMES if name.endswith("_pytorch")}
PYTORCH_IS_MISSING = find_spec("torch") is None


def for_set(name, value, task=""):
    """The value as a parameter of tests of this set, skipped if it needs what is not installed."""
    reason = "PyTorch is not installed here: `make test-torch` runs this"
    skip = pytest.mark.skipif(name in NEED_PYTORCH and PYTORCH_IS_MISSING, reason=reason)
    return pytest.param(value, id=f"{name}/{task}" if task else name, marks=skip)


@pytest.fixture(scope="session")
def problem_sets():
    return PROBLEM_SETS


@pytest.fixture(scope="session")
def new_course(tmp_path_factory):
    return lambda problem_set: Course(tmp_path_factory.mktemp(problem_set.name), problem_set)


@pytest.fixture(params=[for_set(name, problem_set) for name, problem_set in PROBLEM_SETS.items()])
def problem_set(request):
    return request.param


@pytest.fixture(params=[for_set(name, PROBLEM_SETS[name]) for name in SECOND_ROUND])
def revised_set(request):
    return request.param


@pytest.fixture(
    params=[
        for_set(name, (problem_set, task), task)
        for name, problem_set in PROBLEM_SETS.items()
        for task, tests in problem_set.tests.items()
        if tests
    ]
)
def set_and_task(request):
    """A problem set, and the id of one of its tasks."""
    return request.param
