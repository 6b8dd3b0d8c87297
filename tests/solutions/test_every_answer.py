"""Every answer in tests/answers, and every one that the test cells foresee, graded by nbgrader.

The tasks of a set are marked independently, so one submission holds an answer to each task, and a
set needs as many submissions as its task with most answers. The few tasks that build on others are answered
in submissions where all others are solved, and left open in the rest. Minutes, so `make test-slow` runs it.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest

import pytest

from .conftest import NEED_PYTORCH, PYTORCH_IS_MISSING
from .problem_set import BUILD_ON_OTHERS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graded(request, problem_sets, new_course):
    """{set: future of (course, {student: {task: answer}})}, as many sets at a time as there are cores."""
    wanted = {item.callspec.id for item in request.session.items if item.module is request.module}
    if PYTORCH_IS_MISSING:
        wanted -= NEED_PYTORCH

    def grade(problem_set):
        course, submissions = new_course(problem_set), {}
        for number, given in enumerate(together(problem_set.answers)):
            sources = {task: answer.source for task, answer in given.items()}
            sources |= {task: problem_set.untouched[task] for task in left_open(given, problem_set)}
            submissions[f"student-{number}"] = given
            course.hand_in(f"student-{number}", course.answered(problem_set.solutions | sources))
        course.nbgrader("autograde", problem_set.name)
        return course, submissions

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {name: pool.submit(grade, problem_sets[name]) for name in sorted(wanted)}


def together(answers):
    """{task: answer} of one submission after the other."""
    for build in (False, True):
        tasks = {task: each for task, each in answers.items() if (task in BUILD_ON_OTHERS) == build}
        for row in zip_longest(*tasks.values()):
            yield {task: answer for task, answer in zip(tasks, row) if answer}


def left_open(given, problem_set):
    """The tasks that build on others, where others are not solved as their answers need it."""
    return BUILD_ON_OTHERS & problem_set.tests.keys() if BUILD_ON_OTHERS.isdisjoint(given) else set()


def test_every_answer_gets_exactly_its_marks(graded, problem_set, capsys):
    course, submissions = graded[problem_set.name].result()
    marks, right, wrong = course.marks(), 0, 0
    for student, given in submissions.items():
        expected, messages = dict(problem_set.points), course.messages(student)
        for task in left_open(given, problem_set):
            expected |= dict.fromkeys(problem_set.tests[task], 0)
        for task, answer in given.items():
            lost = problem_set.failures_of(task, answer.source).keys() & expected.keys()
            expected |= dict.fromkeys(lost, 0)
            assert bool(lost) == bool(answer.phrases), (task, answer.name)
            told = "\n".join(messages.get(test, "") for test in problem_set.tests[task])
            assert all(phrase in told for phrase in answer.phrases), (task, answer.name, told)
            right, wrong = right + (not lost), wrong + bool(lost)
        assert marks[student] == expected, given
    with capsys.disabled():
        print(
            f"\n{problem_set.name}: {right} right answers with full marks, "
            f"{wrong} wrong ones without those of their tests, in {len(submissions)} submissions"
        )
