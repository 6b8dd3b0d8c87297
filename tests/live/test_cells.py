"""The cells of a chapter: run, edited, put back, stopped, where they are read."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .cells import PATIENCE, Cells

ROOT = Path(__file__).parent.parent.parent
WITH_CELLS = sorted(path.stem for path in ROOT.glob("book/*.md") if "%pip install" in path.read_text("utf-8"))
CHAPTER = "01_update_rule"
pytestmark = pytest.mark.slow
# The first cell of each chapter imports what the others need; these tests write into the next.
IMPORTS, CELL, NEXT = 0, 1, 2


@pytest.fixture
def cells(page, server):
    return Cells(page, server.url(CHAPTER))


def test_a_page_that_nobody_runs_asks_for_a_script_and_a_style_and_no_more(page, server):
    server.asked.clear()
    cells = Cells(page, server.url(CHAPTER))
    page.wait_for_load_state("networkidle")
    live = [name for name in server.asked if (ROOT / "book/_live" / name).exists()]
    assert sorted(live) == ["live.css", "live.js"]
    assert cells.button(CELL, "Run").is_visible()


def test_run_runs_what_stands_above_first(cells):
    cells.write(CELL, "a = 6")
    cells.write(NEXT, "print(f'{a * np.array(7)}')\na")
    assert cells.run(NEXT) == "42\n6"
    assert cells.all.nth(IMPORTS).locator(".live-output").count() == 1


def test_what_a_cell_shows(cells):
    """Text, a value and none behind a semicolon, a warning, a table, figures, a demo that Python follows."""
    cells.write(CELL, "print('printed'); import warnings; warnings.warn('careful')\n{'a': 1}")
    shown = cells.run(CELL)
    assert "printed" in shown and "careful" in shown and "{'a': 1}" in shown
    cells.write(CELL, "1 + 1;  # nothing is shown")
    assert cells.run(CELL) == ""
    cells.write(CELL, "plt.plot([1, 2])\nplt.show()\nplt.figure()\nplt.plot([2, 1]);")
    cells.run(CELL)
    pictures = cells.all.nth(CELL).locator(".live-output img:visible")  # of one theme
    assert pictures.count() == 2
    pictures.first.evaluate("picture => picture.decode()")
    cells.write(CELL, "class Table:\n    def _repr_html_(self):\n        return '<b>bold</b>'\nTable()")
    assert cells.run(CELL) == "bold"
    cells.write(CELL, "from gdcore.demos import MomentumDemo\ndemo = MomentumDemo(beta=0.5)\ndemo")
    cells.run(CELL)
    demo = cells.all.nth(CELL).locator("gd-momentum")
    slider = demo.get_by_label("momentum β, as a number")
    expect(slider).to_have_value("0.5")  # although this page had no such demo
    slider.fill("0.75")
    slider.press("Enter")
    cells.write(NEXT, "print(demo.beta)\ndemo.beta = 0.25")
    assert cells.run(NEXT) == "0.75"
    expect(slider).to_have_value("0.25")


def test_an_error_is_short_and_its_line_is_marked(cells):
    cells.write(CELL, "x = 1\nnp.array([1, 2]) @ np.ones(x + 2)\nprint('never')")
    shown = cells.run(CELL)
    assert shown.startswith("It stopped at line 2.") and "ValueError: matmul" in shown
    assert "never" not in shown and len(shown) < 400
    mark = cells.all.nth(CELL).locator(".live-line")
    second = cells.all.nth(CELL).locator(".pce-line").nth(1)
    assert abs(mark.bounding_box()["y"] - second.bounding_box()["y"]) < 2
    cells.run(NEXT)
    expect(cells.status(NEXT)).to_contain_text("Cell 2 stops with an error")
    cells.write(CELL, "for")
    assert "SyntaxError" in cells.run(CELL)


def test_stop_ends_a_cell_that_runs_for_ever_and_its_names(cells):
    cells.write(CELL, "a = 1")
    cells.write(NEXT, "print(a, flush=True)\nwhile True: pass")
    cells.button(NEXT, "Run").click()
    cells.all.nth(NEXT).locator(".live-output pre").wait_for(timeout=PATIENCE)
    cells.button(NEXT, "Stop").click()
    cells.settle()
    expect(cells.status(NEXT)).to_contain_text("all names are gone")
    cells.write(NEXT, "print('a' in globals())")
    cells.status(NEXT).get_by_role("button", name="Run all above again").click()
    cells.settle()
    assert cells.run(NEXT) == "True"


def test_keys(cells):
    cells.write(CELL, "print('with a key')")
    text = cells.all.nth(CELL).locator("textarea")
    text.press("Shift+Enter")
    assert cells.result(CELL) == "with a key"
    text.press("Escape")
    expect(cells.button(CELL, "Run")).to_be_focused()


def test_without_a_mouse(cells, page):
    """Run, Stop, what a stopped page offers, Reset: the focus is never lost on the way."""
    cells.write(CELL, "while True: pass")
    page.keyboard.press("Escape")
    expect(cells.button(CELL, "Run")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cells.button(CELL, "Stop")).to_be_focused()
    expect(cells.status(CELL)).to_have_text("Running …", timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(cells.button(CELL, "Run")).to_be_focused()
    again = cells.status(CELL).get_by_role("button", name="Run all above again")
    for _ in range(5):  # Edit, Reset, Run all above, Copy, and past the editor, in which Tab indents
        page.keyboard.press("Tab")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(cells.button(CELL, "Stop")).to_be_focused()
    cells.settle()
    expect(cells.status(CELL)).to_have_text("All cells above have run.")
    expect(cells.button(CELL, "Run")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(cells.button(CELL, "Reset")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cells.all.nth(CELL)).not_to_have_attribute("data-edited", "")
    expect(cells.button(CELL, "Run")).to_be_focused()


# What a screen reader hears: of a status all of its text when it changes, of other live regions what is new.
LISTEN = """() => {
    window.said = [];
    const regionOf = ({ target }) =>
        (target.closest ? target : target.parentElement).closest("[aria-live], [role=status]");
    const hear = (records) => {
        const heard = new Set();
        for (const record of records) {
            const region = regionOf(record);
            if (!region || region.getAttribute("aria-live") === "off") continue;
            if (region.role === "status") heard.add(region.textContent);
            else for (const node of record.addedNodes) heard.add(node.textContent);
        }
        said.push(...heard);
    };
    const all = { subtree: true, childList: true, characterData: true };
    new MutationObserver(hear).observe(document.body, all);
}"""


def test_what_happens_is_said_once(cells, page):
    page.evaluate(LISTEN)
    cells.write(CELL, "a = 1")
    cells.run(CELL)
    cells.write(NEXT, "print('forty-two')")
    cells.run(NEXT)
    said = page.evaluate("said.map((text) => text.trim())")
    assert said.count("Done. This cell has nothing to show.") == 1
    assert said.count("forty-two") == 1
    assert len([text for text in said if text.startswith("Starting Python")]) <= 2  # and the bar, full
    inside = (
        "[aria-live=polite] [aria-live=polite], [role=status] [aria-live], [aria-live=polite] [role=status]"
    )
    assert page.locator(inside).count() == 0
    cells.write(NEXT, "from gdcore.demos import MomentumDemo\nMomentumDemo()")
    cells.run(NEXT)
    page.evaluate("said.length = 0")
    cells.all.nth(NEXT).get_by_label("momentum β, as a number").fill("0.75")
    cells.all.nth(NEXT).get_by_label("momentum β, as a number").press("Enter")
    page.wait_for_timeout(0)
    assert not [text for text in page.evaluate("said") if "Copy link" in text]  # not the whole demo


def test_stop_ends_what_was_asked_for_twice_and_what_waits_its_turn(cells):
    cells.write(CELL, "while True: pass")
    text = cells.all.nth(CELL).locator("textarea")
    for _ in range(3):
        text.press("Shift+Enter")
    expect(cells.status(CELL)).to_have_text("Running …", timeout=PATIENCE)
    cells.write(NEXT, "a = 1")
    cells.button(NEXT, "Run").click()
    expect(cells.status(NEXT)).to_have_text("Waiting for the cells that run …")
    cells.button(CELL, "Stop").click()
    cells.settle()
    expect(cells.status(CELL)).to_contain_text("all names are gone")
    expect(cells.status(NEXT)).to_be_empty()
    assert cells.all.nth(NEXT).locator(".live-output").count() == 0


def test_a_cell_that_waits_its_turn_may_be_edited(cells):
    cells.write(IMPORTS, "while True: pass")
    cells.button(IMPORTS, "Run").click()
    expect(cells.status(IMPORTS)).to_have_text("Running …", timeout=PATIENCE)
    cells.button(CELL, "Run").click()
    expect(cells.button(CELL, "Stop")).to_be_visible()
    cells.button(CELL, "Edit").click()
    cells.all.nth(CELL).locator("textarea").wait_for()
    expect(cells.all.nth(CELL)).to_have_attribute("data-busy", "")
    cells.button(CELL, "Stop").click()
    cells.settle()


def test_copy_stands_with_the_other_buttons_and_copies_what_has_been_edited(cells, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator(".live-bar .copy")).to_have_count(cells.all.count())
    assert page.locator(".cell .highlight > .copy").count() == 0
    cells.write(CELL, "a = 1  # mine")
    cells.button(CELL, "Copy").click()
    cells.button(CELL, "Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "a = 1  # mine"


def test_on_a_telephone_buttons_are_seen_and_cover_nothing(telephone, server):
    cells = Cells(telephone, server.url(CHAPTER))
    expect(cells.button(CELL, "Edit")).to_have_css("opacity", "1")
    folded = cells.all.filter(has=cells.page.locator("details.hide")).first
    folded.locator("summary").first.tap()
    expect(folded.locator("details.hide")).to_have_attribute("open", "")
    assert folded.locator("textarea").count() == 0  # it has not been edited by that
    first, code = folded.locator(".live-bar button:visible").first, folded.locator(".cell_input")
    assert first.bounding_box()["y"] >= code.bounding_box()["y"]
    assert first.bounding_box()["x"] >= 0


@pytest.mark.parametrize("theme, ink", [("light", "#24211d"), ("dark", "#dcd9d2")])
def test_figures_have_the_pages_theme_and_width(theme, ink, page, server):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 360, "height": 740})
    cells = Cells(page, server.url(CHAPTER))
    there = cells.all.filter(has=page.locator("figure")).first
    there.get_by_role("button", name="Run", exact=True).click()
    cells.settle()
    picture = there.locator(".live-output img:visible")
    assert picture.count() == 1
    svg = picture.evaluate("async (picture) => (await fetch(picture.src)).text()")
    assert ink in svg
    assert (
        picture.evaluate("async (picture) => { await picture.decode(); return picture.naturalWidth }") < 360
    )


def test_edits_are_kept_by_the_browser_until_they_are_reset(cells, page):
    original = cells.code(CELL)
    cells.write(CELL, "a = 1  # mine")
    again = Cells(page, page.url)
    expect(again.all.nth(CELL)).to_have_attribute("data-edited", "")
    assert again.code(CELL) == "a = 1  # mine"
    again.button(CELL, "Reset").click()
    assert again.code(CELL) == original
    assert Cells(page, page.url).code(CELL) == original


def test_reset_brings_back_what_was_there(cells):
    there = cells.all.filter(has=cells.page.locator("figure")).first
    number = int(re.search(r"\d+", there.locator(".live-bar").get_attribute("aria-label"))[0]) - 1
    picture = there.locator(".cell_output > figure .on-light img")  # the page is light
    cells.run(number)
    expect(picture).to_be_hidden()
    expect(there.locator(".live-output figcaption")).to_be_visible()
    there.hover()
    cells.button(number, "Reset").click()
    expect(picture).to_be_visible()
    assert there.locator(".live-output").count() == 0


def test_two_tabs_share_what_is_edited_and_nothing_else(new_page, server):
    one, other = (Cells(new_page(), server.url(CHAPTER)) for _ in range(2))
    other.write(NEXT, "b = 2")
    one.write(CELL, "a = 1")
    expect(other.all.nth(CELL)).to_have_attribute("data-edited", "")
    assert other.code(CELL) == "a = 1"
    one.write(CELL, "a = 10")
    one.run(CELL)
    other.write(NEXT, "a += 1\nprint(a)")
    assert other.run(NEXT) == "11"
    one.write(NEXT, "print(a)")
    assert one.run(NEXT) == "10"


def test_nothing_is_kept_where_the_browser_refuses(page, server):
    denied = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied') }})"
    page.add_init_script(denied)
    cells = Cells(page, server.url(CHAPTER))
    cells.write(CELL, "print(6 * 7)")
    assert cells.run(CELL) == "42"


@pytest.mark.parametrize("name", WITH_CELLS)
def test_a_page_runs_from_top_to_bottom_with_as_many_figures_as_it_had(name, page, server):
    cells = Cells(page, server.url(name))
    figures = page.locator("main .cell_output img:not(.live-output img)").count()
    last = cells.all.count() - 1
    cells.button(last, "Run").click()
    if page.locator(".cell.tag_long").count():
        page.get_by_role("button", name="Run it").click()
    cells.result(last)
    assert page.locator(".live-error").all_inner_texts() == []
    assert page.locator(".live-output").count() == last + 1
    drawn = page.locator(".live-output img").count() + page.locator(".live-output [data-demo]").count()
    assert drawn == figures


def test_a_practice_cell_says_whether_its_answer_is_right(cells, page):
    practice = page.locator(".cell.tag_practice").first
    number = int(re.search(r"\d+", practice.locator(".live-bar").get_attribute("aria-label"))[0]) - 1
    assert cells.run(number).startswith("Not answered yet")
    task = cells.code(number)
    solution = page.locator("details.solution").first
    solution.locator("summary").click()
    cells.write(number, solution.locator("pre").first.inner_text() + "\n" + task[task.index("check(") :])
    assert cells.run(number) == "Right."


def test_what_a_prediction_covers_stays_covered_when_its_cell_runs(cells, page):
    quiz = page.locator("gd-quiz[prediction]").first
    covered = page.locator(".cell:has([data-covered].cell_output)").first
    number = int(re.search(r"\d+", covered.locator(".live-bar").get_attribute("aria-label"))[0]) - 1
    cells.run(number)
    shown = cells.all.nth(number).locator(".live-output")
    assert not shown.is_visible()
    quiz.get_by_role("button", name="Show me").click()
    expect(shown).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_page_at_work(theme, cells, page):
    page.emulate_media(color_scheme=theme)
    cells.write(CELL, "print('text')\nplt.plot([1, 2])\nraise ValueError('an error')")
    cells.run(CELL)
    cells.write(NEXT, "1 / 0")
    cells.run(NEXT)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
