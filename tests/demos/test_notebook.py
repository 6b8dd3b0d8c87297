"""The demos in JupyterLab 4 and Notebook 7, on a real server: page and Python keep the same state."""

import json
import os
import re
import subprocess
import sys
import time
from itertools import count

import nbformat
import pytest
from playwright.sync_api import expect

# Where they open a notebook; a workspace of its own has no other notebooks in it.
LAB, NOTEBOOK = "lab/workspaces/{name}/tree/{name}.ipynb", "notebooks/{name}.ipynb"
pytestmark = pytest.mark.slow
NUMBERS = count(1)
STATE = "import json\nprint('STATE', json.dumps(demo.parameters))"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The folder and the address of a Jupyter server of its own."""
    folder = tmp_path_factory.mktemp("jupyter")
    homes = {
        name: str(folder / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token="]
    log = folder / "log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=folder,
            stdout=file,
            stderr=file,
            env=os.environ | homes,
        )
    try:
        yield folder, address(server, log)
    finally:
        server.terminate()
        server.wait()


def address(server, log):
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())):
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    return found[0]


@pytest.fixture
def open_notebook(browser, server):
    """Open a notebook of these cells in an application, LAB or NOTEBOOK."""
    context = browser.new_context(viewport={"width": 1200, "height": 1800})

    def open_page(application, *cells):
        folder, url = server
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
        name = f"notebook-{next(NUMBERS)}"
        nbformat.write(notebook, folder / f"{name}.ipynb")
        page = context.new_page()
        page.goto(url + application.format(name=name))
        page.locator(".jp-Toolbar-kernelName").locator("visible=true").get_by_text("Python 3").wait_for()
        page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').locator("visible=true").wait_for()
        return page

    yield open_page
    context.close()


def run_cell(page, number):
    prompt = page.locator(".jp-CodeCell .jp-InputPrompt").nth(number)
    while not re.search(
        r"\[[*\d]", prompt.inner_text()
    ):  # Jupyter forgets a cell that comes before its kernel
        page.locator(".jp-Notebook .cm-content").nth(number).click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(500)


def show_state(demo):
    return demo.evaluate("demo => demo.state")


@pytest.mark.parametrize("application", [LAB, NOTEBOOK], ids=["lab", "notebook"])
def test_page_and_python_keep_the_same_state(open_notebook, sample, application):
    kind, wanted = type(sample.demo).__name__, sample.demo.parameters
    page = open_notebook(
        application,
        f"from gdcore.demos import {kind}\ndemo = {kind}()\ndemo",
        STATE,
        f"for name, value in {wanted!r}.items():\n    setattr(demo, name, value)",
    )
    demo = page.locator(sample.tag)
    run_cell(page, 0)
    demo.wait_for()
    before = show_state(demo)
    demo.locator("[type=radio]:not(:checked), button:not(.play, .link)").locator("visible=true").first.press(
        "Space"
    )
    demo.evaluate("demo => demo.pause()")  # some buttons begin a run
    after = show_state(demo)
    assert after != before

    run_cell(page, 1)  # what the reader did has reached Python
    expect(page.get_by_text("STATE")).to_have_count(2)  # in the cell, and in its output
    assert json.loads(page.get_by_text("STATE").last.inner_text().removeprefix("STATE ")) == after

    run_cell(page, 2)  # what Python sets reaches the page
    for name, value in sample.attributes.items():
        expect(demo).to_have_attribute(name, re.compile(rf"^{re.escape(value.removesuffix('.0'))}(\.0)?$"))


def test_two_views_of_one_demo_and_keys_that_are_shortcuts_elsewhere(open_notebook):
    page = open_notebook(
        LAB, "from gdcore.demos import LearningRateDemo\ndemo = LearningRateDemo(lr=0.4)\ndemo", "demo"
    )
    run_cell(page, 0)
    run_cell(page, 1)
    demo, second = page.locator("gd-learning-rate").first, page.locator("gd-learning-rate").nth(1)
    # Keys are the demo's, not shortcuts: "m" would turn the cell into text and its output would go.
    demo.get_by_role("slider", name="learning rate").press("m")
    demo.get_by_role("spinbutton").fill("")
    demo.get_by_role("spinbutton").press_sequentially("1.1")
    demo.get_by_role("spinbutton").press("Enter")
    expect(second).to_have_attribute("lr", "1.1")
    second.get_by_role("button", name="Reset").click()
    demo.get_by_text("Step 0:").first.wait_for()
    assert not demo.get_by_role("button", name="Copy link").is_visible()


def test_quiz_and_python_keep_the_same_answer(open_notebook):
    page = open_notebook(
        LAB,
        "from gdcore.demos import Answer, Quiz\n"
        'answers = [Answer("4", "Yes.", right=True), Answer("5", "One too many.")]\n'
        'quiz = Quiz("2 + 2 = ?", answers)\nquiz',
        'print("GIVEN", quiz.given)\nquiz.given = "2"',
    )
    run_cell(page, 0)
    four, five = (page.locator("gd-quiz details").nth(i) for i in range(2))
    four.locator("summary").click()
    expect(four).to_have_attribute("data-mark", "right")
    run_cell(page, 1)
    page.get_by_text("GIVEN 1").wait_for()
    expect(five).to_have_attribute("data-mark", "wrong")
