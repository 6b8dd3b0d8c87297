"""A chapter as a notebook, wherever it is opened."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from tools import notebooks_of_the_site
from tools.notebooks_of_the_site import FROM_THE_CLONE
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
    assert magics == ([("pip", 'install --quiet "..[plots,widgets]"')] if missing else [])


@pytest.fixture(scope="module")
def published(tmp_path_factory, serve):
    """The address of a served site with notebooks and the engine, as `make book SITE_URL=...` leaves it."""
    html = tmp_path_factory.mktemp("published") / "html"
    shutil.copytree(ROOT / "book", html / "_sources/book", ignore=shutil.ignore_patterns("_*", "*.md"))
    address = f"{serve(html)}/"
    notebooks_of_the_site.main(address, html)
    return address, html


def test_notebooks_of_the_site_install_the_engine_from_the_site(published):
    address, html = published
    notebooks = sorted(html.glob("_sources/book/*.ipynb"))
    assert len(notebooks) == len(CHAPTERS)
    for notebook in notebooks:
        source = "".join(cell.source for cell in nbformat.read(notebook, as_version=4).cells)
        (wheel,) = re.findall(rf'%pip install --quiet "gdcore\[plots,widgets\] @ {address}(.*\.whl)"', source)
        assert (html / wheel).exists() and FROM_THE_CLONE not in source
        assert (html.parent / "notebooks/book" / notebook.name).read_bytes() == notebook.read_bytes()


@pytest.mark.slow
def test_an_empty_environment_and_the_served_site_are_enough_to_run_a_chapter(published, tmp_path):
    _, html = published
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "empty"], check=True)
    python = tmp_path / "empty/bin/python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    notebook = nbformat.read(html / "_sources/book/04_momentum.ipynb", as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    (source,) = re.findall(r'%pip install --quiet "(.*)"', code[0])
    subprocess.run([*pip, source], check=True)
    program = "\n".join(["import matplotlib", "matplotlib.use('agg')", *code[1:6]])
    subprocess.run([python, "-c", program], cwd=tmp_path, check=True)


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
