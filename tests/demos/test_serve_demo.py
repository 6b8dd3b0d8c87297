"""`make demo`: one demo on a page of its own, shown anew when a source is saved; which demos there are."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gdcore.demos.samples import SAMPLES

ROOT = Path(__file__).parent.parent.parent
SERVE = [sys.executable, ROOT / "tools/serve_demo.py"]
STYLE = ROOT / "book/_static/course.css"


@pytest.mark.parametrize("names", [["momentun"], [], ["momentum", "adam"]])
def test_which_demos_there_are(names):
    answer = subprocess.run([*SERVE, *names], capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr == f"Which demo? make demo DEMO=…, one of {', '.join(SAMPLES)}\n"


@pytest.fixture
def address():
    server = subprocess.Popen([*SERVE, "drill"], stdout=subprocess.PIPE, text=True)
    yield re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())[0]
    server.terminate()
    server.wait()
    server.stdout.close()


@pytest.fixture
def saved_style():
    """The function that makes the style sheet look as if it had just been saved."""
    before = STYLE.stat()
    yield lambda: os.utime(STYLE)
    os.utime(STYLE, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_the_demo_is_shown_and_shown_anew_when_a_source_is_saved(browser, address, saved_style):
    page = browser.new_page()
    page.set_default_timeout(300_000)  # a fresh Python makes each page, which takes long on a busy machine
    page.goto(address)
    page.get_by_role("button", name="Next curve").wait_for()
    page.evaluate("window.isOld = true")
    saved_style()
    page.wait_for_function("window.isOld === undefined")
    page.get_by_role("button", name="Next curve").wait_for()
    page.close()
