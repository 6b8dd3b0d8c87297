"""The page runs Python: what it needs for that goes into a folder of the site whose name is its version.

The folder, `_static/live/VERSION`, holds the scripts of `book/_live`, the engine as a zip, and config.json,
which names every file of Pyodide with its length and checksum. With LIVE, a folder with a Pyodide
distribution, these files go into the site as well; otherwise they are those of `book/_live/pyodide.json`, at
Pyodide's own host, and the page asks its reader before it fetches them.
"""

import json
import os
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

from sphinx.errors import ConfigError

from gdcore.demos import page_script

from .node import minified

ROOT = Path(__file__).parent.parent.parent.parent
SCRIPTS = ROOT / "book/_live"
ENGINE = (ROOT / "gdcore", ROOT / "experiments/results")  # chapters draw from the results as well
# Modules that stand beside it in Python's folder of packages.
BESIDE = tuple(
    ROOT / "book" / path
    for path in ("_live/cells.py", "_ext/narrow_figures.py", "_ext/course/dark_figures.py")
)
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PACKAGES = ("numpy", "matplotlib", "traitlets")


def setup(app):
    app.connect("config-inited", name_version)
    app.connect("html-page-context", add_to_page)
    app.connect("build-finished", write_files)


def name_version(app, config):
    """In the configuration, so that pages are written anew when it changes."""
    checksum = sha256(json.dumps(pyodide_files(distribution())).encode())
    for path in [*sources(SCRIPTS, *ENGINE), *BESIDE]:
        checksum.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    config.html_context["live_version"] = checksum.hexdigest()[:12]


def add_to_page(app, pagename, templatename, context, doctree):
    context["live"] = "cell_input" in context.get("body", "")


def write_files(app, exception):
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    folder = static / "live" / app.config.html_context["live_version"]
    if not folder.exists():
        shutil.rmtree(static / "live", ignore_errors=True)
        shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("pyodide.json", "*.py", "__pycache__"))
        (folder / "demos.js").write_text(minified(page_script()), "utf-8")
        write_engine(folder / "python.zip")
        (folder / "config.json").write_text(json.dumps(configuration(folder, distribution())))
    if distribution():
        copy_distribution(distribution(), static / "pyodide")


def distribution():
    """The folder that LIVE names; none if it names none."""
    return Path(os.environ["LIVE"]) if os.environ.get("LIVE") else None


def sources(*folders):
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if path.parent.name != "__pycache__")


def write_engine(archive):
    """The engine, and what runs cells with it, as Python finds them in its folder of packages."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in BESIDE:
            archive.write(path, path.name)
        for path in sources(*ENGINE):
            archive.write(path, path.relative_to(ROOT))


# ---- Pyodide ----


def configuration(folder, distribution):
    """What the page's worker fetches, by the names that Pyodide asks for."""
    pyodide = pyodide_files(distribution)
    own = folder / "python.zip"
    files = {name: {"url": pyodide["from"] + name, **file} for name, file in pyodide["files"].items()} | {
        own.name: {"url": own.name, **length_and_checksum(own)}
    }
    return {"host": pyodide["host"], "packages": PACKAGES, "python": own.name, "files": files}


def pyodide_files(distribution):
    """Where Pyodide's files are, seen from the folder of the scripts, and the length and checksum of each."""
    if not distribution:
        pinned = json.loads((SCRIPTS / "pyodide.json").read_text())
        return pinned | {"from": f"https://{pinned['host']}/pyodide/v{pinned['version']}/full/"}
    lock, names = needed(distribution)
    files = {name: length_and_checksum(distribution / name) for name in names}
    return {"host": None, "from": f"../../pyodide/{lock['info']['version']}/", "files": files}


def needed(distribution):
    """The lock file of a distribution, and the names of the files that a page needs of it."""
    if not (distribution / "pyodide-lock.json").exists():
        raise ConfigError(f"LIVE={distribution} is no Pyodide distribution: it has no pyodide-lock.json")
    lock = json.loads((distribution / "pyodide-lock.json").read_text())
    packages, waiting = set(), list(PACKAGES)
    while waiting:
        name = waiting.pop()
        if name not in lock["packages"]:
            raise ConfigError(f"LIVE={distribution} has no {name}, which the pages need")
        if name not in packages:
            packages.add(name)
            waiting += lock["packages"][name]["depends"]
    return lock, [*CORE, *sorted(lock["packages"][name]["file_name"] for name in packages)]


def copy_distribution(distribution, folder):
    lock, names = needed(distribution)
    target = folder / lock["info"]["version"]
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(distribution / name, target)


def length_and_checksum(path):
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": sha256(content).hexdigest()}
