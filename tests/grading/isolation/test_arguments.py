"""What answers write into a test's arguments: the test's own values stay, and `check_unchanged` sees it."""

import numpy as np
import pytest

from grading.isolation.arguments import Arguments, copies
from grading.isolation.notebook import grade_notebook

from ..assignment import POINTS, assignment, data, marks

LOOKS_INSIDE = """
state = {"v": np.zeros(2), "steps": [np.ones(1)]}
square(state)
for name, value in state.items():
    check_unchanged(value, {"v": np.zeros(2), "steps": [np.ones(1)]}[name], name, by="square")
assert state["v"].tolist() == [0, 0]
"""


@pytest.mark.parametrize(
    "spoils",
    [
        'state["v"] += 1',
        'state["v"] = state["v"] + 1',
        'state["v"] = 7',
        'state["steps"][0] += 1',
        'state["steps"][0] = np.zeros(1)',
        'state["steps"].append(np.ones(1))',
        'state["v"] += 1; raise ValueError',
    ],
)
def test_a_change_inside_an_argument_is_seen_by_the_check_and_by_nothing_else(spoils):
    source = assignment()
    test = next(cell for cell in source.cells if cell.metadata.nbgrader.grade_id == "square-care")
    test.source = LOOKS_INSIDE
    if "raise" in spoils:
        test.source = test.source.replace("\nsquare(state)", "\ntry: square(state)\nexcept ValueError: pass")
    harmless = grade_notebook(data(source), data(assignment(square="def square(state): pass")))
    assert marks(harmless)["square-care"] == POINTS["square-care"]
    spoilt = grade_notebook(data(source), data(assignment(square=f"def square(state): {spoils}")))
    assert marks(spoilt)["square-care"] == 0


def test_copies_hold_the_same_functions_and_refer_to_one_another():
    inner, act = np.ones(2), print
    outer = [inner, act, {"inner": inner}]
    outer_copy, inner_copy = copies([outer, inner])
    assert outer_copy[0] is inner_copy is outer_copy[2]["inner"]
    assert inner_copy is not inner
    assert outer_copy[1] is act


def test_what_was_never_changed_is_as_it_is_and_a_cycle_ends():
    arguments, ring, left = Arguments(), [], [1]
    ring.append(ring)
    left.append(left)
    arguments.note(ring, left)
    assert arguments.as_left(ring) is left
    other = np.ones(1)
    assert arguments.as_left(other) is other
