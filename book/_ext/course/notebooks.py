"""Each chapter and each problem set can be downloaded as a notebook.

In a page that is opened from a disk a link can only show a file, not download it. But a script may be loaded
there, so each notebook lies beside itself as one, and page.js makes a download of it.
"""

import shutil
from pathlib import Path


def setup(app):
    # After Sphinx has gathered the suffixes of all extensions, at 800.
    app.connect("config-inited", treat_notebooks_as_downloads, priority=801)
    app.connect("build-finished", copy_notebooks)


def treat_notebooks_as_downloads(app, config):
    """The page is the text; a link to a notebook, such as a problem set, downloads it."""
    del config.source_suffix[".ipynb"]


def copy_notebooks(app, exception):
    if exception or app.builder.format != "html":
        return
    for pagename in app.env.found_docs:
        if notebook(app, pagename).exists():
            shutil.copy(notebook(app, pagename), Path(app.outdir, "_sources", f"{pagename}.ipynb"))
    for folder in ("_sources", "_downloads"):
        for path in Path(app.outdir, folder).rglob("*.ipynb"):
            script = f"window.notebook = {path.read_text('utf-8').strip()};\n"
            path.with_name(f"{path.name}.js").write_text(script, encoding="utf-8")


def notebook(app, pagename):
    return Path(app.srcdir, f"{pagename}.ipynb")
