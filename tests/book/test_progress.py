"""What a reader has done is shown, saved to a file, brought back from one and forgotten, and never lost."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPT = (ROOT / "book/_static/progress.js").read_text("utf-8")
QUESTION = "gd-quiz Your prediction. What comes?"
KEPT = {
    "gd-read": "01_update_rule.html 03_batching.html",
    "gd-stopped": json.dumps(
        {
            "page": "03_batching.html",
            "section": "three-clocks",
            "left": "9 min left",
            "title": "Batching",
            "at": "Three",
        }
    ),
    "gd-questions 01_update_rule": "3/9",
    QUESTION: "2",
    "gd-cell 01_update_rule w = 1": "w = 2",
    "gd-answer 01_update_rule step": "def step(w, g, lr):\n    return w - lr * g",
    "gd-passed 01_update_rule step-values": "def step(w, g, lr):\n    return w - lr * g",
    "gd-progress set_01_update_rule": "3/25",
    "gd-drill": json.dumps({"asked": 4, "correct": 3, "streak": 1, "causes": {"noise": {"row": 1}}}),
}
OWN = {"gd-theme": "dark", "gd-python": "yes"}  # of this browser: no file has them
NOT_OURS = {"another-site": "its own", "gdx": "likewise"}


@pytest.fixture
def progress(site, page):
    """The page "Your progress", in a browser that has kept what is handed to it."""

    def open_page(kept=()):
        page.goto((site / "book/progress.html").as_uri())
        page.evaluate(
            "kept => Object.entries(kept).forEach(([name, text]) => localStorage.setItem(name, text))",
            dict(kept),
        )
        page.reload()
        return page

    return open_page


def kept_in(page):
    return page.evaluate("({...localStorage})")


def status(page):
    return page.locator("#progress-status").inner_text()


def save(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my progress").click()
    assert re.fullmatch(r"gradient-descent-progress-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    return Path(download.value.path()).read_text("utf-8")


def bring(page, text, name="saved.json"):
    """Choose a file with this text, and wait until the page has said or asked something."""
    page.evaluate("document.getElementById('progress-status').textContent = ''")
    content = text if isinstance(text, str) else json.dumps(text)
    page.set_input_files(
        "#progress-file", {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    )
    page.wait_for_function(
        "document.getElementById('progress-status').textContent"
        " || !document.getElementById('progress-question').hidden"
    )


def saved(kept, **other):
    return {"course": "gradient-descent", "format": 1, "saved": "2026-11-27", "kept": kept} | other


def test_all_that_was_saved_comes_back_in_an_empty_browser(progress, browser, site):
    file = save(progress(KEPT | OWN | NOT_OURS))
    assert json.loads(file)["kept"] == KEPT
    with browser.new_context() as empty:
        other = empty.new_page()
        other.goto((site / "book/progress.html").as_uri())
        bring(other, file)
        assert status(other) == "Brought back from saved.json."
        assert kept_in(other) == KEPT
        assert other.locator("#contents a[data-read]").count() == 2  # the contents know at once
        bring(other, file)
        assert status(other) == "saved.json has nothing that is not here already."


def test_what_has_been_done_is_told_chapter_by_chapter(progress):
    page = progress(KEPT)
    first, second, *others = page.locator("#so-far tr").all()
    assert len(others) == 8
    assert first.locator("td").all_inner_texts() == ["✓ read", "3 of 9", "3 of 25 points"]
    assert second.locator("td").all_inner_texts() == ["–", "–", "not begun"]
    first.get_by_role("link", name="Set 1: the update rule: 3 of 25 points").click()
    page.wait_for_url("**/set_01_update_rule.html")


def test_what_differs_is_merged_or_asked_about(progress):
    here = {
        "gd-read": "02_learning_rates.html",
        "gd-questions 01_update_rule": "5/9",
        QUESTION: "1",
        "gd-answer 01_update_rule step": "another answer",
        "gd-passed 01_update_rule step-values": "another answer",
        "gd-drill": json.dumps({"asked": 9, "correct": 1, "streak": 0, "causes": {}}),
    }
    page = progress(here)
    bring(page, saved(KEPT))
    question = page.locator("#progress-question")
    assert (
        "Answers to questions (1), Answers in problem sets (1): the file saved.json differs"
        in question.inner_text()
    )
    assert kept_in(page) == here  # nothing yet
    page.get_by_role("button", name="Keep those here").click()
    merged = KEPT | here | {"gd-read": "02_learning_rates.html 01_update_rule.html 03_batching.html"}
    assert kept_in(page) == merged
    bring(page, saved(KEPT))
    page.get_by_role("button", name="Keep those here").click()
    assert status(page) == "Your own answers stay, and saved.json has nothing else that is new."
    bring(page, saved(KEPT))
    page.get_by_role("button", name="Take those of the file").click()
    taken = [QUESTION, "gd-answer 01_update_rule step", "gd-passed 01_update_rule step-values"]
    assert kept_in(page) == merged | {name: KEPT[name] for name in taken}
    assert not question.is_visible()


HOSTILE = {
    "gd-stopped": json.dumps(
        {"page": "javascript:alert(1)//", "section": "x", "left": "read", "title": "<img src=x>", "at": ""}
    ),
    "gd-read": "../../evil.html",
    "gd-progress set_01_update_rule": "<b>25</b>/25",
    "gd-questions 01_update_rule": "9",
    "gd-drill": '{"asked": "<img src=x onerror=alert(1)>"}',
    "gd-theme": "dark",
    "gd-python": "yes",
    "gd-quiz long": "1" * 201,
    "gd-cell 01_update_rule": "no space after its kind",
    "gd-cell a number": 7,
    "gd-answer nothing": None,
    "another-site": "overwritten",
    "__proto__": "polluted",
    "toString": "not ours",
}


def test_a_hostile_file_changes_nothing_that_is_not_its_own_and_runs_nothing(progress):
    page = progress(NOT_OURS | {"gd-read": "02_learning_rates.html"})
    bring(
        page,
        json.dumps(saved({**HOSTILE, "gd-quiz <img src=x onerror=alert(1)>": "<script>alert(1)</script>"})),
    )
    refused = (
        len(HOSTILE) - 1
    )  # the name that ends in no space, "gd-cell 01_update_rule", is a cell's all the same
    assert status(page).endswith(f"not the course's, and were left out: {refused}.")
    brought = {name: text for name, text in kept_in(page).items() if name not in NOT_OURS}
    assert brought == {
        "gd-read": "02_learning_rates.html",
        "gd-cell 01_update_rule": "no space after its kind",
        "gd-quiz <img src=x onerror=alert(1)>": "<script>alert(1)</script>",
    }
    assert page.locator("#so-far img, article script").count() == 0


@pytest.mark.parametrize(
    "text",
    ["", "not JSON", "null", "7", "[]", "{}", '{"kept": {}}', json.dumps(saved({}, course="another-course")),
     json.dumps(saved({}, format="1")), '{"cells": [], "nbformat": 4}', '"gradient-descent"',
     " " * 5_000_001],
    ids=lambda text: text[:12].strip() or "blank",
)  # fmt: skip
def test_a_file_of_another_kind_changes_nothing_and_is_told_so(text, progress):
    page = progress(KEPT)
    bring(page, text, "other.json")
    assert status(page) == "other.json is not a file that this page has saved, so nothing has changed."
    assert kept_in(page) == KEPT


@pytest.mark.parametrize("kept", [None, [], "text", 7])
def test_a_file_that_keeps_nothing_brings_nothing(kept, progress):
    page = progress(KEPT)
    bring(page, saved(kept))
    assert kept_in(page) == KEPT


def test_a_newer_file_is_refused_and_says_what_to_do(progress):
    page = progress(KEPT)
    bring(page, saved({"gd-read": "99_new.html"}, format=2))
    assert "newer version of the course" in status(page) and "Load this page anew" in status(page)
    assert kept_in(page) == KEPT


def test_a_browser_without_room_stays_as_it_was(progress):
    here = {"gd-read": "02_learning_rates.html"}
    page = progress(here)
    page.evaluate(
        """() => {
            const write = Storage.prototype.setItem;
            Storage.prototype.setItem = function (name, text) {
                const others = Object.entries(this).filter(([other]) => other !== name).flat();
                if (others.join("").length + name.length + text.length > 300) throw new DOMException("full");
                write.call(this, name, text);
            };
        }"""
    )
    bring(page, saved(KEPT))
    assert status(page) == "Your browser has no room for all of it, so nothing has changed."
    assert kept_in(page) == here


def test_without_storage_the_page_says_so_and_offers_nothing(site, page):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied') } })"
    )
    page.goto((site / "book/progress.html").as_uri())
    assert "does not let this page keep anything" in status(page)
    assert page.locator("#so-far tr").count() == 10
    for button in page.locator("article .choices button").all():
        assert button.is_disabled()


def test_a_question_is_asked_answered_and_left_with_the_keyboard(progress):
    page = progress(KEPT | OWN | NOT_OURS)
    page.get_by_role("button", name="Forget everything").focus()
    focused = "document.activeElement.textContent"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "Yes, forget everything"
    assert page.get_by_role("group", name="Forget everything that this course has kept").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "Forget everything"  # back where it was
    assert kept_in(page) == KEPT | OWN | NOT_OURS
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert status(page) == "Forgotten." and kept_in(page) == NOT_OURS
    assert page.locator("#so-far").get_by_text("✓ read").count() == 0
    page.keyboard.press("Enter")
    assert status(page) == "There is nothing to forget."


def test_the_buttons_fit_a_telephone_and_a_finger(progress):
    page = progress(KEPT)
    page.set_viewport_size({"width": 360, "height": 740})
    for button in page.locator("article .choices button").all():
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] >= 24


def test_all_that_pages_keep_is_known_here(site, serve, browser):
    """What a reader does on a chapter and in a set is saved, and all of it is forgotten when asked for."""
    book = f"{serve(site)}/book"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{book}/02_learning_rates.html")
        page.get_by_role("button", name="Light or dark").click()
        page.locator("gd-quiz[prediction] summary").first.click()
        page.locator("gd-drill").get_by_role("button", name="good").first.click()
        page.locator(".onward").scroll_into_view_if_needed()
        page.wait_for_function("localStorage['gd-read'] && localStorage['gd-stopped']")
        page.locator(".live-bar .edit").first.click()
        page.locator(".cell textarea").first.fill("1 + 1")
        page.goto(f"{book}/set_01_update_rule.html")
        page.locator(".answer select, .answer input[type=radio]").first.check()
        page.goto(f"{book}/progress.html")
        kinds = {re.match(r"gd-\w+ ?", name)[0] for name in kept_in(page)}
        assert kinds == {
            "gd-theme", "gd-quiz ", "gd-drill", "gd-read", "gd-stopped", "gd-questions ", "gd-cell ",
            "gd-answer ",
        }  # fmt: skip
        file = json.loads(save(page))
        assert file["kept"].keys() == kept_in(page).keys() - {"gd-theme"}
        page.get_by_role("button", name="Forget everything").click()
        page.get_by_role("button", name="Yes, forget everything").click()
        assert kept_in(page) == {}


def test_each_name_in_the_scripts_has_its_kind():
    """Also what only Python brings about: tests passed, points, the permission to fetch Python."""
    kinds = set(re.findall(r'^    "(gd-\w+ ?)": \{', SCRIPT, re.MULTILINE))
    scripts = [
        path
        for folder in ("book/_static", "book/_live", "gdcore/demos/js")
        for path in (ROOT / folder).rglob("*.js")
    ]
    written = set()
    for script in scripts:
        text = script.read_text("utf-8")
        written |= set(re.findall(r"`(gd-\w+ )\$\{", text))
        written |= set(re.findall(r'(?:setItem|kept\.set)\("(gd-\w+)"', text))
        if script.name == "page.js":  # it writes "gd-" once for all of its names
            written |= {f"gd-{name}" for name in re.findall(r'kept\.set\(\s*["`](\w+ ?)', text)}
    assert written - {"gd-try"} == kinds
