"""The batching demo: what it says, what its start and buttons do, and theory against measurement."""

import re

import numpy as np
import pytest

from gdcore.demos import BatchingDemo

TAG = "gd-batching"


@pytest.mark.parametrize("batch", [1, 4, 16, 48, 64])
def test_predicted_floor_is_the_measured_one_for_independent_batches_and_small_rates(batch):
    floors = [BatchingDemo(batch=batch, lr=0.1, draw="drawn", seed=seed).floor() for seed in range(4)]
    assert np.mean([floor.measured for floor in floors]) == pytest.approx(floors[0].predicted, rel=0.15)


def test_dealing_lowers_the_floor():
    for batch in (2, 8, 32):
        drawn, dealt = (
            BatchingDemo(batch=batch, lr=0.05, draw=draw).floor().measured for draw in ("drawn", "dealt")
        )
        assert dealt < 0.5 * drawn


def test_each_clock_has_its_winner():
    start = {"slope": 3.0, "bias": -1.5}
    ends = {}
    for clock in ("steps", "epochs"):
        races = BatchingDemo(batch=8, lr=0.2, clock=clock, **start).races()
        ends[clock] = {size: np.mean(losses[len(losses) // 4 :]) for size, (_, losses) in races.items()}
    assert min(ends["steps"], key=ends["steps"].get) == 64
    assert max(ends["epochs"], key=ends["epochs"].get) == 64


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"steps": 0}, "on the way down"),
        ({"batch": 1, "steps": 200}, "hovers at its noise floor"),
        ({"batch": 64, "lr": 1.0, "steps": 200}, "no noise, no floor"),
        ({"batch": 64, "draw": "drawn", "steps": 200}, "hovers at its noise floor"),
        ({"batch": 1, "lr": 1.9}, "diverges"),
    ],
)
def test_verdicts(open_demo, state, words):
    assert open_demo(TAG, state).locator(".verdict").inner_text() == words


def test_floor_is_measured_once_the_hand_rests(open_demo):
    demo = open_demo(TAG, {"draw": "drawn"})
    demo.get_by_role("slider", name="batch size").press("ArrowRight")
    demo.get_by_text(re.compile(r"predicted \S+, measured 0\.\d+\.")).first.wait_for()


def test_start_by_mouse(open_demo, page):
    demo = open_demo(TAG)
    knob = demo.get_by_role("slider", name="start of the line")
    knob.scroll_into_view_if_needed()
    box = knob.bounding_box()
    before = demo.evaluate("demo => demo.path[0]")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 80, box["y"] + box["height"] / 2 + 40, steps=4)
    page.mouse.up()
    slope, bias = float(demo.get_attribute("slope")), float(demo.get_attribute("bias"))
    assert slope > before[0] and bias < before[1]
    assert demo.evaluate("demo => demo.path[0]") == [slope, bias]


def test_other_draws_are_another_path_from_the_same_start(open_demo):
    demo = open_demo(TAG)
    first = demo.evaluate("demo => demo.path.slice(0, 2)")
    demo.get_by_role("button", name="Other draws").click()
    other = demo.evaluate("demo => demo.path.slice(0, 2)")
    assert first[0] == other[0] and first[1] != other[1]
