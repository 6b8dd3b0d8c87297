"""Each problem set has a page, with its goals, time and points, its notebook, and how to hand it in."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parent.parent.parent
SETS = sorted(path.stem for path in ROOT.glob("solutions/*/*.md"))


@pytest.mark.parametrize("name", SETS)
def test_page_tells_what_a_student_needs_and_gives_the_release(name, site):
    source = (ROOT / "solutions" / name / f"{name}.md").read_text()
    html = (site / f"book/set_{name}.html").read_text()
    text = re.sub(r"<[^>]*>", "", html)
    time_and_points = re.search(r"About \d+ minutes, \d+ points", source)[0]
    for told in (
        time_and_points,
        "After this set you can",
        "Get it",
        "Check it",
        "nbgrader validate",
        "Hand it in",
    ):
        assert told in text, told
    # PyTorch does not run in a browser, so the sets that need it are not answered on their pages.
    assert ("Download to hand in" in text) == (not name.endswith("_pytorch"))
    table, points = source.partition("**How to work.**")[0], html.partition("</table>")[0]
    assert points.count("<tr") == len(re.findall(r"^\| *\d", table, re.MULTILINE)) + 1
    (link,) = re.findall(rf'href="([^"]+/{name}\.ipynb)"', html)
    assert (site / "book" / link).read_bytes() == (ROOT / f"exercises/{name}/{name}.ipynb").read_bytes()


def test_page_counts_each_point_of_its_set_once(site, serve, browser):
    address, page = serve(site), browser.new_page()
    for name in SETS:
        if name.endswith("_pytorch"):
            continue
        release = json.loads((ROOT / f"exercises/{name}/{name}.ipynb").read_text())
        points = sum(cell["metadata"].get("nbgrader", {}).get("points", 0) for cell in release["cells"])
        page.goto(f"{address}/book/set_{name}.html")
        expect(page.locator(".set-score")).to_contain_text(f"Done: 0 of {points} points.")
    page.close()


@pytest.mark.parametrize("name", SETS)
def test_page_and_chapter_lead_to_each_other(name, site):
    (chapter,) = (path.stem for path in (ROOT / "book").glob(f"{name[:2]}_*.md"))
    assert f'href="{chapter}.html' in (site / f"book/set_{name}.html").read_text()
    assert f'href="set_{name}.html' in (site / f"book/{chapter}.html").read_text()


def test_site_holds_no_solution(site):
    pages = [
        *site.glob("**/*.html"),
        *site.glob("**/*.ipynb"),
        *site.glob("**/*.md"),
        *site.glob("searchindex.js"),
    ]
    marks = ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS")
    assert [page for page in pages for mark in marks if mark in page.read_text()] == []
