"""The drill: keys and clicks answer, each answer is explained, the score stays in the browser."""

import re

import pytest

from gdcore.curves import CAUSES
from gdcore.demos import DrillDemo

TAG = "gd-drill"
NAMES = list(CAUSES)
SEED = 7
CAUSE = DrillDemo(seed=SEED).curve().cause
OTHER = next(name for name in NAMES if name != CAUSE)


def verdict(demo):
    return demo.locator(".verdict").inner_text()


def score(demo):
    return demo.locator(".score").inner_text()


def answer(demo, name):
    demo.get_by_role("button", name=name).click()


def test_the_right_answer_is_explained(open_demo):
    demo = open_demo(TAG, {"seed": SEED})
    assert verdict(demo) == "What ails it?"
    assert DrillDemo(seed=SEED).curve().caption in demo.locator(".known").inner_text()
    answer(demo, CAUSE)
    assert verdict(demo) == f"Right: {CAUSE}"
    assert CAUSES[CAUSE].sign in demo.locator(".reading").inner_text()
    assert CAUSES[CAUSE].change in demo.get_by_role("status").inner_text()


@pytest.mark.parametrize("wrong", [name for name in NAMES if name != CAUSE])
def test_every_wrong_answer_is_explained(open_demo, wrong):
    demo = open_demo(TAG, {"seed": SEED, "answer": wrong})
    assert verdict(demo) == f"No, it is: {CAUSE}"
    assert CAUSES[CAUSE].sign in demo.locator(".reading").inner_text()
    assert f"Why not {wrong}? " in demo.locator(".reading").inner_text()


def test_keys_answer_and_go_on(open_demo, page):
    demo = open_demo(TAG, {"seed": SEED})
    demo.locator(".known").click()
    page.keyboard.press(str(NAMES.index(CAUSE) + 1))
    assert demo.get_attribute("answer") == CAUSE
    page.keyboard.press("n")
    assert demo.get_attribute("answer") == "none"
    assert demo.get_attribute("seed") != str(SEED)
    spoken = demo.get_by_role("status").inner_text()
    assert not any(re.search(rf"\b{name}\b", spoken) for name in NAMES), "the curve is told, not its cause"


def test_score_counts_first_answers_and_outlives_the_page(open_demo, page):
    demo = open_demo(TAG, {"seed": SEED})
    assert score(demo) == "No answers yet."
    answer(demo, CAUSE)
    answer(demo, OTHER)  # a look at another explanation
    assert score(demo) == "1 of 1 right, 1 in a row."
    page.goto("about:blank")
    demo = open_demo(TAG, {"seed": SEED})
    answer(demo, OTHER)
    assert score(demo) == "1 of 2 right, 0 in a row."
    demo.get_by_role("button", name="Clear score").click()
    assert score(demo) == "No answers yet."


def test_score_counts_where_the_browser_keeps_nothing(open_demo, page):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
    )
    demo = open_demo(TAG, {"seed": SEED})
    answer(demo, CAUSE)
    assert score(demo) == "1 of 1 right, 1 in a row."


@pytest.mark.parametrize("width", [360, 1200])
def test_no_curve_and_no_answer_moves_anything(open_demo, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    demo = open_demo(TAG)
    heights = set()
    for seed in range(30):
        for name in ("none", NAMES[seed % len(NAMES)]):
            demo.evaluate("(demo, state) => demo.update(state)", {"seed": seed, "answer": name})
            heights.add(demo.bounding_box()["height"])
    assert len(heights) == 1
