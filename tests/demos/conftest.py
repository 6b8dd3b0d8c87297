"""The demos that every-demo tests run over, and a small page for each: none of these needs the book."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from gdcore.demos import page_script
from gdcore.demos._page import small_page
from gdcore.demos.samples import SAMPLES

STYLE = Path(__file__).parent.parent.parent / "book/_static/course.css"


@pytest.fixture(scope="session", params=SAMPLES)
def sample(request):
    return SAMPLES[request.param]()


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The address of a small page with a demo, and with a state in the link if there is one."""
    folder = tmp_path_factory.mktemp("demos")

    def find(tag, state=None):
        page = folder / f"{tag}.html"
        if not page.exists():
            kind = type(SAMPLES[tag.removeprefix("gd-")]().demo)
            page.write_text(small_page(kind(), STYLE.as_uri(), f"{tag}.js"), "utf-8")
            # As in the book, a page has no script or style of demos that it does not have.
            (folder / f"{tag}.js").write_text(page_script([tag]), "utf-8")
        link = f"#{tag}?{urlencode(state)}" if state else ""
        return page.as_uri() + link

    return find


@pytest.fixture
def open_demo(page, address):
    """Open the page of a demo and return the demo."""

    def open_page(tag, state=None):
        page.goto(address(tag, state))
        return page.locator(tag).first

    return open_page


@pytest.fixture
def open_table():
    """Open a demo's table of values and return its rows, once they are there: the browser fills it later."""

    def open_rows(demo):
        demo.get_by_text("Table of values").click()
        rows = demo.locator(".values tbody tr")
        rows.first.wait_for()
        return rows

    return open_rows
