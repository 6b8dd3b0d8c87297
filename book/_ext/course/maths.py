"""Formulas are typeset during the build, by Node."""

import re

import sphinxcontrib.katex
from docutils import nodes

from .node import NODE


def setup(app):
    sphinxcontrib.katex.NODEJS_BINARY = NODE
    sphinxcontrib.katex.STARTUP_TIMEOUT = 60  # seconds: on a busy machine 5 are too few
    # Over TCP as on Windows: a Unix socket exists a moment before the server listens, and a connection
    # that is refused in between fails and leaves the server running.
    server = sphinxcontrib.katex.KaTeXServer
    server.start_server_process = server.start_network_socket
    app.connect("doctree-read", write_names_below_as_text)
    app.connect("doctree-read", keep_punctuation_with_maths)
    app.connect("env-updated", write_pages_one_by_one)


def write_names_below_as_text(app, doctree):
    r"""In T_{\max} the name is no function of anything; as one it would have a child too many in MathML."""
    for formula in [*doctree.findall(nodes.math), *doctree.findall(nodes.math_block)]:
        text = re.sub(r"([_^])\{?\\(max|min|lim|log)(?![a-zA-Z])\}?", r"\1{\\text{\2}}", formula.astext())
        if text != formula.astext():
            formula[:] = [nodes.Text(text)]


def keep_punctuation_with_maths(app, doctree):
    """Make the punctuation mark after a formula part of it; otherwise a line might begin with it."""
    for formula in doctree.findall(nodes.math):
        after = formula.next_node(siblings=True, descend=False)
        if isinstance(after, nodes.Text) and after[0] in ",.;:!?)":
            formula[0] = nodes.Text(f"{formula.astext()}\\text{{{after[0]}}}")
            # By its place: two texts that read the same are equal, and `replace` takes the first of them.
            after.parent[formula.parent.index(formula) + 1] = nodes.Text(after[1:])


def write_pages_one_by_one(app, env):
    """All pages share the one process that typesets the formulas."""
    app.parallel = 1
