"""What every demo does on a page: state, link, keys, speech, values, sizes, themes."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from gdcore.demos.settings import SETTINGS

# What a Tab must reach: of radio buttons of one name only the chosen one.
CONTROLS = "button, summary, [tabindex='0'], input:not([type=radio]), input:checked"


def attributes(demo, sample):
    return {name: demo.get_attribute(name) for name in sample.attributes}


def same(found, expected):
    """Whether two states are one: numbers as numbers, for 5 is 5.0."""
    return all(found[name] == text or float(found[name]) == float(text) for name, text in expected.items())


def spoken(demo):
    return demo.get_by_role("status").inner_text()


def test_link_and_attributes_bring_the_state(open_demo, page, sample):
    demo = open_demo(sample.tag, sample.attributes)
    assert same(attributes(demo, sample), sample.attributes)
    assert not demo.locator(".notice").is_visible()
    demo.get_by_role("button", name="Copy link").click()
    demo.get_by_role("button", name=re.compile("^Link ")).wait_for()
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    assert same(attributes(demo, sample), sample.attributes)
    page.goto("about:blank")
    demo = open_demo(sample.tag)
    demo.evaluate(
        "(demo, texts) => { for (const name in texts) demo.setAttribute(name, texts[name]); }",
        sample.attributes,
    )
    assert same(demo.evaluate("demo => demo.state"), sample.demo.parameters)


def test_a_state_that_cannot_be_falls_back_and_says_so(open_demo, sample):
    # A formula may be a number as well: what is refused as one is tried with the demos that have it.
    parameters = {
        name: domain for name, domain in SETTINGS[sample.tag]["parameters"].items() if "formula" not in domain
    }
    for bad in ("nonsense", "<b>1</b>", "1e999", "NaN"):
        demo = open_demo(sample.tag, dict.fromkeys(parameters, bad))
        notice = demo.locator(".notice").inner_text()
        assert all(f"{name} = {bad} is not " in notice for name in parameters)
        assert spoken(demo) == notice
        fresh = demo.evaluate("""demo => {
            const fresh = document.createElement(demo.localName);
            demo.after(fresh);
            return fresh.state;
        }""")
        assert demo.evaluate("demo => demo.state") == fresh
    demo = open_demo(sample.tag, {"of_an_older_version": 1})
    assert demo.locator(".notice").inner_text() == "There is no of_an_older_version here."


def test_tab_reaches_every_control(open_demo, page, sample):
    demo = open_demo(sample.tag)
    expected = demo.evaluate(
        """(demo, controls) =>
            [...demo.shadowRoot.querySelectorAll(controls)].filter((one) => one.checkVisibility()).length""",
        CONTROLS,
    )
    demo.evaluate("""demo => {
        demo.tabIndex = -1;
        demo.focus();
        demo.reached = new Set();
        demo.shadowRoot.addEventListener("focusin", (event) => demo.reached.add(event.target));
    }""")
    for _ in range(2 * expected):  # a number field has no second stop, yet a radio group may
        page.keyboard.press("Tab")
    assert demo.evaluate("demo => demo.reached.size") == expected


def test_every_slider_moves_by_keys_and_speaks(open_demo, page, sample):
    demo = open_demo(sample.tag, sample.attributes)
    demo.evaluate("demo => demo.sayAll()")  # so that the first slider, too, has words to change
    for slider in demo.get_by_role("slider").all():
        name = slider.get_attribute("id") or slider.get_attribute("aria-label")
        state, words = attributes(demo, sample), spoken(demo)
        slider.press("ArrowLeft")
        assert attributes(demo, sample) != state, f"the slider {name} of {sample.tag} does not move by keys"
        assert spoken(demo) not in ("", words), (
            f"{sample.tag} says nothing new when the slider {name} moves. describe() must change with every "
            f"parameter: it is all that a reader hears who cannot see the picture. It said: {words}"
        )
        assert slider.get_attribute("aria-valuetext"), f"the slider {name} of {sample.tag} has no words"


def test_table_has_the_numbers_of_gdcore(open_demo, open_table, sample):
    demo = open_demo(sample.tag, sample.attributes)
    values = open_table(demo).evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('data')].map((cell) => cell.value))"
    )
    np.testing.assert_allclose(np.array(values, dtype=float), sample.values, rtol=1e-9, atol=1e-12)


# Where the visible parts of a demo are in it, and how high.
PLACES = """demo => [demo, ...demo.root.children].filter((part) => part.checkVisibility()).map((part) => {
    const { top, height } = part.getBoundingClientRect();
    return [top - demo.getBoundingClientRect().top, height];
})"""


def test_nothing_jumps(open_demo, page, sample):
    page.add_init_script("""
        window.shifts = [];
        const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });""")
    for width in (360, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        demo = open_demo(sample.tag)
        assert page.evaluate("shifts.map((shift) => shift.value).filter((value) => value > 0.001)") == []
        places = demo.evaluate(PLACES)
        for slider in demo.get_by_role("slider").all():
            for key in ("Home", "End", "ArrowLeft"):
                slider.press(key)
                assert demo.evaluate(PLACES) == places, (width, slider.get_attribute("id"), key)
        page.goto("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_demo, open_table, page, sample, scheme):
    page.emulate_media(color_scheme=scheme)
    # A short table: axe looks at each of its cells, and all rows are made alike.
    few = {"steps": "3"} if "steps" in sample.attributes else {}
    demo = open_demo(sample.tag, sample.attributes | few)
    open_table(demo)
    results = Axe().run(page, sample.tag, {"preload": False})  # nothing is fetched, as file:// wants it
    assert results.violations_count == 0, results.generate_report()


def test_phone(open_demo, page, sample):
    page.set_viewport_size({"width": 360, "height": 740})
    demo = open_demo(sample.tag, sample.attributes)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for control in demo.locator("button, summary, input[type=number], label").locator("visible=true").all():
        box = control.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] >= 24


# How high the bands in a row of plots are in which there is nothing.
BANDS = """plots => {
    const { top, bottom } = plots.getBoundingClientRect();
    const boxes = [...plots.children].map((plot) => plot.getBoundingClientRect())
        .filter(({ height }) => height);
    const ranges = [...boxes.map((box) => [box.top, box.bottom]), [bottom, bottom]];
    ranges.sort(([top], [otherTop]) => top - otherTop);
    let covered = top;
    return ranges.map(([from, to]) => {
        const band = from - covered;
        covered = Math.max(covered, to);
        return band;
    });
}"""


@pytest.mark.parametrize("width", [360, 1200])
def test_no_empty_band_between_or_below_the_plots(open_demo, page, sample, width):
    page.set_viewport_size({"width": width, "height": 900})
    demo = open_demo(sample.tag)
    assert max(demo.locator(".plots").evaluate(BANDS)) < 1


def test_plots_stand_beside_one_another_in_a_row_of_any_width(open_demo, page, sample):
    page.set_viewport_size({"width": 1200, "height": 900})
    demo = open_demo(sample.tag)
    tops = """async (demo, width) => {
        demo.style.width = width;
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        const { top } = demo.row.getBoundingClientRect();
        return [...demo.row.children].map((plot) => Math.round(plot.getBoundingClientRect().top - top));
    }"""
    assert demo.evaluate(tops, "700.8px") == demo.evaluate(tops, "700px")


def test_forced_colours_show_what_is_chosen_and_where_a_slider_runs(open_demo, page, sample):
    page.emulate_media(forced_colors="active")
    demo = open_demo(sample.tag, sample.attributes)
    chosen, others, tracks = demo.evaluate("""demo => {
        const styles = (what, name) =>
            [...demo.shadowRoot.querySelectorAll(what)]
                .filter((one) => one.checkVisibility())
                .map((one) => getComputedStyle(one)[name]);
        return [
            styles(".choices :checked + span, [aria-pressed=true]", "backgroundColor"),
            styles(".choices :not(:checked) + span, [aria-pressed=false]", "backgroundColor"),
            styles("input[type=range]", "backgroundImage"),
        ];
    }""")
    assert chosen or tracks
    assert len(set(chosen)) <= 1 and not set(chosen) & set(others)
    assert all(track.startswith("linear-gradient") for track in tracks)
