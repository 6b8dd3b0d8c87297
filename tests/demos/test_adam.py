"""The Adam demo: what it keeps for each parameter against the engine's rules, its words, its steps."""

import numpy as np
import pytest
from traitlets import TraitError

import gdcore
from gdcore.demos import AdamDemo

TAG = "gd-adam"


def verdict(demo):
    return demo.locator(".verdict").inner_text()


def why(demo):
    return demo.locator(".why").inner_text()


def place(demo):
    return demo.locator(".place").inner_text()


@pytest.mark.parametrize(
    "wrong",
    [
        {"example": "hill"},
        {"lr": 0.0},
        {"beta1": 1.0},
        {"beta2": float("nan")},
        {"rotation": 91},
        {"steps": -1},
        {"correction": 1.5},
    ],
)
def test_nonsense_is_refused_by_name(wrong):
    with pytest.raises(TraitError, match=list(wrong)[-1]):
        AdamDemo(**wrong)


@pytest.mark.parametrize(
    "state",
    [
        {"steps": 0},
        {"example": "steady", "steps": 1},
        {"example": "reddi", "steps": 300},
        {"rotation": 45.0, "correction": False},
    ],
)
def test_figure_and_words_of_every_state(state):
    html = AdamDemo(**state)._repr_mimebundle_()[0]["text/html"]
    assert 'src="data:image/svg+xml' in html and 'alt="Adam' in html


def test_valley_is_the_run_of_the_engine():
    demo = AdamDemo(rotation=20.0, steps=40)
    trace = demo.trace()
    valley = gdcore.Quadratic([1.0, 40.0], rotation=np.radians(20))
    np.testing.assert_allclose(trace.w, gdcore.run(valley, trace.w[0], gdcore.Adam(), 0.1, 40).w)
    np.testing.assert_allclose(trace.step, 0.1 * trace.m_hat / (np.sqrt(trace.v_hat) + 1e-8))


@pytest.mark.parametrize("correction", [True, False])
@pytest.mark.parametrize("example", ["valley", "steady", "reddi"])
def test_page_keeps_what_the_engine_keeps(open_demo, example, correction):
    mine = AdamDemo(example, correction=correction, beta2=0.7, steps=80)
    demo = open_demo(TAG, {name: str(value).lower() for name, value in mine.parameters.items()})
    tracks = demo.evaluate("demo => demo.tracks")
    rules = [gdcore.Adam, gdcore.AMSGrad] if example == "reddi" else [gdcore.Adam]
    columns = [(mine.trace(rule), i) for rule in rules for i in range(mine.trace(rule).g.shape[1])]
    for track, (trace, i) in zip(tracks, columns, strict=True):
        np.testing.assert_allclose(track["w"][:81], trace.w[:, i], rtol=1e-9, atol=1e-9)
        for theirs, ours in (
            ("g", trace.g),
            ("m", trace.m),
            ("v", trace.v),
            ("mHat", trace.m_hat),
            ("vHat", trace.v_hat),
            ("step", trace.step),
        ):
            np.testing.assert_allclose(track[theirs][:80], ours[:, i], rtol=1e-9, atol=1e-9, err_msg=theirs)


def test_without_correction_early_steps_are_too_long(open_demo):
    demo = open_demo(TAG, {"example": "steady", "steps": 1})
    assert verdict(demo) == "steps of one length"
    assert demo.locator(".ledger tbody tr").last.inner_text().split()[-2:] == ["1.00", "−1.00"]
    demo.get_by_label("bias correction").uncheck()
    assert verdict(demo) == "early steps too long"
    assert "3.16 η, the largest 6.57 η, at step 12" in demo.locator(".reading").inner_text()
    demo.get_by_role("slider", name="memory β₂").press("Home")
    assert verdict(demo) == "early steps too short"


def test_turning_the_valley_takes_the_lead_away(open_demo):
    demo = open_demo(TAG, {"example": "valley", "rotation": 0, "steps": 60})
    assert "ahead of gradient descent" in place(demo)
    demo.get_by_role("spinbutton", name="valley turned by").fill("45")
    demo.get_by_role("spinbutton", name="valley turned by").press("Enter")
    assert "behind gradient descent" in place(demo) and "scales cannot undo a mixture" in place(demo)
    demo.get_by_role("slider", name="valley turned by").press("End")
    assert "ahead of gradient descent" in place(demo)


def test_reddi_walks_to_the_worst_point_unless_it_remembers(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("radio", name="Reddi’s example").check(force=True)
    assert [demo.get_attribute(name) for name in ("beta1", "beta2")] == ["0", "0.1"]
    assert verdict(demo) == "Adam walks to the worst point"
    demo.get_by_role("slider", name="memory β₂").press("End")
    assert verdict(demo) == "Adam walks to the best point"


def test_the_ledger_follows_the_step_that_is_dragged_to(open_demo, page):
    demo = open_demo(TAG, {"example": "valley", "steps": 10})
    assert demo.locator(".ledger th").first.inner_text() == "Step 10"
    handle = demo.get_by_role("slider", name="step", exact=True)
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 20, steps=4)
    page.mouse.up()
    steps = int(demo.get_attribute("steps"))
    assert steps > 15
    assert demo.locator(".ledger th").first.inner_text() == f"Step {steps}"
    demo.get_by_role("button", name="Reset").click()
    assert demo.locator(".ledger td").all_inner_texts() == ["–"] * 12
    assert demo.get_by_role("status").inner_text().startswith("Step 0. Verdict")


def test_a_row_of_the_ledger_keeps_its_name_while_the_page_scrolls(open_demo, page):
    demo = open_demo(TAG, {"example": "valley", "steps": 10})
    page.set_viewport_size({"width": 1366, "height": 300})
    demo.locator(".ledger").evaluate(
        "ledger => scrollTo(0, scrollY + ledger.getBoundingClientRect().bottom - ledger.clientHeight / 2)"
    )
    for row in demo.locator(".ledger tr").all():
        tops = row.evaluate("row => [...row.cells].map((cell) => cell.getBoundingClientRect().top)")
        assert max(tops) - min(tops) < 1
    assert min(tops) > 0 > demo.locator(".ledger").bounding_box()["y"]


def test_memory_near_one_is_moved_by_keys(open_demo):
    demo = open_demo(TAG, {"beta1": 0.99, "beta2": 0.999})
    for name, slider in (("beta1", "momentum β₁"), ("beta2", "memory β₂")):
        before = float(demo.get_attribute(name))
        demo.get_by_role("slider", name=slider).press("ArrowRight")
        assert before < float(demo.get_attribute(name)) < 1
    demo.get_by_role("slider", name="memory β₂").press("End")
    assert demo.get_attribute("beta2") == "0.9999"
    assert demo.get_by_role("spinbutton", name="memory β₂").input_value() == "0.9999"


@pytest.mark.parametrize(
    ("state", "words", "reason"),
    [
        ({"steps": 0}, "at the start", "m = v = 0"),
        ({"steps": 1}, "steps of nearly η", "Bias correction now divides m by 0.1 and v by 0.001."),
        ({"steps": 10, "lr": 0.01}, "steps of nearly η", "The gradients keep their signs"),
        ({"steps": 12}, "momentum carries w₂ on", "m still points the old way"),
        ({"steps": 60}, "v remembers larger gradients", "√v̂ is 0.609, though the gradient is now −0.0667"),
        ({"steps": 1, "correction": False}, "a step of 3.16 η", "√v even more so"),
        ({"steps": 300, "beta1": 0.0}, "arrived", "no gradient left"),
        ({"example": "steady", "steps": 1}, "steps of one length", "divides m by 0.1 and v by 0.001"),
        (
            {"example": "reddi"},
            "Adam walks to the worst point",
            "1.05 η towards −1, the two of −1 move it by 1.73 η",
        ),
        ({"example": "reddi", "beta2": 0.99}, "Adam walks to the best point", "v still remembers the 3"),
    ],
)
def test_the_verdict_says_what_adam_is_doing(open_demo, state, words, reason):
    parameters = AdamDemo(**state).parameters
    demo = open_demo(TAG, {name: str(value).lower() for name, value in parameters.items()})
    assert verdict(demo) == words and reason in why(demo)


def test_the_verdict_is_of_the_step_that_is_shown(open_demo):
    demo = open_demo(TAG, {"steps": 60})
    demo.get_by_role("button", name="Reset").click()
    demo.get_by_role("button", name="Step", exact=True).click()
    assert verdict(demo) == "steps of nearly η"


def test_what_each_gradient_counts_in_reddis_example():
    """Of the last three steps, in units of the rate: 1.05 for the gradient of 3, 1.73 for those of −1."""
    demo = AdamDemo("reddi")
    steps = demo.trace().step[-3:, 0] / (demo.lr / np.sqrt(np.arange(148, 151)))
    assert steps[0] == pytest.approx(1.05, abs=0.005) and -steps[1:].sum() == pytest.approx(1.73, abs=0.005)


def test_measures_are_those_of_the_engine(open_demo):
    python = AdamDemo(rotation=20.0, steps=40)
    demo = open_demo(TAG, {name: str(value).lower() for name, value in python.parameters.items()})
    trace, measures = python.trace(), demo.evaluate("demo => demo.measures()")
    valley = gdcore.Quadratic([1.0, 40.0], rotation=np.radians(20))
    assert measures["steps"] == 40
    assert measures["loss"] == pytest.approx(valley.value(trace.w[-1]), rel=1e-9)
    assert measures["distance"] == pytest.approx(np.linalg.norm(trace.w[-1]), rel=1e-9)
    assert measures["step_size"] == pytest.approx(np.abs(trace.step[-1]).max() / 0.1, rel=1e-9)


def test_the_goal_of_reddis_example(open_demo):
    demo = open_demo(TAG, {"example": "reddi"})
    demo.evaluate("demo => demo.setAttribute('goal', 'w <= -0.9')")
    demo.evaluate("demo => demo.update({ beta2: 0.2 })")
    assert demo.locator(".goal").inner_text() == "Goal: w ≤ -0.9."
    demo.get_by_role("slider", name="memory β₂").press("End")
    assert "Goal reached" in demo.locator(".goal").inner_text()


def test_only_a_loss_can_be_heard(open_demo):
    demo = open_demo(TAG, {"example": "steady"})
    listen = demo.get_by_role("button", name="Listen")
    assert not listen.is_visible()
    demo.get_by_role("radio", name="a valley").check(force=True)
    assert listen.is_visible()


def test_a_tone_that_was_turned_off_sounds_again(open_demo, page):
    page.add_init_script("""
        window.tones = [];
        window.AudioContext = class extends AudioContext {
            constructor() { super(); tones.push(this); }
        };
    """)
    demo = open_demo(TAG, {"example": "valley"})
    listen = demo.get_by_role("button", name="Listen")
    for tones in (1, 1, 2):
        listen.click()
        assert page.evaluate("tones.length") == tones
    demo.evaluate("demo => demo.remove()")
    page.wait_for_function("tones.every((tone) => tone.state === 'closed')")


@pytest.mark.parametrize("width", [320, 1366])
def test_the_ledger_fits_with_the_names_of_its_rows(open_demo, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for state in ({"beta2": 0.9999, "steps": 300}, {"beta1": 0.999, "steps": 50}, {"example": "reddi"}):
        demo = open_demo(TAG, {"example": "valley", "lr": 0.37} | state)
        left, right = demo.locator(".ledger").evaluate(
            "ledger => [...ledger.rows].flatMap((row) => [...row.cells].map((cell) => "
            "cell.getBoundingClientRect())).reduce(([left, right], box) => "
            "[Math.min(left, box.left), Math.max(right, box.right)], [Infinity, 0])"
        )
        assert left >= 0 and right <= width
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_path_in_the_valley_has_not_the_colour_of_a_parameter(open_demo):
    demo = open_demo(TAG, {"example": "valley"})
    strokes = "svg => [...svg.querySelectorAll('.series')].map((line) => getComputedStyle(line).stroke)"
    path = demo.locator(".plots > svg").first.evaluate(strokes)
    lines = demo.locator(".plots > svg").last.evaluate(strokes)
    assert len(path) == 1 and len(lines) == 2 and not set(path) & set(lines)


def test_the_steps_are_shown_by_keys(open_demo, page):
    demo = open_demo(TAG, {"example": "steady", "steps": 5})
    demo.locator(".readout").last.focus()
    page.keyboard.press("Home")
    words = "the steps in units of η, step 1: w₁ 1.00, w₂ −1.00"
    assert demo.get_by_role("status").inner_text() == words


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (390, 844)])
@pytest.mark.parametrize("example", ["valley", "steady", "reddi"])
def test_picture_verdict_and_first_slider_are_in_view_together(open_demo, page, example, width, height):
    page.set_viewport_size({"width": width, "height": height})
    demo = open_demo(TAG, {"example": example})
    parts = (".plots", ".reading", ".rates .slider >> nth=0")
    bottoms = [box["y"] + box["height"] for box in (demo.locator(part).bounding_box() for part in parts)]
    assert bottoms == sorted(bottoms) and bottoms[-1] - demo.bounding_box()["y"] <= height
