"""The role {checked}`test_name`: a link from a claim to the test that checks it.

On the page it is a small tick, which says when it is pointed at what the first paragraph of the test's
docstring says. The test's file becomes a page of the site.
"""

import ast
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

FILES = ("tests/gdcore/test_*.py", "tests/book/statements/test_*.py")


class Test(NamedTuple):
    path: str
    first: int  # lines, from 1, decorators included
    last: int
    claim: str

    @property
    def page(self):
        return f"checked/{Path(self.path).stem}"


def setup(app):
    app.add_role("checked", Checked())
    app.connect("html-collect-pages", pages_of_tests)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@cache
def find_tests(root):
    """The tests that a mark may name."""
    tests = {}
    for path in sorted(path for pattern in FILES for path in Path(root).glob(pattern)):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                if node.name in tests:
                    raise ValueError(
                        f"{tests[node.name].path} and {path} both have a {node.name}: rename one"
                    )
                first = min(part.lineno for part in [node, *node.decorator_list])
                docstring = ast.get_docstring(node) or node.name.replace("_", " ")
                claim = " ".join(docstring.partition("\n\n")[0].split())
                tests[node.name] = Test(path.relative_to(root).as_posix(), first, node.end_lineno, claim)
    return tests


class Checked(SphinxRole):
    def run(self):
        test = find_tests(self.env.srcdir).get(self.text)
        if not test:
            logging.getLogger(__name__).warning(
                "no test is called %r: one on the engine belongs in tests/gdcore, any other in %s",
                self.text,
                "tests/book/statements",
                location=self.get_location(),
            )
            return [], []
        # A page depends on the files of its tests: when one changes, its claims are read again.
        self.env.note_dependency(test.path)
        page = relative_uri(f"{self.env.docname}.html", f"{test.page}.html")
        link = nodes.reference("", "checked", refuri=f"{page}#{self.text}", classes=["checked"])
        link["explanation"] = _("Checked by a test: %s") % escape(test.claim)
        return [link], []


def pages_of_tests(app):
    """Make a page of each file with a test that the book names; every test is an anchor on it."""
    named = set().union(*app.env.dependencies.values())
    tests = find_tests(app.srcdir)
    for path in sorted({test.path for test in tests.values()} & named):
        source = Path(app.srcdir, path).read_text(encoding="utf-8")
        start, pre, code = app.builder.highlighter.highlight_block(source, "python").partition("<pre>")
        lines = code.splitlines()  # at the end of a line Pygments leaves no element open
        for name, test in tests.items():
            if test.path == path:
                lines[test.first - 1] = f'<span class="test" id="{name}">{lines[test.first - 1]}'
                lines[test.last - 1] += "</span>"
                page = test.page
        body = (
            f'<h1>{escape(path)}</h1><div class="tests highlight-python notranslate">{start}{pre}'
            + "\n".join(lines)
            + "</div>"
        )
        yield page, {"title": escape(path), "body": body}, "page.html"
