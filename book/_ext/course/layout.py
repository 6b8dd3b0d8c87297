"""What the templates in book/_theme are given beyond what Sphinx gives them."""

import re
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path
from textwrap import shorten

from docutils import nodes
from sphinx.environment.adapters.toctree import document_toc, global_toctree_for_doc
from sphinx.locale import _

from gdcore.demos import page_script

from . import publishing
from .node import minified
from .notebooks import notebook

FOLDED = r'<details class="(?:answer|misconception|proof|solution)"'
SCRIPTS = "_static/demos"  # a script for each set of demos that some page has


def setup(app):
    app.connect("builder-inited", write_demos_anew)
    app.connect("env-updated", leave_out_widget_state)
    app.connect("html-page-context", fill_layout)


def demo_script(app, body):
    """Write the script that registers the demos of a page, and return its name; none for a page without."""
    tags = sorted(set(re.findall(r"<(gd-[\w-]+)", body)))
    if not tags:
        return None
    script = Path(app.outdir, SCRIPTS, f"{'.'.join(tags)}.js")
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(minified(page_script(tags)), encoding="utf-8")
    return script.relative_to(Path(app.outdir, "_static")).as_posix()


def write_demos_anew(app):
    """Scripts of an earlier build, of which some belong to pages that are not written again."""
    for script in Path(app.outdir, SCRIPTS).glob("*.js"):
        script.write_text(minified(page_script(script.stem.split("."))), encoding="utf-8")


def leave_out_widget_state(app, env):
    """Demos on a page are custom elements, so nothing reads the state of their widgets."""
    for page in env.nb_metadata.values():
        page.get("js_files", {}).pop("ipywidgets_state", None)


def fill_layout(app, pagename, templatename, context, doctree):
    context["static"] = lambda name: (
        f"{context['pathto'](f'_static/{name}', 1)}?v={checksum(app.outdir, name)}"
    )
    context["contents"] = app.builder.render_partial(contents(app, pagename))["fragment"]
    context["chapters"] = chapters(app)
    context.setdefault("body", "")
    context["folded"] = len(re.findall(FOLDED, context["body"]))
    context["demos"] = demo_script(app, context["body"])
    context["site"], context["repository"] = publishing.SITE, publishing.REPOSITORY
    if not doctree:
        return
    context["source"] = Path(app.env.doc2path(pagename)).relative_to(app.srcdir).as_posix()
    context["changed"] = last_change(app.srcdir, context["source"])
    context["place"], context["name"] = place(app, pagename), app.env.titles[pagename].astext()
    if below := sections(app, pagename):
        context["sections"] = app.builder.render_partial(below)["fragment"]
    context["minutes"] = app.env.metadata[pagename].get("minutes")
    context["description"] = shorten(opening(doctree), 160, placeholder=" …")
    if notebook(app, pagename).exists():
        context["notebook"] = context["pathto"](f"_sources/{pagename}.ipynb", 1)


def contents(app, pagename):
    """The contents of the book, whose parts can be folded; that of this page, and the chapters, are open."""
    tree = global_toctree_for_doc(app.env, pagename, app.builder, collapse=True)
    parts = nodes.container()
    for caption, pages in zip(tree.children[::2], tree.children[1::2]):
        links = list(pages.findall(nodes.reference))
        # Only chapters have a number.
        is_open = any("current" in link["classes"] or link.get("secnumber") for link in links)
        parts += nodes.raw(
            "", f"<details{' open' if is_open else ''}><summary>{caption.astext()}</summary>", format="html"
        )
        parts += pages
        parts += nodes.raw("", "</details>", format="html")
    return parts


def sections(app, pagename):
    """The sections of a page, for its reader to find one."""
    _, *below = document_toc(app.env, pagename, app.tags)[0]
    return nodes.container("", *below) if below else None


def chapters(app):
    """Number, page and title of each chapter."""
    numbers = app.env.toc_secnumbers
    return [
        {"number": numbers[page][""][0], "page": page, "title": app.env.titles[page].astext()}
        for page in app.env.toctree_includes[app.config.root_doc]
        if numbers.get(page)
    ]


def place(app, pagename):
    """Which chapter this is, of how many."""
    numbered = chapters(app)
    number = next((chapter["number"] for chapter in numbered if chapter["page"] == pagename), None)
    return number and _("Chapter %s of %s") % (number, len(numbered))


def last_change(folder, source):
    """The day of the last commit to a file, if this is a repository."""
    command = ["git", "log", "-1", "--format=%cd", "--date=format:%d %B %Y", "--", source]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.strip().lstrip("0")
    except FileNotFoundError:
        return ""


def opening(doctree):
    """The first paragraph that says something, not the line about reading time."""
    first = [paragraph.astext() for paragraph in list(doctree.findall(nodes.paragraph))[:3]]
    return max(first, key=len, default="")


@cache
def checksum(folder, name):
    """Names the content of a static file, which a browser may then keep for ever."""
    return sha256(Path(folder, "_static", name).read_bytes()).hexdigest()[:8]
