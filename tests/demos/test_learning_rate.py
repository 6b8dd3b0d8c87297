"""The learning-rate demo: mouse, keys, link, phone, dark."""

import re

import numpy as np
import pytest
from traitlets import TraitError

from gdcore.demos import LearningRateDemo

TAG = "gd-learning-rate"


def verdict(demo):
    return demo.locator(".verdict").inner_text()


def spoken(demo):
    return demo.get_by_role("status").inner_text()


def trail(demo):
    """Where the points of the trail are, read off the screen and turned back into w."""
    return np.array(
        demo.evaluate("""demo => {
            const { x, margin, width } = demo.landscape;
            const points = demo.shadowRoot.querySelectorAll(".plots > svg:first-child .trail circle");
            const length = width - margin.left - margin.right;
            const share = (point) => (point.getAttribute("cx") - margin.left) / length;
            return [...points].map((point) => x[0] + share(point) * (x[1] - x[0]));
        }""")
    )


def test_slider_by_keyboard_moves_trail_verdict_and_speech(open_demo, page):
    demo = open_demo(TAG)
    assert verdict(demo) == "fast, from one side"
    before = trail(demo)
    demo.get_by_role("slider", name="learning rate").focus()
    page.keyboard.press("End")
    assert verdict(demo) == "diverges"
    assert len(trail(demo)) < len(before)
    assert "left the picture at step" in demo.locator(".plots").inner_text()
    assert "diverges" in spoken(demo) and "Step 20" in spoken(demo)
    page.keyboard.press("Home")
    assert verdict(demo) == "stands still"
    page.keyboard.press("ArrowRight")
    assert demo.get_attribute("lr") == "0.01"
    assert verdict(demo) == "slow, from one side"


def test_slider_by_mouse(open_demo, page):
    demo = open_demo(TAG)
    demo.get_by_role("slider", name="learning rate").scroll_into_view_if_needed()
    box = demo.get_by_role("slider", name="learning rate").bounding_box()
    page.mouse.move(box["x"] + 0.16 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2, steps=5)
    assert verdict(demo) == "oscillates and settles"
    assert np.sign(trail(demo) - 2)[:6].tolist() == [1, -1, 1, -1, 1, -1]
    page.mouse.up()
    assert "oscillates and settles" in spoken(demo)


def test_verdicts(open_demo):
    demo = open_demo(TAG)
    for objective, lr, words in [
        ("quadratic", 0, "stands still"),
        ("quadratic", 0.05, "slow, from one side"),
        ("quadratic", 0.8, "fast, from one side"),
        ("quadratic", 1, "lands in one step"),
        ("quadratic", 1.99, "oscillates and settles"),
        ("quadratic", 2, "two-cycle for ever"),
        ("quadratic", 2.01, "diverges"),
        ("steep", 0.5, "lands in one step"),
        ("steep", 0.99, "oscillates and settles"),
        ("steep", 1, "two-cycle for ever"),
        ("steep", 1.01, "diverges"),
        ("double-well", 0.1, "settles in the left well"),
        ("double-well", 0.95, "settles in the right well"),
        ("double-well", 1.2, "two-cycle in the left well"),
        ("double-well", 2.5, "escapes: each step is larger"),
    ]:
        open_demo(TAG, {"objective": objective, "lr": lr})
        assert verdict(demo) == words, (objective, lr)


@pytest.mark.parametrize(
    "state",
    [{"lr": 0.3, "steps": 7}, {"objective": "steep", "lr": 0.7}, {"objective": "double-well", "start": 0.5}],
)
def test_positions_on_screen_are_those_of_the_engine(open_demo, state):
    trace = LearningRateDemo(**state).trace()
    np.testing.assert_allclose(trail(open_demo(TAG, state)), trace.w[:, 0], atol=1e-9)


def test_start_by_drag_and_by_keys(open_demo, page):
    demo = open_demo(TAG, {"steps": 3})
    demo.locator(".plots").scroll_into_view_if_needed()
    box = demo.get_by_role("slider", name="start of the ball").bounding_box()
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*centre)
    page.mouse.down()
    page.mouse.move(centre[0] - 100, centre[1], steps=4)
    page.mouse.up()
    start = float(demo.get_attribute("start"))
    assert start < 4
    np.testing.assert_allclose(trail(demo)[0], start)
    assert "Step 3" in spoken(demo)
    page.keyboard.press("ArrowLeft")  # the ball that was dragged has the focus
    assert float(demo.get_attribute("start")) == pytest.approx(start - 0.1)
    page.keyboard.press("Home")
    assert demo.get_attribute("start") == "-1.4"


def test_press_on_the_picture_puts_the_ball_there(open_demo):
    demo = open_demo(TAG)
    demo.locator(".plots > svg").first.click(position={"x": 120, "y": 200})
    assert float(demo.get_attribute("start")) < 2


def test_step_reset_and_play(open_demo, page):
    page.clock.install(time=0)
    demo = open_demo(TAG, {"lr": 1.5})
    page.clock.pause_at(3600)  # from here on only the test makes time pass
    demo.get_by_role("button", name="Reset").click()
    assert spoken(demo).startswith("Step 0: w = 5.00, loss = 4.50.")
    assert len(trail(demo)) == 1
    demo.get_by_role("button", name="Step").click()
    assert spoken(demo).startswith("Step 1: w = 0.500, loss = 1.13.")
    demo.get_by_role("button", name="Play").click()
    page.clock.run_for(1000)
    assert 1 < int(demo.get_attribute("steps")) < 5
    demo.get_by_role("button", name="Pause").click()
    paused = demo.get_attribute("steps")
    page.clock.run_for(1000)
    assert demo.get_attribute("steps") == paused
    demo.get_by_role("button", name="Play").click()
    page.clock.run_for(20000)
    assert demo.get_attribute("steps") == "20"
    assert spoken(demo).startswith("Step 20")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_ball_flies_unless_motion_is_reduced(open_demo, page, motion):
    page.emulate_media(reduced_motion=motion)
    page.clock.install(time=0)
    demo = open_demo(TAG, {"lr": 1.5, "steps": 0})
    page.clock.pause_at(3600)  # from here on only the test makes time pass
    place = demo.locator(".ball:not(.other)").get_attribute("transform")
    demo.get_by_role("button", name="Play").click()
    page.clock.run_for(200)
    assert demo.get_attribute("steps") == "0"
    assert (demo.locator(".ball:not(.other)").get_attribute("transform") == place) == (motion == "reduce")


def test_choosing_a_function_by_keys(open_demo, page):
    demo = open_demo(TAG, {"lr": 1.5})
    demo.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    assert demo.get_attribute("objective") == "steep"
    assert verdict(demo) == "diverges" and "diverges" in spoken(demo)
    page.keyboard.press("ArrowRight")
    assert demo.get_attribute("objective") == "double-well"
    assert demo.get_attribute("start") == "-1.6"  # 5 is not in this picture


def test_link_brings_the_state_back(open_demo, page):
    demo = open_demo(TAG)
    demo.get_by_role("spinbutton").fill("1.25")
    demo.get_by_role("spinbutton").press("Enter")
    demo.get_by_role("button", name="Reset").click()
    demo.get_by_role("button", name="Step").click()
    demo.get_by_role("button", name="Copy link").click()
    demo.get_by_role("button", name=re.compile("^Link ")).wait_for()
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    assert [demo.get_attribute(name) for name in ("objective", "lr", "start", "steps")] == [
        "quadratic",
        "1.25",
        "5",
        "1",
    ]
    assert verdict(demo) == "oscillates and settles"


def test_bad_link_falls_back_and_says_so(open_demo):
    for state, words in [
        ({"lr": "fast"}, "lr = fast is not a number from 0 to 2.6; this shows 0.4."),
        ({"lr": -1}, "lr = -1 is not a number from 0 to 2.6; this shows 0.4."),
        ({"lr": ""}, "lr = is not a number from 0 to 2.6; this shows 0.4."),
        ({"lr": "<b>1</b>"}, "lr = <b>1</b> is not a number from 0 to 2.6; this shows 0.4."),
        ({"steps": 1.5}, "steps = 1.5 is not a whole number from 0 to 100; this shows 20."),
        (
            {"objective": "cubic"},
            "objective = cubic is not one of quadratic, steep, double-well, own; this shows quadratic.",
        ),
        (
            {"objective": "double-well", "start": 4},
            "start = 4 is not a number from -1.75 to 1.75; this shows -1.6.",
        ),
        ({"rate": 1}, "There is no rate here."),
    ]:
        demo = open_demo(TAG, state)
        assert demo.locator(".notice").inner_text() == words
        assert spoken(demo) == words
    open_demo(TAG, {"lr": 1})
    assert not demo.locator(".notice").is_visible()


def test_bad_number_is_refused_and_the_picture_stays(open_demo):
    demo = open_demo(TAG, {"lr": 1.7})
    demo.get_by_role("spinbutton").fill("7")
    demo.get_by_role("spinbutton").press("Enter")
    assert demo.get_attribute("lr") == "1.7"
    assert demo.get_by_role("spinbutton").input_value() == "1.7"
    words = "lr = 7 is not a number from 0 to 2.6; this shows 1.7."
    assert demo.locator(".notice").inner_text() == words
    assert words in spoken(demo)


def test_plots_lie_side_by_side(open_demo):
    left, right = (plot.bounding_box() for plot in open_demo(TAG).locator(".plots > svg").all())
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"] + 0.1


def test_phone(open_demo, page):
    page.set_viewport_size({"width": 360, "height": 740})
    demo = open_demo(TAG)
    above, below = (plot.bounding_box() for plot in demo.locator(".plots > svg").all())
    assert below["y"] >= above["y"] + above["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for control in demo.get_by_role("button").all() + demo.get_by_role("spinbutton").all():
        box = control.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_follows_the_theme_of_the_page(open_demo, page, scheme):
    page.emulate_media(color_scheme=scheme)
    demo = open_demo(TAG)
    ink = demo.locator(".graph").evaluate("graph => getComputedStyle(graph).stroke")
    brightness = np.mean([int(part) for part in re.findall(r"\d+", ink)[:3]])
    assert (brightness > 128) == (scheme == "dark")


def test_a_function_of_ones_own_is_drawn_descended_and_judged(open_demo, page):
    demo = open_demo(TAG)
    demo.get_by_text("your own", exact=True).click()
    field = demo.get_by_role("textbox", name="f(w) =")
    field.fill("(w - 1)^2 / 2 + cos(5w)/5")
    field.press("Enter")
    state = {"objective": "own", "formula": "(w - 1)^2 / 2 + cos(5w)/5", "lr": 0.1}
    demo.get_by_role("spinbutton", name="learning rate").fill("0.1")
    demo.get_by_role("spinbutton", name="learning rate").press("Enter")
    assert verdict(demo).startswith("settles at w = ")
    np.testing.assert_allclose(trail(demo), LearningRateDemo(**state).trace().w[:, 0], atol=1e-9)
    demo.get_by_role("spinbutton", name="learning rate").fill("2.6")
    demo.get_by_role("spinbutton", name="learning rate").press("Enter")
    assert verdict(demo) in ("wanders", "two-cycle for ever", "escapes: each step is larger")


@pytest.mark.parametrize("formula", ["w^^2", "alert(1)", "<img src=x onerror=alert(1)>", "w" * 300, ""])
def test_a_formula_that_cannot_be_read_is_refused_with_the_place(open_demo, formula):
    demo = open_demo(TAG, {"objective": "own", "formula": formula})
    notice = demo.locator(".notice").inner_text()
    assert "is not a formula (" in notice and "at place " in notice
    assert demo.get_attribute("formula") == "w^4 - 3w^2 + w"
    with pytest.raises(TraitError, match="formula must be a formula: .* at place "):
        LearningRateDemo("own", formula=formula)


def test_a_goal_is_shown_and_its_reaching_is_said(open_demo):
    demo = open_demo(TAG, {"lr": 0.05})
    demo.evaluate("demo => demo.setAttribute('goal', 'loss <= 0.01, steps <= 20')")
    demo.evaluate("demo => demo.update({ lr: 0.06 })")
    assert demo.locator(".goal").inner_text() == "Goal: loss ≤ 0.01, steps ≤ 20."
    demo.evaluate("demo => demo.update({ lr: 0.9 })")
    assert demo.locator(".goal").inner_text().endswith("Goal reached: loss ≤ 0.01, steps ≤ 20.")
    assert "You have reached the goal." in spoken(demo)
    demo.evaluate("demo => demo.setAttribute('goal', 'arrive soon: loss <= 1e-9, steps <= 1')")
    demo.evaluate("demo => demo.show(demo.state)")
    assert demo.locator(".goal").inner_text() == "Goal: arrive soon."


@pytest.mark.parametrize(
    "goal", ["loss", "loss is small", "soon: loss", "loss <= 1; steps <= 3", ": loss <= 1"]
)
def test_what_is_no_goal_is_refused(goal):
    with pytest.raises(TraitError, match="goal must be like"):
        LearningRateDemo(goal=goal)


def test_the_values_of_the_curve_are_shown_by_pointer_and_by_keys(open_demo, page):
    demo = open_demo(TAG, {"lr": 0.5, "steps": 4})
    losses = demo.locator(".plots > svg").nth(1)
    losses.scroll_into_view_if_needed()
    box = losses.bounding_box()
    page.mouse.move(box["x"] + 36, box["y"] + box["height"] / 2)
    assert demo.locator(".values-here").text_content() == "step 0: loss 4.50"
    page.mouse.move(0, 0)
    demo.locator(".readout").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert spoken(demo) == "the loss, step 1: loss 1.13"


def test_the_picture_can_be_taken_along(open_demo, page):
    demo = open_demo(TAG, {"objective": "steep", "lr": 0.7})
    demo.get_by_text("Take it along").click()
    code, names = demo.locator("details code").inner_text(), {}
    assert code.count("\n") == 6 and "lr=0.7,\n" in code
    exec(code, names)
    assert names["demo"].parameters == LearningRateDemo("steep", lr=0.7).parameters
    for name in ("SVG", "PNG", "Film"):
        with page.expect_download() as download:
            demo.get_by_role("button", name=name, exact=True).click()
        content = download.value.path().read_bytes()
        start = {"SVG": b"<svg", "PNG": b"\x89PNG", "Film": b"\x1aE\xdf\xa3"}[name]
        assert content.startswith(start) and len(content) > 2000
        if name == "SVG":
            assert content.count(b"<path") > 10 and b"var(" not in content
