"""nbgrader's formgrader, as it is served: it asks for nothing that is elsewhere, and formulas are typeset."""

import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from tempfile import TemporaryFile

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from ..nbgrader_command import environment
from .assignment import assignment
from .course import NAME

pytestmark = pytest.mark.slow
LATEX = "from IPython.display import Latex\nLatex(r'$\\frac{a}{b}$')"


@pytest.fixture(scope="module")
def course(new_course):
    course = new_course()
    notebook = assignment()
    notebook.cells += [new_markdown_cell(r"The rate is $\sqrt{\eta}$."), new_code_cell(LATEX)]
    for student in ("ada", "bob"):  # submissions are in no order
        course.hand_in(student, notebook)
    course.nbgrader("autograde", NAME)
    course.nbgrader("generate_feedback", NAME)
    return course


@contextmanager
def jupyter_server(folder):
    """The address of one that serves the folder, and asks for no password."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    with TemporaryFile("w+") as log:  # a pipe would fill, and hold the server up
        server = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=log, stderr=subprocess.STDOUT, text=True
        )
        try:
            while not listens(port):  # it says that it is running a moment before it is
                if server.poll() is not None:
                    log.seek(0)
                    pytest.fail(log.read())
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def listens(port):
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def test_the_formgrader_and_the_feedback_ask_for_nothing_elsewhere(course, browser):
    with jupyter_server(course.folder) as address:
        context = browser.new_context()
        page = context.new_page()
        asked = []
        failed = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(error))
        for path in ("manage_assignments", "gradebook", f"gradebook/{NAME}/{NAME}", "manage_students"):
            page.goto(f"{address}/formgrader/{path}")
        page.goto(f"{address}/formgrader/gradebook/{NAME}/{NAME}")
        page.get_by_role("link", name="Submission #1").click()
        page.locator("#square-values").wait_for()
        assert page.locator("math msqrt").count() == 1 and page.locator("math mfrac").count() == 1
        score = page.locator("#square-values")
        score.fill("1.5")
        score.blur()
        page.locator(".save-icon.glyphicon-ok:visible").first.wait_for()
        first = page.url
        page.keyboard.press("Control+.")  # to the next submission
        page.wait_for_url(lambda url: "/submissions/" in url and url.split("?")[0] != first.split("?")[0])
        page.locator("#square-values").wait_for()
        assert failed == []
        page.goto(course.feedback("ada").as_uri())
        assert page.locator("math msqrt").count() == 1 and page.locator("math mfrac").count() == 1
        context.close()
    assert [url for url in asked if not re.match(f"{address}/|file:|data:|about:", url)] == []
