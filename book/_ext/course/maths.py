"""Formulas are typeset during the build, by Node."""

import re
import socket
import subprocess
import time

import sphinxcontrib.katex
from docutils import nodes

from .node import NODE


def setup(app):
    sphinxcontrib.katex.NODEJS_BINARY = NODE
    sphinxcontrib.katex.STARTUP_TIMEOUT = 60  # seconds: on a busy machine 5 are too few
    sphinxcontrib.katex.KaTeXServer.start_server_process = start_server
    app.connect("doctree-read", write_names_below_as_text)
    app.connect("doctree-read", keep_punctuation_with_maths)
    app.connect("doctree-read", keep_brackets_whole)
    app.connect("env-updated", write_pages_one_by_one)


def write_names_below_as_text(app, doctree):
    r"""In T_{\max} the name is no function of anything; as one it would have a child too many in MathML."""
    for formula in [*doctree.findall(nodes.math), *doctree.findall(nodes.math_block)]:
        text = re.sub(r"([_^])\{?\\(max|min|lim|log)(?![a-zA-Z])\}?", r"\1{\\text{\2}}", formula.astext())
        if text != formula.astext():
            formula[:] = [nodes.Text(text)]


def start_server(rundir, timeout):
    """Start the process that typesets formulas, and connect to it when it listens.

    The extension connects as soon as the socket exists, which is a moment before anybody listens. Over TCP,
    where it tries again, each formula takes 40 ms, because its length and its text are sent separately and
    the second waits until the first is acknowledged.
    """
    server = sphinxcontrib.katex.KaTeXServer
    path = rundir / "katex.sock"
    process = subprocess.Popen(
        server.build_command(socket=path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=rundir
    )
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(path))
            return process, connection
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            time.sleep(0.01)
    process.kill()
    raise server.timeout_error(timeout)


def keep_punctuation_with_maths(app, doctree):
    """Make the punctuation mark after a formula part of it; otherwise a line might begin with it."""
    for formula in doctree.findall(nodes.math):
        after = formula.next_node(siblings=True, descend=False)
        if isinstance(after, nodes.Text) and after[0] in ",.;:!?)":
            formula[0] = nodes.Text(f"{formula.astext()}\\text{{{after[0]}}}")
            # By its place: two texts that read the same are equal, and `replace` takes the first of them.
            after.parent[formula.parent.index(formula) + 1] = nodes.Text(after[1:])


def keep_brackets_whole(app, doctree):
    """Between brackets a formula in the text may not go on in the next line, where it would after a sign."""
    sized = r"\\(?:[Bb]ig|left|right)"  # braces must not come between \bigl( and \bigr)
    within = rf"(?:(?!{sized})[^(){{}}])*"
    for formula in doctree.findall(nodes.math):
        formula[0] = nodes.Text(re.sub(rf"\(({within}[+-]{within})\)", r"({\1})", formula.astext()))


def write_pages_one_by_one(app, env):
    """All pages share the one process that typesets the formulas."""
    app.parallel = 1
