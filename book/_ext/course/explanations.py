"""What a term means, a mark stands for or a citation cites, shown where a pointer or the focus rests.

A link that has an `explanation`, which is HTML, is followed by it; the style sheet shows it on demand.
"""

from functools import cache
from html import escape

from docutils import nodes
from sphinx import addnodes

GLOSSARY = "book/glossary"
REFERENCES = "references.html"


def setup(app):
    app.connect("doctree-read", depend_on_the_glossary)
    app.connect("doctree-read", keep_marks_with_their_claims)
    app.connect("doctree-resolved", explain_terms)


def depend_on_the_glossary(app, doctree):
    """A page that uses a term is written again when the glossary changes."""
    if any(link["reftype"] == "term" for link in doctree.findall(addnodes.pending_xref)):
        app.env.note_dependency(f"{GLOSSARY}.md")


def keep_marks_with_their_claims(app, doctree):
    """A mark never stands alone at the beginning of a line."""
    for mark in doctree.findall(nodes.reference):
        before = mark.parent.index(mark) - 1
        if "checked" in mark["classes"] and before >= 0 and isinstance(mark.parent[before], nodes.Text):
            mark.parent[before] = nodes.Text(mark.parent[before].rstrip() + "\N{NO-BREAK SPACE}")


def explain_terms(app, doctree, page):
    """Give each link to the glossary the definition that it leads to, and each citation its work."""
    if app.builder.format != "html":
        return
    for link in doctree.findall(nodes.reference):
        if "reftitle" in link and f"{REFERENCES}#" in link.get("refuri", ""):
            link["classes"].append("cited")
            link["explanation"] = escape(link.attributes.pop("reftitle"))
        if any("std-term" in part["classes"] for part in link.findall(nodes.inline)):
            link["classes"].append("term")
            link["explanation"] = definitions_of(app)[link["refuri"].partition("#")[2]]


@cache
def definitions_of(app):
    """The definition of each term of the glossary as HTML, by the term's anchor."""
    return {
        anchor: inline_html(app, item.next_node(nodes.definition))
        for item in app.env.get_doctree(GLOSSARY).findall(nodes.definition_list_item)
        for term in item.findall(nodes.term)
        for anchor in term["ids"]
    }


def inline_html(app, definition):
    """The first paragraph as HTML that may stand inside another; its links are their words."""
    paragraph = definition.next_node(nodes.paragraph).deepcopy()
    for link in list(paragraph.findall(lambda node: node.tagname in ("reference", "pending_xref"))):
        link.replace_self(nodes.inline("", link.astext()))
    return app.builder.render_partial(nodes.inline("", "", *paragraph.children))["fragment"]
