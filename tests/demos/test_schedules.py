"""The schedules demo: what it says of a schedule, its handles, its numbers and its code."""

import numpy as np
import pytest

import gdcore
from gdcore.demos import SchedulesDemo
from gdcore.demos.settings import SETTINGS

TAG = "gd-schedules"


def verdict(demo):
    return demo.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, "fast, then low"),
        ({"level": 500}, "stays on the floor of its peak"),
        ({"warmup": 0, "level": 0, "peak": 0.05, "shape": "exponential", "end": 0.0}, "stops short"),
        ({"peak": 0.25, "level": 500}, "diverges"),
    ],
)
def test_verdicts(open_demo, state, words):
    assert verdict(open_demo(TAG, state)) == words


@pytest.mark.parametrize("shape", SETTINGS[TAG]["parameters"]["shape"]["choices"])
@pytest.mark.parametrize(("warmup", "level"), [(0, 0), (30, 150), (200, 50), (0, 500), (500, 500)])
def test_the_code_is_the_schedule(shape, warmup, level):
    demo = SchedulesDemo(peak=0.0512, warmup=warmup, level=level, shape=shape, end=0.003)
    t = np.arange(1, 501)
    np.testing.assert_allclose(demo.schedule()(t), eval(demo.code(), {"gd": gdcore})(t), rtol=1e-12)


def test_level_stretch_by_mouse(open_demo, page):
    demo = open_demo(TAG)
    knob = demo.get_by_role("slider", name="end of the level stretch")
    knob.scroll_into_view_if_needed()
    box = knob.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 10, steps=4)
    page.mouse.up()
    level, peak = int(demo.get_attribute("level")), float(demo.get_attribute("peak"))
    assert level > 150 and peak > 0.1
    assert demo.locator("code").first.inner_text() == SchedulesDemo(level=level, peak=peak).code()
    assert verdict(demo) in demo.get_by_role("status").inner_text()


def test_level_stretch_never_ends_before_the_warmup(open_demo):
    demo = open_demo(TAG, {"warmup": 200, "level": 50})
    assert (
        demo.get_by_role("slider", name="end of the level stretch").get_attribute("aria-valuetext")
        == "step 200, rate 0.1"
    )


def test_schedule_in_numbers(open_demo):
    demo = open_demo(TAG)
    demo.get_by_text("The schedule in numbers").click()
    demo.get_by_role("spinbutton", name="warm-up until").fill("77")
    demo.get_by_role("spinbutton", name="warm-up until").press("Enter")
    assert demo.locator("code").first.inner_text() == SchedulesDemo(warmup=77).code()


def test_code_is_copied_or_at_least_selected(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("button", name="Copy code").click()
    demo.get_by_role("status").get_by_text("Code copied").or_(
        demo.get_by_role("status").get_by_text("Code selected")
    ).wait_for(state="attached")


def press(demo, name, *keys):
    for key in keys:
        demo.get_by_role("slider", name=name).press(key)


def test_the_whole_schedule_by_keys_in_the_picture(open_demo):
    """The sliders are folded away, so the picture has to do all that they do."""
    demo = open_demo(TAG)
    assert demo.get_by_role("slider", name="peak rate").count() == 0
    press(demo, "end of the warm-up", "ArrowRight", "Shift+ArrowRight", "ArrowUp")
    press(demo, "end of the level stretch", "Shift+ArrowRight", "Shift+ArrowRight", "ArrowLeft", "PageUp")
    press(demo, "end of the decay", "ArrowUp")
    state = demo.evaluate("demo => demo.state")
    assert (state["warmup"], state["level"]) == (41, 169)
    assert state["peak"] == pytest.approx(0.13) and state["end"] == pytest.approx(0.005)


def test_keys_move_a_handle_from_where_it_is_seen(open_demo):
    demo = open_demo(TAG, {"warmup": 200, "level": 50, "end": 0.25, "shape": "linear"})
    press(demo, "end of the level stretch", "ArrowRight")
    assert demo.get_attribute("level") == "201"
    press(demo, "end of the decay", "ArrowDown")
    assert float(demo.get_attribute("end")) == pytest.approx(0.095)


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (390, 844)])
def test_picture_and_verdict_fit_a_screen_above_the_controls(open_demo, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    demo = open_demo(TAG)
    tops = [
        demo.locator(part).first.bounding_box()["y"] - demo.bounding_box()["y"]
        for part in (".choices", ".plots", ".verdict", "details", ".buttons", "pre", ".place")
    ]
    assert tops == sorted(tops)
    assert tops[4] < height


def test_goal_of_chapter_6(open_demo):
    demo = open_demo(TAG)
    demo.evaluate("demo => demo.setAttribute('goal', 'loss < 0.0025')")
    demo.evaluate("demo => demo.update({ seed: 1 })")
    assert demo.locator(".goal").inner_text() == "Goal: loss < 0.0025."
    reached = {"peak": 0.14, "warmup": 0, "level": 0, "shape": "exponential", "end": 0.0005}
    loss = SchedulesDemo(**reached).mean_loss()[-1]
    demo.evaluate("(demo, state) => demo.update(state)", reached)
    assert demo.evaluate("demo => demo.measures().loss") == pytest.approx(loss)
    assert loss < 0.0025 and demo.locator(".goal").inner_text() == "Goal reached: loss < 0.0025."


def test_values_along_the_curves(open_demo):
    demo = open_demo(TAG)
    trace, mean = SchedulesDemo().trace(), SchedulesDemo().mean_loss()
    for curves, step, words in (
        (demo.locator(".readout").first, 11, f"rate {trace.lr[10]:.4f}"),
        (demo.locator(".readout").last, 10, f"one run {trace.loss[10]:.1f}, floor "),
        (demo.locator(".readout").last, 10, f"mean {mean[10]:.1f}"),
    ):
        curves.focus()
        curves.press("Home")
        curves.press("PageUp")
        said = curves.get_attribute("aria-label")
        assert f"step {step}: " in said and words in said


def test_a_rate_beyond_the_limit_has_no_floor(open_demo):
    demo = open_demo(TAG, {"peak": 0.22, "level": 500})
    demo.locator(".readout").last.focus()
    assert "floor ∞" in demo.locator(".readout").last.get_attribute("aria-label")


def test_each_curve_has_its_name_at_its_end(open_demo):
    names = open_demo(TAG).locator(".plots > svg").last.locator("text").all_text_contents()
    assert {"mean", "one run", "floor", "peak kept"} <= set(names)


@pytest.mark.parametrize("width", [360, 390, 1366])
def test_no_schedule_moves_anything(open_demo, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    demo = open_demo(TAG)
    heights = set()
    for shape in SETTINGS[TAG]["parameters"]["shape"]["choices"]:
        for state in (
            {"peak": 0.1234, "warmup": 123, "level": 234, "end": 0.0123},
            {"peak": 0.25, "warmup": 0, "level": 500, "end": 0.0},
            {"peak": 0.001, "warmup": 500, "level": 0, "end": 0.0},
        ):
            demo.evaluate("(demo, state) => demo.update(state)", state | {"shape": shape})
            heights.add(demo.bounding_box()["height"])
    assert len(heights) == 1


def test_values_along_the_curves_fit_a_phone(open_demo, page):
    page.set_viewport_size({"width": 360, "height": 740})
    demo = open_demo(TAG)
    demo.locator(".readout").last.focus()
    left = demo.locator(".plots").bounding_box()["x"]
    for line in demo.locator(".readout").last.locator(".values-here text").all():
        assert line.bounding_box()["x"] >= left
