"""What tests share: the built site, and a browser whose pages may make no mistake.

A test that asks for ``page`` gets one that fails at its end if the page wrote
an error to the console or asked for anything outside the built files.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

import pytest
from filelock import FileLock

from tools.browsers import HEADLESS

ROOT = Path(__file__).parent.parent
# The site is built again when one of these changes: what Git would call pathspecs.
SITE_SOURCES = (
    "_config.yml", "_toc.yml", "book", "exercises", "gdcore", "benchmarks", "experiments",
    "requirements.lock", "CHANGELOG.md", "CITATION.cff",
    # Pages link to tests, and one page runs the attacks.
    "tests/gdcore", "tests/book/*statements*", "tests/grading/*attacks*",
)  # fmt: skip


def pytest_addoption(parser):
    parser.addoption("--tenth", metavar="SEED", help="run only a tenth of the tests, chosen at random")


def pytest_configure():
    if os.environ.get("REQUIRE_BROWSER") and not HEADLESS:
        raise pytest.UsageError("REQUIRE_BROWSER is set, but no browser was found")


@pytest.hookimpl(trylast=True)  # what a mark or a name deselects is gone by then
def pytest_collection_modifyitems(config, items):
    if seed := config.getoption("tenth"):
        chosen = Random(seed).sample(range(len(items)), -(-len(items) // 10))
        config.hook.pytest_deselected(items=[item for i, item in enumerate(items) if i not in set(chosen)])
        items[:] = [items[i] for i in sorted(chosen)]
    # Browser tests come last, because Playwright leaves an event loop running in its thread, and a test
    # that starts its own (a kernel's, say) would then fail. Several processes deal the tests out in order.
    items.sort(key=needs_browser)
    for item in filter(needs_browser, items):
        item.add_marker(pytest.mark.browser)
        if not HEADLESS:
            item.add_marker(pytest.mark.skip(reason="no browser found"))


def needs_browser(item):
    return "browser" in getattr(item, "fixturenames", ())


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == "say":
                terminalreporter.write_line(line)
    skipped = [
        report
        for report in terminalreporter.getreports("skipped")
        if "no browser found" in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"no browser found: {len(skipped)} browser tests skipped (install chromium)"
        )


@pytest.fixture
def say(record_property):
    """Print a line at the end of the run, whichever process the test runs in."""
    return lambda line: record_property("say", line)


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
def site(build_book):
    """Folder of the whole book as HTML; a warning is an error.

    It is built from nothing except the cached outputs of chapters, and used again for as long as its
    sources stay the same. Of the processes of a run, one builds it and the others wait for the result.
    """
    folder = ROOT / "_build/test-site"
    record = folder / "built.json"
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        built = json.loads(record.read_text()) if record.exists() else {}
        # Within a run it stays as it is, even if somebody edits a source meanwhile.
        if not run or built.get("run") != run:
            sources = checksum_of_sources()
            if built.get("sources") != sources or built["code"] != 0:
                record.unlink(missing_ok=True)
                for part in ("html", ".doctrees"):
                    shutil.rmtree(folder / "_build" / part, ignore_errors=True)
                code, log = build_book(ROOT, folder)
                built = {"sources": sources, "code": code, "log": log}
            record.write_text(json.dumps(built | {"run": run}))
    assert built["code"] == 0, built["log"]
    return folder / "_build/html"


def checksum_of_sources():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *SITE_SOURCES]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    checksum = sha256()
    for file in sorted(set(files)):
        if (ROOT / file).exists():  # Git lists what is deleted as well
            checksum.update(file.encode() + (ROOT / file).read_bytes())
    return checksum.hexdigest()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Without a sandbox, because containers and CI run as root.
        browser = playwright.chromium.launch(executable_path=HEADLESS, args=["--no-sandbox"])
        yield browser
        browser.close()


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *message):
        pass


@pytest.fixture(scope="session")
def serve():
    """Serves a folder on this machine until the tests end: serve(folder) is its address."""
    servers = []

    def begin(folder):
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


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
