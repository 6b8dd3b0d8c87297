"""Chapters run while Sphinx reads them: in parallel, and again when the engine has changed."""

import os
import re
from hashlib import sha256
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

# What the cells of the book import and read, from the top of the repository.
ENGINE = (
    "gdcore/*.py",
    "gdcore/demos/*.py",
    "benchmarks/report.py",
    "benchmarks/results.json",
    "tests/grading/attacks/**/*.py",
    "book/_ext/narrow_figures.py",
)

CONNECT = NotebookClient.async_start_new_kernel_client


def setup(app):
    app.connect("builder-inited", run_chapters_side_by_side)
    app.connect("builder-inited", draw_figures_twice)
    app.connect("builder-inited", forget_what_another_engine_computed)
    app.connect("env-get-outdated", read_chapters_again)
    # The kernels talk over TCP; unless it is encrypted, each of them prints a warning when it starts.
    KernelManager.transport_encryption.default_value = "auto"
    NotebookClient.async_start_new_kernel_client = connect_to_kernel


async def connect_to_kernel(client):
    """Start a kernel once more if it does not answer: somebody else may have taken a port chosen for it."""
    try:
        return await CONNECT(client)
    except RuntimeError:
        client.km = client.create_kernel_manager()
        await client.async_start_new_kernel()
        return await CONNECT(client)


def run_chapters_side_by_side(app):
    """Read pages in parallel, because reading a page runs its cells."""
    # With matrices as small as theirs, several threads each would only wait for one another.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # More processes than cores, because Sphinx deals out the pages beforehand, and unevenly.
    app.parallel = 2 * os.cpu_count()
    # Two of Jupyter Book's extensions do not say that they are safe: they act before and after the reading.
    for extension in app.extensions.values():
        if extension.parallel_read_safe is None:
            extension.parallel_read_safe = True


def draw_figures_twice(app):
    """In the kernels an extension draws each figure for a narrow page as well."""
    extensions = str(Path(__file__).parent.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [extensions, os.environ.get("PYTHONPATH")]))
    NotebookClient.extra_arguments.default_args = (["--IPKernelApp.extra_extensions=narrow_figures"],)


def forget_what_another_engine_computed(app):
    """Empty the cache of outputs, in which a chapter is looked up by its cells alone."""
    folder = Path(app.config.nb_execution_cache_path or Path(app.outdir).parent / ".jupyter_cache")
    computed_by, now = folder / "engine", fingerprint(app.srcdir)
    if not computed_by.exists() or computed_by.read_text() != now:
        get_cache(folder).clear_cache()
        # The processes share the cache, and only one may create it: this one, before they start.
        get_cache(folder).list_cache_records()
        computed_by.write_text(now)


def read_chapters_again(app, env, added, changed, removed):
    """Name the pages with cells when the engine has changed: Sphinx notices only a change of their text."""
    computed_by, env.engine = getattr(env, "engine", None), fingerprint(app.srcdir)
    if computed_by == env.engine:
        return []
    with_cells = re.compile(r"\{(code-cell|problem-set)\}")
    return [page for page in env.found_docs if with_cells.search(Path(env.doc2path(page)).read_text("utf-8"))]


def fingerprint(folder):
    """A checksum of the engine."""
    checksum = sha256()
    for path in sorted(path for pattern in ENGINE for path in Path(folder).glob(pattern)):
        checksum.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return checksum.hexdigest()
