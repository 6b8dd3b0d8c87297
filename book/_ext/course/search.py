"""What the search knows: each section of the book with its words, in one script that pages load on demand.

A section ends where the next heading begins. Formulas become the words and signs that a reader would type.
"""

import json
import re
from html import unescape
from pathlib import Path
from textwrap import shorten

from docutils import nodes
from sphinx import addnodes

SCRIPT = "_static/search-index.js"
# Pages that carry an explanation weigh more than those that apply it.
WEIGHTS = {
    "book/set_": 0.5,
    "book/worked_": 0.5,
    "book/glossary": 1.15,
    "book/proofs": 0.7,
    "book/benchmarks": 0.6,
    "book/experiments": 0.7,
    "book/demos": 0.7,
    "book/about": 0.4,
    "book/references": 0.4,
    "book/instructors": 0.7,
}
GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega "
    "Gamma Delta Theta Lambda Sigma Phi Psi Omega"
).split()
SIGNS = dict(zip(GREEK, "αβγδεζηθκλμνξπρστφχψωΓΔΘΛΣΦΨΩ")) | {
    "varepsilon": "ε", "ell": "ℓ", "nabla": "∇", "partial": "∂", "sqrt": "√", "sum": "∑", "infty": "∞",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "approx": "≈", "in": "∈", "to": "→",
    "cdot": "·", "times": "×", "pm": "±", "lVert": "‖", "rVert": "‖", "dots": "…", "ldots": "…", "cdots": "…",
}  # fmt: skip
# The ends of a chapter say again what its sections have explained.
ENDS = {"Check yourself": 0.6, "To think about": 0.6, "Misconceptions": 0.8, "Where frameworks differ": 0.8,
        "Exercises": 0.5, "Summary": 0.7, "Further reading": 0.5}  # fmt: skip
BRIEF = 300  # characters of a section that weighs little
RAISED = dict(zip("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"))
FRACTION = r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}"
KEY = r"([a-z]+)(\d{4})"  # of the bibliography


def setup(app):
    app.connect("env-updated", write_index)


def write_index(app, env):
    """Once all pages are read, and before any is written, because each names the version of the script."""
    sections = [
        section for page in pages_in_order(app, env) for section in sections_of(page, env.get_doctree(page))
    ]
    text = json.dumps(sections, ensure_ascii=False, separators=(",", ":"))
    script = Path(app.outdir, SCRIPT)
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(f"window.searchIndex={text}\n", encoding="utf-8")


def pages_in_order(app, env):
    root = app.config.root_doc
    return [root, *env.toctree_includes.get(root, [])]


def sections_of(page, doctree):
    """Each section, as address, path of titles, terms that it explains, words and weight."""
    title = plain(doctree.next_node(nodes.title))
    weight = next((weight for start, weight in WEIGHTS.items() if page.startswith(start)), 1)
    for section in doctree.findall(nodes.section):
        path, above = [], section
        while isinstance(above, nodes.section):
            path.insert(0, plain(above.next_node(nodes.title)))
            above = above.parent
        is_page = len(path) == 1
        words = " ".join(" ".join(own_words(section)).split())
        end = ENDS.get(path[-1], 1)
        if words or is_page:
            yield {
                "url": f"{page}.html" if is_page else f"{page}.html#{section['ids'][0]}",
                "page": title,
                "path": path[1:],
                "terms": " ".join(terms_in(section)),
                "text": words if weight * end > 0.6 else shorten(words, BRIEF, placeholder=" …"),
                "weight": round(weight * end, 2),
            }
        yield from terms_of(page, title, section)


def terms_in(section):
    """What a section prints in bold or takes from the glossary."""
    for child in section.children:
        if not isinstance(child, nodes.section):
            yield from (bold.astext() for bold in child.findall(nodes.strong))
            yield from (term.astext() for term in child.findall(is_term))


def is_term(node):
    return isinstance(node, addnodes.pending_xref) and node["reftype"] == "term"


def terms_of(page, title, section):
    """The entries of a glossary, each a place of its own."""
    for item in section.findall(nodes.definition_list_item):
        if item.parent.parent.parent is section and item.next_node(nodes.term)["ids"]:
            term, meaning = item.next_node(nodes.term), item.next_node(nodes.definition)
            yield {
                "url": f"{page}.html#{term['ids'][0]}",
                "page": title,
                "path": [plain(term)],
                "terms": "",
                "text": plain(meaning),
                "weight": 1.15,
            }


def own_words(section):
    """The words of a section without its title and its subsections, and without code and what it prints."""
    for child in section.children:
        if isinstance(child, (nodes.section, nodes.title)) or "glossary" in child.get("classes", []):
            continue
        yield plain(child)


def plain(node):
    """The words of a node."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, (nodes.literal_block, nodes.comment, nodes.target)):
        return ""
    if isinstance(node, (nodes.math, nodes.math_block)):
        return f" {formula(node.astext())} " if isinstance(node, nodes.math_block) else formula(node.astext())
    if isinstance(node, nodes.reference) and "checked" in node["classes"]:
        return ""
    if isinstance(node, addnodes.pending_xref) and node["refdomain"] == "cite":
        return " and ".join(f"{author.title()} {year}" for author, year in re.findall(KEY, node.astext()))
    if isinstance(node, nodes.raw):
        return unescape(re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", node.astext(), flags=re.DOTALL))
    if isinstance(node, nodes.container) and node.get("nb_element") == "cell_code":
        alternatives = [picture.get("alt", "") for picture in node.findall(nodes.image)]
        return " ".join([*(plain(caption) for caption in node.findall(nodes.caption)), *alternatives])
    inline = isinstance(node, (nodes.TextElement, nodes.Inline))
    return ("" if inline else " ").join(plain(child) for child in node.children)


def formula(latex):
    r"""A formula as one would type it.

    >>> formula(r"\eta = \frac{2}{\mu + L}"), formula(r"\sqrt{\kappa}\,\lVert w\rVert^2"), formula(r"w_{t+1}")
    ('η = 2/(μ + L)', '√κ‖w‖²', 'w_t+1')
    """
    text = re.sub(
        r"\\(begin|end|label|tag)\{[^}]*\}|\\[,;:!]|\\(left|right|[bB]ig+[lr]?)(?![a-zA-Z])", "", latex
    )
    text = re.sub(r"\\[td]?frac(\d)(\d)", r"\1/\2", text)
    while (shorter := re.sub(FRACTION, lambda part: over(*part.groups()), text)) != text:
        text = shorter
    text = re.sub(r"\\(?:operatorname|mathrm|mathbf|mathbb|text|mathcal)\*?\{([^{}]*)\}", r" \1 ", text)
    text = re.sub(r"\\([a-zA-Z]+)(?: (?=[a-zA-Z\\]))?", lambda name: SIGNS.get(name[1], f" {name[1]} "), text)
    text = re.sub(r"\^\{?([0-9+\-n]+)\}?", lambda power: "".join(RAISED[sign] for sign in power[1]), text)
    text = re.sub(r"√\{([^{}]{2,})\}", r"√(\1)", text)
    return " ".join(re.sub(r"[{}&\\]", "", text).split()).replace("_ ", "_")


def over(above, below):
    def in_brackets(part):
        return f"({part.strip()})" if re.search(r"[+\-\s]", part.strip()) else part.strip()

    return f"{in_brackets(above)}/{in_brackets(below)}"
