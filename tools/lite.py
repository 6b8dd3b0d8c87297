"""Build the notebooks that run in a browser, without any installation: _build/html/lite/.

JupyterLite, with every chapter, every problem set and the wheel of gdcore. Its Python is Pyodide, which
comes from its project's own host unless PYODIDE names a folder with a Pyodide distribution: then that is
copied into the site, which asks no other host for anything.
"""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat
from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

from tools.notebooks_of_the_site import FROM_THE_CLONE
from tools.wheel import build_wheel

ROOT = Path(__file__).parent.parent
KERNEL = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
WIDGETS = ("anywidget", "comm", "ipywidgets", "jupyterlab_widgets", "psygnal", "tqdm")
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    # The extensions of this environment that a reader has no use for.
    "jupyter-config-data": {"disabledExtensions": ["@jupyter/nbgrader", "jupyterlab-jupytext"]},
}
NOTICE = Path(__file__).with_name("lite_notice.js")
FROM_LITE = '"gdcore[plots,widgets]"'  # the wheels that are built in come before those of any registry
WELCOME = (
    "*In the browser:* press Shift+Enter in one cell after another. "
    "The first cell of code fetches Python, which takes a while. "
    "If its `[*]` stays and a red ✕ appears at the top right, the network that you are on blocks Python. "
    "What you write is kept in this browser only; *File → Download* saves a copy to take with you."
)


def main(html=ROOT / "_build/html"):
    work = html.resolve().parent / "lite"
    shutil.rmtree(work, ignore_errors=True)
    for source in sorted([*ROOT.glob("book/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")]):
        # In one folder: its name would become part of that of a download, and a set is known by its name.
        name = source.name if is_set(source) else f"chapter_{source.name}"
        copy_notebook(source, work / "content" / name)
    (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS))
    if pyodide := os.environ.get("PYODIDE"):
        if not Path(pyodide, "pyodide-lock.json").exists():
            sys.exit(f"PYODIDE={pyodide} is no Pyodide distribution: it has no pyodide-lock.json.")
        (work / "static").mkdir()
        (work / "static/pyodide").symlink_to(Path(pyodide).resolve(), target_is_directory=True)
    wheels = [f"--piplite-wheels={wheel}" for wheel in gather_wheels(work)]
    output = ("--output-dir", html.resolve() / "lite", "--no-sourcemaps")
    # From within its folder, which is new each time, because it notes there what it has done.
    run("jupyter", "lite", "build", "--contents", "content", *output, *wheels, cwd=work)
    for page in html.resolve().glob("lite/*/index.html"):
        complete(page)


def complete(page):
    """Give a page the site's icon, and let it say so when the network keeps Python away."""
    head = '<head><link rel="icon" type="image/svg+xml" href="../../_static/icon.svg">'
    if not os.environ.get("PYODIDE"):
        script = NOTICE.read_text("utf-8").replace("PYODIDE", PYODIDE_CDN_URL)
        head += f"<script>{script}</script>"
    page.write_text(page.read_text("utf-8").replace("<head>", head, 1), encoding="utf-8")


def is_set(source):
    return "exercises" in source.relative_to(ROOT).parts


def copy_notebook(source, target):
    notebook = nbformat.read(source, as_version=4)
    notebook.metadata["kernelspec"] = KERNEL
    if is_set(source):
        notebook.cells.insert(0, installing_cell())
    for cell in notebook.cells:
        cell.source = cell.source.replace(FROM_THE_CLONE, FROM_LITE)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(WELCOME))
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)


def installing_cell():
    """The first cell of each chapter, which installs the engine where it is missing."""
    chapter = nbformat.read(ROOT / "book/01_update_rule.ipynb", as_version=4)
    return next(cell for cell in chapter.cells if cell.cell_type == "code")


def gather_wheels(folder):
    """The engine's wheel, and those of the widgets that Pyodide does not bring."""
    build_wheel(folder)
    widgets = [f"{name}=={version(name)}" for name in WIDGETS]
    download = ("download", "--quiet", "--no-deps", "--only-binary=:all:", "--platform=any")
    run("pip", *download, "--dest", folder, *widgets)
    return sorted(folder.glob("*.whl"))


def run(program, *arguments, cwd=None):
    """Run a Python program of this environment; only what goes wrong is printed."""
    command = [sys.executable, "-m", program, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(done.stdout)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
