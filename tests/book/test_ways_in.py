"""A chapter as a notebook, wherever it is opened."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from tools.solution_notebooks import solution_notebook

ROOT = Path(__file__).parent.parent.parent
CHAPTERS = sorted(ROOT.glob("book/*.ipynb"))
SOLVED = sorted(ROOT.glob("solutions/*/[0-9]*.md"))

# A Python that can do no more than the one in a browser: no threads, no other programs, no network.
LIKE_A_BROWSER = """
import sys, threading
import matplotlib.pyplot, nbformat
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()

def refuse(*_):
    raise RuntimeError("can't start new thread")

IMPOSSIBLE = (
    *("os.fork", "os.exec", "os.posix_spawn", "os.system", "subprocess.Popen"),
    *("socket.connect", "socket.getaddrinfo"),
)

def watch(event, _):
    if event in IMPOSSIBLE:
        raise OSError(f"{event} is not possible here")

threading._start_new_thread = refuse
sys.addaudithook(watch)
for cell in nbformat.read(sys.argv[1], as_version=4).cells:
    if cell.cell_type == "code":
        shell.run_cell(cell.source, store_history=False).raise_error()
"""


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("missing", [False, True])
def test_first_cell_installs_the_engine_where_it_is_missing(chapter, missing, monkeypatch):
    first = next(cell for cell in nbformat.read(chapter, as_version=4).cells if cell.cell_type == "code")
    if missing:
        monkeypatch.setitem(sys.modules, "gdcore", None)  # as if there were none: an import fails
    magics = []

    class Shell:
        def run_line_magic(self, *magic):
            magics.append(magic)

    exec(TransformerManager().transform_cell(first.source), {"get_ipython": Shell})
    assert magics == ([("pip", 'install --quiet "gdcore[plots,widgets]"')] if missing else [])


@pytest.mark.slow
@pytest.mark.parametrize("notebook", [*CHAPTERS, *SOLVED], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_runs_with_what_python_can_do_in_a_browser(notebook, tmp_path):
    folder = notebook.parent
    if notebook in SOLVED:
        made = tmp_path / f"{notebook.stem}.ipynb"
        nbformat.write(solution_notebook(notebook), made)
        notebook = made
    command = [sys.executable, "-W", "ignore", "-c", LIKE_A_BROWSER, notebook]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
