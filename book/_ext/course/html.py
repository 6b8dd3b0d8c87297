"""HTML as Sphinx writes it, except where screen readers or loading need something better."""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from .pictures import picture

FITS_A_TELEPHONE = 40  # characters of code in a line


def setup(app):
    app.set_translator("html", Translator)


class Translator(HTML5Translator):
    def visit_image(self, node):
        """A figure that a cell draws is there in the colours of both themes."""
        if not node["uri"].endswith(".svg") or "jupyter_execute" not in node["uri"]:
            return super().visit_image(node)
        self.builder.images.pop(node["uri"], None)
        svg = Path(self.builder.srcdir, node["uri"]).read_text("utf-8")
        self.body.append(picture(self.builder.app, svg, escape(node.get("alt", "")), self.builder.imgpath))

    def visit_literal_block(self, node):
        """Code that may be wider than the window is reached with the keyboard, before a script has looked."""
        try:
            super().visit_literal_block(node)
        finally:  # it leaves by an exception
            if max(map(len, node.astext().splitlines()), default=0) > FITS_A_TELEPHONE:
                self.body[-1] = self.body[-1].replace("<pre>", '<pre tabindex="0">', 1)

    def depart_reference(self, node):
        """A link that says more when it is pointed at is followed by what it says."""
        super().depart_reference(node)
        if "explanation" in node:
            self.body.append(f'<span class="explanation" role="tooltip">{node["explanation"]}</span>')

    def visit_entry(self, node):
        """An empty cell in the head of a table is not a header."""
        if node.astext() or not isinstance(node.parent.parent, nodes.thead):
            return super().visit_entry(node)
        node.parent.column += 1  # the writer counts the cells of a row
        self.body.append("<td></td>\n")
        raise nodes.SkipNode

    def visit_citation(self, node):
        """A work in the list of references is a plain paragraph, without ARIA roles."""
        if not isinstance(node.previous_sibling(), nodes.citation):
            self.body.append('<div class="citation-list">\n')
        self.body.append(self.starttag(node, "div", classes=["citation"]))
