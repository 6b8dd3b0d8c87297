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
        races = BatchingDemo(batch=8, lr=0.2, draw="dealt", clock=clock, **start).races()
        ends[clock] = {size: np.mean(losses[len(losses) // 4 :]) for size, (_, losses) in races.items()}
    assert min(ends["steps"], key=ends["steps"].get) == 64
    assert max(ends["epochs"], key=ends["epochs"].get) == 64


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"steps": 0}, "on the way down"),
        ({"batch": 1, "steps": 200}, "hovers at its noise floor"),
        ({"batch": 64, "lr": 1.0, "draw": "dealt", "steps": 200}, "no noise, no floor"),
        ({"batch": 64, "steps": 200}, "hovers at its noise floor"),
        ({"batch": 1, "lr": 1.9}, "diverges"),
    ],
)
def test_verdicts(open_demo, state, words):
    assert open_demo(TAG, state).locator(".verdict").inner_text() == words


def test_floor_is_measured_once_the_hand_rests(open_demo):
    demo = open_demo(TAG)
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


def reading(demo):
    """The verdict and its reason, once the floor is measured."""
    demo.page.wait_for_function("demo => demo.measured !== null", arg=demo.element_handle())
    return demo.locator(".reading").inner_text()


def test_it_opens_with_prediction_and_measurement_that_agree(open_demo):
    floor = BatchingDemo().floor()
    assert floor.measured == pytest.approx(floor.predicted, rel=0.1)
    words = reading(open_demo(TAG))
    assert f"predicted {floor.predicted:.4f}, measured {floor.measured:.4f}." in words
    assert "independent" not in words, "there is nothing to excuse"


def test_dealing_is_explained_once_it_is_chosen(open_demo):
    demo = open_demo(TAG)
    assert "The batches are independent" in demo.locator(".draws").inner_text()
    demo.get_by_text("dealt", exact=True).click()
    assert "Dealt batches make up for one another" in reading(demo)
    assert "their errors nearly cancel" in demo.get_by_role("status").inner_text()


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"batch": 1, "lr": 1.5}, "for so large a rate it is not"),
        ({"batch": 63, "lr": 0.01}, "the run that measures it is too short"),
        ({"batch": 1, "lr": 1.5, "draw": "dealt"}, "for so large a rate it is not"),
        ({"batch": 1, "lr": 1.9}, "for so large a rate it is not"),  # measured: not a number
    ],
)
def test_a_measurement_that_differs_is_explained(open_demo, state, reason):
    words = reading(open_demo(TAG, state))
    assert reason in words and "make up for one another" not in words


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (390, 844)])
def test_picture_verdict_and_main_slider_fit_a_screen(open_demo, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    demo = open_demo(TAG)
    slider = demo.get_by_role("slider", name="batch size").bounding_box()
    assert demo.locator(".plots").bounding_box()["y"] < demo.locator(".verdict").bounding_box()["y"]
    assert demo.locator(".verdict").bounding_box()["y"] < slider["y"]
    assert slider["y"] + slider["height"] - demo.bounding_box()["y"] <= height


@pytest.mark.parametrize("width", [390, 1366])
def test_words_of_every_kind_move_nothing(open_demo, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    demo = open_demo(TAG)
    heights = set()
    for state in (
        {},
        {"draw": "dealt"},
        {"draw": "dealt", "lr": 1.9, "batch": 1, "steps": 199},
        {"lr": 1.5, "batch": 1},
        {"lr": 0.01, "batch": 63},
        {"draw": "dealt", "batch": 64, "clock": "time"},
    ):
        demo.evaluate("(demo, state) => demo.update(state)", state)
        reading(demo)
        heights.add(demo.bounding_box()["height"])
    assert len(heights) == 1


def test_goal_of_chapter_3(open_demo):
    demo = open_demo(TAG, {"steps": 100})
    demo.evaluate(
        """demo => demo.setAttribute("goal",
            "drawn >= 1, batch <= 16, steps <= 100, predicted < 0.001, loss_over_floor <= 4")"""
    )
    goal = demo.locator(".goal")
    demo.evaluate("demo => demo.update({ lr: 0.2 })")
    assert goal.inner_text().startswith("Goal: ")
    demo.evaluate("demo => demo.update({ batch: 16, lr: 0.1, draw: 'dealt' })")
    assert goal.inner_text().startswith("Goal: ")
    demo.evaluate("demo => demo.update({ draw: 'drawn' })")
    assert goal.inner_text().startswith("Goal reached: "), demo.evaluate("demo => demo.measures()")


@pytest.mark.parametrize(("clock", "unit"), [("steps", "step"), ("epochs", "epoch"), ("time", "time")])
def test_values_along_the_race_are_those_of_each_racer_by_then(open_demo, clock, unit):
    demo = open_demo(TAG, {"batch": 16, "clock": clock})
    demo.locator(".readout").focus()
    for key in ("Home", "ArrowRight", "ArrowRight"):
        demo.locator(".readout").press(key)
    races = BatchingDemo(batch=16, clock=clock).races()
    now = races[16][0][2]
    words = demo.locator(".readout").get_attribute("aria-label")
    assert f", {unit} {now:g}: " in words
    shown = [float(value) for value in re.findall(r"B=\d+ (\S+?)(?:,|$)", words)]
    expected = [losses[times <= now + 1e-9][-1] for times, losses in races.values()]
    np.testing.assert_allclose(shown, expected, rtol=0.005)


def test_each_line_of_the_race_has_its_name_at_its_end(open_demo):
    demo = open_demo(TAG)
    names = demo.locator(".plots > svg").nth(2).locator("text").all_text_contents()
    assert {"B = 8", "B = 1", "B = 64", "predicted"} <= set(names)


def test_the_clock_changes_what_is_said(open_demo):
    demo = open_demo(TAG)
    demo.get_by_text("time", exact=True).click()
    assert "After 4800 µs" in demo.get_by_role("status").inner_text()
