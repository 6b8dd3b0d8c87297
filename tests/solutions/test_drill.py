"""The graded diagnosis drill: each student has curves of their own, and is marked on those."""

import pytest

from gdcore import diagnose
from gdcore.curves import curves_of

SET, POINTS = "02_learning_rates", {f"drill-{number}" for number in range(1, 9)}


@pytest.mark.parametrize("student", ["Zoë 7", "s1234567", "1234567"])
def test_students_are_marked_on_the_curves_of_their_id(problem_sets, student):
    problem_set = problem_sets[SET]
    own = {"student_id": f"student_id = {student!r}"}
    assert problem_set.failures(own) == {}

    right = [curve.cause for curve in curves_of("ada")]
    for_ada = "\n".join(
        f'cause_{number}, change_{number} = {cause!r}, "A"' for number, cause in enumerate(right, start=1)
    )
    failures = problem_set.failures(own | {"drill": for_ada})
    same = [
        one.cause == other.cause == "too small" for one, other in zip(curves_of("ada"), curves_of(student))
    ]
    assert len(failures.keys() & POINTS) == 8 - sum(same)


def test_without_an_id_there_are_no_curves_and_no_marks(problem_sets):
    failures = problem_sets[SET].failures({"student_id": 'student_id = ""'})
    assert failures.keys() == {"drill"} | POINTS


def test_the_engines_own_diagnosis_is_not_the_answer():
    curves = [curve for number in range(30) for curve in curves_of(f"s{number}")]
    handed_over = sum(diagnose(curve.losses).cause == curve.cause for curve in curves)
    assert handed_over <= len(curves) / 2
