"""Curves to read: they are what the settings draw, and each student has an order of their own."""

import json
from math import factorial

import numpy as np
import pytest

from gdcore.curves import CAUSES, loss_curve
from gdcore.problem_sets.readings import curves_for, drill_for, own_order
from tools import record_readings

STUDENTS = [f"s{number}" for number in range(200)]


@pytest.fixture(scope="module")
def recorded():
    return json.loads(record_readings.TARGET.read_text())


def test_the_recorded_curves_are_what_their_settings_draw(recorded):
    fresh = record_readings.readings()
    assert fresh.keys() == recorded.keys()
    for name in fresh:
        for old, new in zip(numbers_in(recorded[name]), numbers_in(fresh[name]), strict=True):
            same = len(old) // 20 if name in record_readings.UNSTABLE else len(old)
            assert len(old) == len(new)
            np.testing.assert_allclose(old[:same], new[:same], rtol=2e-3, atol=1e-9)


def numbers_in(part):
    """The lists of numbers in a nest of lists and dicts, in their order."""
    if isinstance(part, list) and all(isinstance(number, float) for number in part):
        yield part
    elif isinstance(part, list | dict):
        for each in part.values() if isinstance(part, dict) else part:
            yield from numbers_in(each)


@pytest.mark.parametrize("name", record_readings.KEYS)
def test_students_have_orders_of_their_own(name, recorded):
    letters = record_readings.KEYS[name]
    orders = {"".join(own_order(letters, name, student)) for student in STUDENTS}
    assert len(orders) == factorial(len(letters))
    for student in STUDENTS[:5]:
        file = [curve.tolist() for curve in curves_for(name, student)]
        assert own_order(recorded[name], name, student) == file


def test_the_drill_has_each_cause_once_and_differs_from_student_to_student():
    drills = {tuple(curve.caption for curve in drill_for(student)) for student in STUDENTS}
    assert len(drills) > 150
    causes = own_order(record_readings.DRILL, "drill", "ada")
    assert sorted(causes) == sorted(CAUSES)
    for cause, curve in zip(causes, drill_for("ada")):
        assert ("batches" in curve.caption) == (cause == "minibatch noise") or cause == "good"
        if cause == "momentum ringing":
            assert "momentum 0.9" in curve.caption


def test_three_times_the_rate_of_a_plateau_in_the_drill_would_diverge():
    """Or "multiply the rate" would be a right change for it, too."""
    steep = record_readings.is_steep
    assert not all(
        steep(loss_curve("ill-conditioned plateau", np.random.RandomState(seed))) for seed in range(20)
    )
    assert all(map(steep, record_readings.fair_curves("ill-conditioned plateau")))
