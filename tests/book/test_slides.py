"""The decks of slides, shown as by a projector of 1280 by 720."""

import re
import shutil
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .test_site import CHAPTERS, ROOT

# What stands over the edge of its slide, is cut off, or was not typeset or loaded.
UNFIT = """async () => {
    const slide = document.querySelector(".slides .present .slide");
    const edge = slide.getBoundingClientRect();
    const seen = [...slide.querySelectorAll("*")].filter((one) => one.checkVisibility());
    await Promise.all(seen.filter((one) => one.localName === "img").map((img) => img.decode()));
    const over = ({ left, top, right, bottom }) =>
        left < edge.left + 20 || top < edge.top || right > edge.right - 20 || bottom > edge.bottom - 20;
    const text = (one) => !one.children.length && one.textContent.trim() && !one.closest(".katex-mathml");
    return seen.filter((one) =>
        ((text(one) || ["img", "table", "pre"].includes(one.localName) || one.closest(".demo")) &&
            over(one.getBoundingClientRect())) ||
        (one.localName === "pre" && one.scrollWidth > one.clientWidth) ||
        one.matches(".katex-error") ||
        (text(one) && !one.closest("pre, code, .katex") && one.textContent.includes("$")),
    ).map((one) => one.outerHTML.slice(0, 200));
}"""
# The parameters of a demo, and what there is to see.
STATE = """(demo) => ({
    parameters: JSON.stringify(demo.state),
    sight: [
        demo.root.textContent,
        demo.row.innerHTML,
        ...[...demo.row.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()),
    ].join(),
})"""
WORDS = """all => all.map((parts) => {
    const copy = parts.cloneNode(true);
    copy.querySelectorAll(".katex, .demo").forEach((one) => one.remove());
    return copy.textContent.split(/\\s+/).length;
})"""
FITTED = """() => {
    const demo = document.querySelector(".present .demo > *");
    return !demo || demo.hasAttribute("data-fitted");
}"""


@pytest.fixture
def show(site, page):
    """Open the deck of a chapter; the result is the page, on which `deck` is Reveal's object."""

    def open_deck(chapter):
        page.set_viewport_size({"width": 1280, "height": 720})
        page.goto((site / f"slides/{chapter}.html").as_uri())
        page.wait_for_function("deck.isReady()")
        return page

    return open_deck


def slides_of(page):
    """Go through the slides of a deck, and yield the number of each once it is shown."""
    for number in range(page.evaluate("deck.getTotalSlides()")):
        page.evaluate("number => deck.slide(number, 0, -1)", number)
        page.wait_for_function(FITTED)
        yield number


def on_slides(page, selector):
    """Go through the slides of a deck, and yield the number of each that has what is looked for, and that."""
    for number in slides_of(page):
        found = page.locator(f".present {selector}")
        if found.count():
            yield number, found


def show_answer(page):
    while page.evaluate("deck.availableFragments().next"):
        page.evaluate("deck.nextFragment()")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_slide_fits_and_has_few_words_and_notes(chapter, show):
    page, unfit = show(chapter), {}
    for number in slides_of(page):
        show_answer(page)
        unfit[number] = page.evaluate(UNFIT)
    assert {number: what for number, what in unfit.items() if what} == {}
    assert 20 <= len(unfit) <= 40
    words = page.locator(".parts:not(:has(table, pre))").evaluate_all(WORDS)
    assert max(words) <= 120 and sorted(words)[len(words) // 2] <= 60
    notes = page.locator("aside.notes").all_text_contents()
    assert len(notes) == len(unfit) - 1  # all but the first slide
    assert [number for number, text in enumerate(notes, 1) if len(text) < 40] == []
    assert not re.search(r"\\[a-z]|\$|<\w", "".join(notes))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_question_hides_its_answer_until_the_next_step(chapter, show):
    page, asked = show(chapter), 0
    for _, poll in on_slides(page, ".poll"):
        asked += 1
        answer, right = poll.locator(".answer"), poll.locator("li.right")
        expect(answer).to_be_hidden()
        for choice in poll.locator("ol[type] > li").all():
            expect(choice).to_have_css("font-weight", "400")  # the right one stands out no more than another
        page.keyboard.press("ArrowRight")
        expect(answer).to_be_visible()
        assert answer.text_content().strip()
        if right.count():
            expect(right).to_have_css("font-weight", "600")
    assert asked >= 4  # the three predictions that each chapter has, and a question of its end


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_demos_of_a_deck_compute(chapter, show):
    page, tried = show(chapter), 0
    for number, demo in on_slides(page, ".demo > [data-fitted]"):
        tried += 1
        before = demo.evaluate(STATE)
        slider = demo.locator("input[type=range]:visible").first
        if slider.count():
            box = slider.bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.mouse.down()
            page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2, steps=4)
            page.mouse.up()
            page.keyboard.press("ArrowRight")  # moves the slider, and turns no page
        step = demo.get_by_role("button", name="Step", exact=True)
        if step.count() or not slider.count():
            (step if step.count() else demo.get_by_role("button").first).click()
        after = demo.evaluate(STATE)
        assert [name for name in after if after[name] == before[name]] == []
        assert page.evaluate("deck.getIndices().h") == number
    assert tried


def test_speaker_has_a_window_with_the_notes(show):
    page = show(CHAPTERS[1])
    page.evaluate("deck.slide(4)")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value.locator(".speaker-controls-notes .value")
    notes.filter(has_text=page.locator(".present aside.notes p").first.text_content()).wait_for()


def test_the_arrows_are_on_the_sheet_beside_the_number(show):
    page = show(CHAPTERS[1])
    page.keyboard.press("ArrowRight")
    left, right, number = (
        page.locator(f".reveal {what}").bounding_box()
        for what in (".navigate-left", ".navigate-right", ".slide-number")
    )
    assert number["x"] + number["width"] <= left["x"] < right["x"] <= 1280 - right["width"]


def test_deck_is_light_or_dark_as_the_site_is(show):
    page = show(CHAPTERS[1])
    page.keyboard.press("t")
    page.goto(page.locator(".cover a").first.evaluate("link => link.href"))
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapter_and_instructors_lead_to_the_deck_and_marks_leave_no_trace(chapter, site):
    text = (site / f"book/{chapter}.html").read_text("utf-8")
    assert f'href="../slides/{chapter}.html"' in text
    assert f'href="../slides/{chapter}.html"' in (site / "book/instructors.html").read_text("utf-8")
    assert "<!--" not in text


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_axe_finds_nothing(theme, chapter, show, page):
    page.emulate_media(color_scheme=theme)
    show(chapter)
    for number in slides_of(page):
        show_answer(page)
        found = Axe().run(page, options={"preload": False})
        assert found.violations_count == 0, f"slide {number}: {found.generate_report()}"


@pytest.mark.slow
def test_printed_deck_has_a_sheet_for_each_slide_and_each_answer(site, show, tmp_path):
    html = tmp_path / "html"
    shutil.copytree(site, html)
    subprocess.run([sys.executable, "-m", "tools.slides", html], cwd=ROOT, check=True)
    for chapter in CHAPTERS:
        page = show(chapter)
        sheets = page.evaluate("deck.getTotalSlides()") + page.locator(".poll").count()
        pdf = (html / f"slides/{chapter}.pdf").read_bytes()
        assert len(re.findall(rb"/Type /Page\b", pdf)) == sheets
