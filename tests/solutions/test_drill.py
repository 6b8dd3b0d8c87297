"""The graded diagnosis drill: each student has curves of their own, and is marked on those."""

import pytest

from gdcore import diagnose
from gdcore.curves import CAUSES
from gdcore.problem_sets.readings import drill_for, own_order
from tools.record_readings import DRILL

SET, POINTS = "02_learning_rates", {f"drill-{number}" for number in range(1, 9)}


@pytest.mark.parametrize("student", ["Zoë 7", "s1234567", "1234567"])
def test_students_are_marked_on_the_curves_of_their_id(problem_sets, student):
    problem_set = problem_sets[SET]
    own = {"student_id": f"student_id = {student!r}"}
    assert problem_set.failures(own | {"drill": drill_of(student)}) == {}
    failures = problem_set.failures(own | {"drill": drill_of("ada")})
    same = [one == other for one, other in zip(causes_of("ada"), causes_of(student))]
    assert len(failures.keys() & POINTS) == 8 - sum(same)


def causes_of(student):
    return own_order(DRILL, "drill", student)


def drill_of(student):
    changes = dict(zip(CAUSES, "AGCBHDEF"))
    return "\n".join(
        f'cause_{number}, change_{number} = {cause!r}, "{changes[cause]}"'
        for number, cause in enumerate(causes_of(student), start=1)
    )


def test_every_change_that_the_course_advises_is_accepted(problem_sets):
    """ADVICE and CAUSES of the engine name them; a lower rate also lowers the floor of noise (chapter 3)."""
    for cause, letter, advice in (
        ("oscillating", "C", "Halve the learning rate"),
        ("diverging", "B", "Divide the learning rate by 10"),
        ("minibatch noise", "H", "larger batches"),
        ("minibatch noise", "C", "a decaying rate"),
        ("momentum ringing", "D", "Lower the momentum"),
        ("momentum ringing", "C", "or the learning rate"),
        ("ill-conditioned plateau", "E", "Scale the inputs"),
        ("decayed too early", "F", "Keep the rate longer"),
        ("too small", "A", "Multiply the learning rate"),
        ("good", "G", "Leave the learning rate"),
    ):
        assert advice in CAUSES[cause].change
        place = causes_of("ada").index(cause) + 1
        drill = f'{drill_of("ada")}\nchange_{place} = "{letter}"'
        assert problem_sets[SET].failures({"drill": drill}) == {}, (cause, letter)


def test_without_an_id_there_are_no_curves_and_no_marks(problem_sets):
    failures = problem_sets[SET].failures({"student_id": 'student_id = ""'})
    assert failures.keys() == POINTS


def test_the_engines_own_diagnosis_is_not_the_answer():
    curves = [
        (cause, curve)
        for number in range(30)
        for cause, curve in zip(causes_of(f"s{number}"), drill_for(f"s{number}"))
    ]
    handed_over = sum(diagnose(curve.losses).cause == cause for cause, curve in curves)
    assert handed_over <= len(curves) / 2
