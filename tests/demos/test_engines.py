"""Every demo in Firefox and WebKit: the numbers of `gdcore`, and what a pointer, a finger and a key do."""

import os

import numpy as np
import pytest

from tests.engines import ENGINES

pytestmark = pytest.mark.slow

# The errors of a page, from the moment on at which this is run.
LISTEN = """() => {
    window.problems = [];
    addEventListener("error", (event) => problems.push(event.message));
    addEventListener("unhandledrejection", (event) => problems.push(String(event.reason)));
}"""

# What can be moved, in view: the middle of each, and of a slider its thumb.
SLIDERS = "input[type=range]"
HANDLES = ".handle"
MIDDLE = """(tag, kind, place) => {
    const demo = document.querySelector(tag);
    const part = [...demo.shadowRoot.querySelectorAll(kind)].filter((one) => one.checkVisibility())[place];
    part.scrollIntoView({ block: "center" });
    part.focus({ preventScroll: true });
    const { left, top, width, height } = part.getBoundingClientRect();
    const across = part.max ? (part.value - part.min) / (part.max - part.min) : 0.5;
    const thumb = part.max ? 22 : 0;
    return [left + thumb / 2 + across * (width - thumb), top + height / 2];
}"""


@pytest.fixture(scope="session", params=ENGINES, ids=lambda kind: kind.__name__)
def engine(request, tmp_path_factory):
    if missing := request.param.missing():
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(f"REQUIRE_BROWSER is set, but there is no {missing}")
        pytest.skip(f"no {missing} found")
    engine = request.param(tmp_path_factory.mktemp("engine"))
    engine.resize(1200, 1000)
    yield engine
    engine.close()


@pytest.fixture
def open_in(engine, address, sample):
    """Open the page of a demo, which must make no mistake, and return how to ask the demo."""

    def open_page(state=None):
        engine.open("about:blank")
        engine.open(address(sample.tag, state))
        engine.evaluate(LISTEN)
        return lambda function: engine.evaluate(
            f"(tag) => ({function})(document.querySelector(tag))", sample.tag
        )

    yield open_page
    assert engine.evaluate("() => problems") == []


def count(ask, kind):
    return ask(
        "demo => [...demo.shadowRoot.querySelectorAll("
        f"'{kind}')].filter((one) => one.checkVisibility()).length"
    )


def test_the_numbers_are_those_of_gdcore(open_in, sample):
    ask = open_in(sample.attributes)
    ask("demo => { demo.shadowRoot.querySelector('.values').closest('details').open = true; }")
    values = ask("""async (demo) => {
        await new Promise((done) => setTimeout(done));
        const rows = [...demo.shadowRoot.querySelectorAll(".values tbody tr")];
        return rows.map((row) => [...row.querySelectorAll("data")].map((cell) => cell.value));
    }""")
    np.testing.assert_allclose(np.array(values, dtype=float), sample.values, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("pointer", ["mouse", "touch"])
@pytest.mark.parametrize("kind", [SLIDERS, HANDLES], ids=["sliders", "handles"])
def test_a_pointer_drags(engine, open_in, sample, kind, pointer):
    ask = open_in()
    for place in range(count(ask, kind)):
        before = ask("demo => demo.state")
        moved = []
        for way in (30, -30):  # one of them may be beyond its end
            x, y = engine.evaluate(MIDDLE, sample.tag, kind, place)
            down = way if kind == HANDLES else 0  # some handles go up and down
            engine.drag((x, y), (x + way / 2, y + down / 2), (x + way, y + down), pointer=pointer)
            moved.append(ask("demo => demo.state") != before)
        assert any(moved), place


@pytest.mark.parametrize("kind", [SLIDERS, HANDLES], ids=["sliders", "handles"])
def test_keys_move(engine, open_in, sample, kind):
    ask = open_in()
    for place in range(count(ask, kind)):
        before = ask("demo => demo.state")
        moved = []
        for key in ("ArrowRight", "ArrowLeft", "Home", "PageUp"):
            engine.evaluate(MIDDLE, sample.tag, kind, place)
            engine.press(key)
            moved.append(ask("demo => demo.state") != before)
        assert any(moved), place


def test_every_choice_and_button_can_be_pressed(engine, open_in, sample):
    ask = open_in()
    kind = "button, label:has(input[type=radio]), label:has(input[type=checkbox])"
    for place in range(count(ask, kind)):
        if place < count(ask, kind):  # a choice may take others away
            engine.drag(engine.evaluate(MIDDLE, sample.tag, kind, place))
    ask("demo => { demo.pause?.(); }")
    assert ask("demo => Object.values(demo.state).every((value) => value !== undefined)")


def test_a_run_plays(engine, open_in, sample):
    ask = open_in()
    if ask("demo => !('steps' in demo.state)"):
        return
    first = ask("demo => { demo.take({ steps: 0 }); return demo.state.steps; }")
    ask("""async (demo) => {
        const buttons = [...demo.shadowRoot.querySelectorAll("button")];
        const play = buttons.find((one) => one.textContent === "Play");
        play.click();
        while (demo.state.steps < 3) await new Promise((done) => setTimeout(done, 20));
        play.click();
    }""")
    assert first == 0 and ask("demo => !demo.playing")


def test_a_question_is_answered_and_kept(engine, site):
    engine.open((site / "book/01_update_rule.html").as_uri())
    engine.evaluate(LISTEN)
    engine.drag(
        engine.evaluate("""() => {
            const quiz = document.querySelector("gd-quiz:not([prediction]):not([kind])");
            const answer = quiz.querySelector("details.right > summary");
            answer.scrollIntoView({ block: "center" });
            const { left, top, height } = answer.getBoundingClientRect();
            return [left + 20, top + height / 2];
        }""")
    )
    mark = """() => document.querySelector(
        "gd-quiz:not([prediction]):not([kind]) details.right").dataset.mark"""
    assert engine.evaluate(mark) == "right"
    assert engine.evaluate("() => problems") == []
    engine.open((site / "book/01_update_rule.html").as_uri())
    assert engine.evaluate(mark) == "right"


def test_the_story_turns(engine, site):
    engine.open((site / "book/index.html").as_uri())
    engine.evaluate(LISTEN)
    frames = """() => {
        const frames = [...document.querySelectorAll("gd-story section")];
        const isShown = (frame) => getComputedStyle(frame).visibility === "visible";
        return frames.flatMap((frame, i) => (isShown(frame) ? [i + 1] : []));
    }"""
    assert engine.evaluate(frames) == [1]
    engine.drag(engine.evaluate(MIDDLE, "gd-story", "[aria-label='next frame']", 0))
    assert engine.evaluate(frames) == [2]
    for key, frame in (("ArrowRight", 3), ("End", 9), ("Home", 1)):
        engine.press(key)
        assert engine.evaluate(frames) == [frame]
    assert engine.evaluate("() => problems") == []
