"""What carries a reader: predictions with an answer, figures that say what to see, an honest reading time."""

import re
from pathlib import Path

from docutils import nodes
from docutils.utils import smartquotes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

# The pace of somebody who follows: prose, lines of code and displayed formulas to a minute, and minutes for
# a demo and a question. They were chosen for a reader with pencil and paper, not measured.
WORDS, LINES, FORMULAS = 200, 15, 4
DEMO, QUESTION = 2, 0.75

# The first word of what is folded tells its kind; a misconception is quoted, as something that people say.
KINDS = {
    "Proof": "proof",
    "Answer": "answer",
    "Discussion": "answer",
    "Solution": "answer",
    '"': "misconception",
}
FOLDED = re.compile(r'<details>(?=\s*<summary>(\w+|"))')

LOGGER = logging.getLogger(__name__)
PREDICTION = re.compile(
    r"<gd-quiz\b[^>]*\bprediction\b[^>]*>(.*?)</gd-quiz>(.*?)(?=^#|^<gd-quiz|\Z)", re.DOTALL | re.M
)


class reading_time(nodes.inline):
    """Where a page's reading time will stand, once all pages have been read."""


class ReadingTime(SphinxRole):
    """{minutes}`01_update_rule`: the reading time of that page; {minutes}`all`: that of all chapters."""

    def run(self):
        return [reading_time("", "", page=f"book/{self.text}", line=self.lineno)], []


def setup(app):
    app.add_node(reading_time)
    app.add_transform(TellKindsApart)
    app.add_role("minutes", ReadingTime())
    app.connect("doctree-resolved", write_reading_times)
    app.connect("source-read", check_predictions)
    app.connect("doctree-read", check_figures)
    app.connect("doctree-read", measure_reading_time)
    app.connect("doctree-read", curl_quotes)


def check_predictions(app, page, source):
    """A prediction has its right answer, and a cell after it that shows it."""
    [text] = source
    for prediction in PREDICTION.finditer(text):
        question, what_follows = prediction.groups()
        line = text.count("\n", 0, prediction.start()) + 1
        if '<details class="right">' not in question:
            LOGGER.warning(
                'a prediction without a right answer, <details class="right">', location=(page, line)
            )
        if "{code-cell}" not in what_follows:
            LOGGER.warning("a prediction that no cell of its section answers", location=(page, line))


def check_figures(app, doctree):
    """A picture that a cell draws has words for those who do not see it, and, in a chapter, a caption."""
    for cell in doctree.findall(is_cell):
        for picture in cell.findall(nodes.image):
            if not picture.get("alt"):
                LOGGER.warning("a figure without its alternative text (mystnb: image: alt)", location=cell)
            if not any(cell.findall(nodes.caption)) and "tag_given" not in cell["classes"]:
                LOGGER.warning("a figure without its caption (mystnb: figure: caption)", location=cell)


def is_cell(node):
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


class TellKindsApart(SphinxTransform):
    """A proof that may be skipped looks different from an answer to try first."""

    default_priority = 8  # before a translation, which has other words

    def apply(self):
        for html in self.document.findall(nodes.raw):
            html[:] = [nodes.Text(FOLDED.sub(with_kind, html.astext()))]


def with_kind(opening):
    kind = KINDS.get(opening[1])
    return f'<details class="{kind}">' if kind else opening[0]


def curl_quotes(app, doctree):
    """HTML in a page has the quotes of the text around it."""
    for html in doctree.findall(nodes.raw):
        if "<summary" in html.astext() or "<p" in html.astext():
            parts = re.split("(<[^>]*>)", html.astext())
            tokens = [("tag" if part.startswith("<") else "plain", part) for part in parts]
            html[:] = [nodes.Text("".join(smartquotes.educate_tokens(tokens, attr="q", language="en")))]


def measure_reading_time(app, doctree):
    """Minutes for a page that has cells, for the line above its title."""
    text = Path(app.env.doc2path(app.env.docname)).read_text("utf-8")
    if "{code-cell}" not in text:
        return
    words = sum(len(part.astext().split()) for part in doctree.findall(nodes.paragraph))
    code = [block for block in doctree.findall(nodes.literal_block) if is_open(block)]
    lines = sum(block.astext().count("\n") + 1 for block in code)
    formulas = sum(1 for _ in doctree.findall(nodes.math_block))
    demos = len(re.findall(r"^(?:demo = )?\w+Demo\(", text, re.M))
    questions = text.count("<gd-quiz")
    minutes = words / WORDS + lines / LINES + formulas / FORMULAS + DEMO * demos + QUESTION * questions
    app.env.metadata[app.env.docname]["minutes"] = 5 * max(1, round(minutes / 5))


def write_reading_times(app, doctree, page):
    for place in list(doctree.findall(reading_time)):
        if place["page"] == "book/all":
            numbered = [chapter for chapter, number in app.env.toc_secnumbers.items() if number]
            time = sum(app.env.metadata[chapter].get("minutes", 0) for chapter in numbered)
            place.replace_self(nodes.Text(_("about %s hours") % round(time / 60)))
            continue
        time = app.env.metadata.get(place["page"], {}).get("minutes")
        if time is None:
            where = (page, place["line"])
            # Of the kind of a link that leads nowhere, as where a page is built without the others.
            LOGGER.warning(
                "no page with a reading time: %r", place["page"], location=where, type="ref", subtype="doc"
            )
        place.replace_self(nodes.Text(_("%s minutes") % time))


def is_open(block):
    """Whether it is code that is read: neither what a cell printed nor what is folded."""
    while block := block.parent:
        if block.get("nb_element") == "cell_code_output" or "hide" in block.get("hide_mode", ""):
            return False
    return True
