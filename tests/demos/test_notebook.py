"""The demo in JupyterLab: a real server, a real notebook; the page and Python keep the same state."""

import re
import subprocess
import sys
import time

import nbformat
import pytest

CELLS = [
    "from gdcore.demos import LearningRateDemo\ndemo = LearningRateDemo(lr=0.4)\ndemo",
    'print("on screen:", demo.lr, demo.start, demo.trace().w.shape)',
    'demo.lr = 0.5\ndemo.objective = "double-well"',
    "demo",
]


@pytest.fixture
def lab(browser, tmp_path, monkeypatch):
    """A notebook of these cells, open in a JupyterLab of its own."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), tmp_path / "demo.ipynb")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token="]
    log = tmp_path / "log"
    with log.open("w") as file:
        server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], cwd=tmp_path, stdout=file, stderr=file)
    context = browser.new_context(viewport={"width": 1200, "height": 1400})
    try:
        page = context.new_page()
        page.goto(address(server, log) + "lab/tree/demo.ipynb")
        page.get_by_text("| Idle").wait_for()
        yield page
    finally:
        context.close()
        server.terminate()
        server.wait()


def address(server, log):
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())):
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    return found[0]


def run_cell(lab, number):
    lab.locator(".jp-Notebook .cm-content").nth(number).click()
    lab.keyboard.press("Shift+Enter")


def test_page_and_python_keep_the_same_state(lab):
    demo = lab.locator("gd-learning-rate").first
    run_cell(lab, 0)
    # Keys are the demo's, not shortcuts: "m" would turn the cell into text and its output would go.
    demo.get_by_role("slider", name="learning rate").press("m")
    demo.get_by_role("spinbutton").fill("")
    demo.get_by_role("spinbutton").press_sequentially("1.1")
    demo.get_by_role("spinbutton").press("Enter")
    assert demo.get_attribute("lr") == "1.1"
    demo.get_by_role("slider", name="learning rate").press("ArrowRight")
    assert demo.get_attribute("lr") == "1.11"
    demo.get_by_role("slider", name="learning rate").press("End")
    assert demo.locator(".verdict").inner_text() == "diverges"
    assert not demo.get_by_role("button", name="Copy link").is_visible()

    run_cell(lab, 1)  # what the reader did has reached Python
    lab.get_by_text("on screen: 2.6 5.0 (21, 1)").wait_for()

    run_cell(lab, 2)  # what Python sets reaches the page
    demo.get_by_text("settles in the left well").wait_for()
    assert [demo.get_attribute(name) for name in ("objective", "lr", "start")] == ["double-well", "0.5", "-1.6"]

    run_cell(lab, 3)  # a second view of the same demo
    second = lab.locator("gd-learning-rate").nth(1)
    second.get_by_role("button", name="Reset").click()
    demo.get_by_text("Step 0:").first.wait_for()
