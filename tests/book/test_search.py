"""The search: it leads to the section that answers, whatever way it is asked."""

import gzip
import re
from pathlib import Path

import pytest

QUERIES = [
    line.split(" | ")
    for line in Path(__file__).with_name("queries.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
FIND = "query => new BookSearch(searchIndex).find(query).slice(0, 2).map(hit => hit.url)"
DENY_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); } })"""


@pytest.fixture
def search_page(site, page):
    def search(query):
        page.goto((site / "search.html").as_uri() + f"?q={query}")
        page.locator("#search-results a").first.wait_for()

    return search


def test_the_right_section_is_first_or_second(search_page, page, say):
    search_page("gradient")
    missed = []
    for place, (query, answers) in enumerate(QUERIES):
        found = page.evaluate(FIND, query)
        if not any(f"book/{answer.strip()}" in url for answer in answers.split(";") for url in found):
            missed.append((place, query, found))
    say(f"search: {len(QUERIES) - len(missed)} of {len(QUERIES)} queries lead to their section")
    assert len([place for place, *_ in missed if place < 30]) <= 3, missed
    assert len(missed) <= 5, missed


def test_every_answer_of_the_list_is_a_place_in_the_book(site):
    index = (site / "_static/search-index.js").read_text("utf-8")
    answers = {answer.strip() for _, answers in QUERIES for answer in answers.split(";")}
    assert [answer for answer in sorted(answers) if f'"book/{answer}' not in index] == []


def test_it_weighs_little_and_comes_with_the_first_key(site, page):
    scripts = ("minisearch.js", "search-index.js", "search.js")
    weight = sum(len(gzip.compress((site / "_static" / name).read_bytes())) for name in scripts)
    assert weight <= 200_000
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto((site / "book/04_momentum.html").as_uri())
    assert not any("search" in url for url in loaded)
    page.keyboard.press("Control+k")
    page.keyboard.type("m")
    page.locator("#found a").first.wait_for()
    assert all(any(name in url for url in loaded) for name in scripts)


def test_keys_lead_to_a_passage_whose_words_are_marked(site, page):
    page.goto((site / "book/index.html").as_uri())
    page.keyboard.press("Control+k")
    page.keyboard.type("bias correction")
    page.locator("#found a", has_text="What the correction corrects").wait_for()
    assert page.locator("#found mark").count() > 0
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [aria-selected=true]")
    assert chosen.get_attribute("id") == page.locator("header input").get_attribute("aria-activedescendant")
    page.keyboard.press("Escape")
    assert not page.locator("#found").is_visible()
    page.keyboard.type("heavy ball")  # Escape has emptied the field
    page.locator("#found a", has_text="heavy ball").first.wait_for()
    page.keyboard.press("ArrowDown")
    target = page.locator("#found [aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target.removeprefix('..').removeprefix('.')}")
    page.wait_for_function("CSS.highlights.get('found')?.size > 0")


def test_it_works_where_storage_is_denied(search_page, page):
    page.add_init_script(DENY_STORAGE)
    search_page("momentm")
    assert "momentum" in page.locator("#search-results").inner_text().lower()
    assert re.search(r"\d+ passages", page.locator("#search-progress").inner_text())


def test_it_says_when_nothing_is_found(site, page):
    page.goto((site / "search.html").as_uri() + "?q=qwertzuiop")
    page.get_by_text("Nothing found.").wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_where_storage_is_denied_the_page_has_the_theme_of_the_system(theme, site, page):
    page.add_init_script(DENY_STORAGE)
    page.emulate_media(color_scheme=theme)
    page.goto((site / "book/index.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") == theme
