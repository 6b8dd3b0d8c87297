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
    assert demo.locator("code").inner_text() == SchedulesDemo(level=level, peak=peak).code()
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
    assert demo.locator("code").inner_text() == SchedulesDemo(warmup=77).code()


def test_code_is_copied_or_at_least_selected(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("button", name="Copy code").click()
    demo.get_by_role("status").get_by_text("Code copied").or_(
        demo.get_by_role("status").get_by_text("Code selected")
    ).wait_for(state="attached")
