"""What tests share: the built site, and a browser that lets nothing slip.

A test that asks for ``page`` gets one that fails at its end if the page wrote
an error to the console or asked for anything outside the built files.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from browsers import BROWSER

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items):
    # Browser tests come last, because Playwright leaves an event loop running in
    # this thread, and a test that starts its own (a kernel's, say) would then fail.
    items.sort(key=needs_browser)
    browser_tests = list(filter(needs_browser, items))
    for item in browser_tests:
        item.add_marker(pytest.mark.browser)
        if not BROWSER:
            item.add_marker(pytest.mark.skip(reason="no browser found"))
    if browser_tests and not BROWSER and os.environ.get("REQUIRE_BROWSER"):
        raise pytest.UsageError("REQUIRE_BROWSER is set, but no browser was found")


def needs_browser(item):
    return "browser" in getattr(item, "fixturenames", ())


def pytest_terminal_summary(terminalreporter):
    skipped = [
        report
        for report in terminalreporter.getreports("skipped")
        if "no browser found" in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"no browser found: {len(skipped)} browser tests skipped (install chromium)"
        )


@pytest.fixture(scope="session")
def build_book():
    """Build the book as ``make book`` does, from a folder into another."""

    def build(source, output):
        jupyter_book = Path(sys.executable).with_name("jupyter-book")
        command = [jupyter_book, "build", source, "-W", "--keep-going", "--quiet", "--path-output", output]
        # Into a file: a pipe stays open for as long as a process that a failed build left behind.
        with TemporaryFile("w+") as log:
            build = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT)
            log.seek(0)
            return build.returncode, log.read()

    return build


@pytest.fixture(scope="session")
def site(build_book, tmp_path_factory):
    """Folder of the whole book as HTML, built from nothing; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    code, log = build_book(ROOT, folder)
    assert code == 0, log
    return folder / "_build" / "html"


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Without a sandbox, because containers and CI run as root.
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A fresh page that must stay on this machine and keep its console clean."""
    context = browser.new_context()
    page = context.new_page()
    problems = []
    page.on("request", lambda request: local(request.url) or problems.append(f"request: {request.url}"))
    page.on(
        "console",
        lambda message: message.type == "error" and problems.append(f"{message.text} {message.location}"),
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


def local(url):
    return url.startswith(("file:", "data:", "blob:", "about:"))
