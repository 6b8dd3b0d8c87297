"""What students get back: their notebook with marks, messages and comments, as a page that can do nothing.

What was handed in is somebody's text, and may be anything. `markdown` and `clean` turn it into HTML that
neither runs nor loads anything. nbgrader_config.py puts them in the place of nbconvert's own, so that they
hold for the formgrader, too, where a script would act with the instructor's rights.
"""

import html
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import nh3
from latex2mathml.converter import convert
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_output
from nbgrader import preprocessors
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool
from traitlets.config import Config

from grading.by_hand import MARKING
from grading.isolation.restore import released

TEMPLATES = Path(__file__).parent / "templates"
# What is longer than this is shown as it was typed, because somebody may have written it to take long.
MAX_HTML = 50_000
MAX_MARKDOWN = 10_000
MAX_FORMULA = 500

_TEXT = """a abbr b blockquote br code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th
    thead tr u ul var""".split()
_MATHS = """math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup
    msup mtable mtd mtext mtr munder munderover""".split()
_MATHS_ATTRIBUTES = """accent columnalign display displaystyle fence linebreak linethickness mathvariant
    maxsize minsize notation scriptlevel separator stretchy width""".split()
ATTRIBUTES = {tag: set(_MATHS_ATTRIBUTES) for tag in _MATHS} | {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# A link is followed only if somebody wants to; a picture would be fetched at once.
ADDRESSES = {
    "href": re.compile(r"(https?://|mailto:|#)"),
    "src": re.compile(r"data:image/(png|jpeg|gif);base64,"),
}


def clean(text: str) -> str:
    """HTML, which may be anything, without what runs or loads.

    >>> clean('<b onclick="steal()">Fine</b><script>steal()</script><img src="https://elsewhere/">')
    '<b>Fine</b><img>'
    """
    if len(text) > MAX_HTML:
        return as_typed(text)
    return nh3.clean(
        text,
        tags={*_TEXT, *_MATHS},
        attributes=ATTRIBUTES,
        attribute_filter=_harmless,
        url_schemes={"data", "http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    pattern = ADDRESSES.get(attribute)
    return value if pattern is None or pattern.match(value) else None


def markdown(text: str) -> str:
    """Markdown, which may be anything, as harmless HTML; formulas as MathML, which browsers can typeset.

    >>> markdown("*Fine* [click](javascript:steal())")
    '<p><em>Fine</em> <a rel="noopener noreferrer">click</a></p>\\n'
    """
    if len(text) <= MAX_MARKDOWN:
        with suppress(Exception):  # nested too deeply, say
            return clean(
                MarkdownWithMath(renderer=_Renderer(escape=False, exclude_anchor_links=True)).render(text)
            )
    return as_typed(text)


def as_typed(text: str) -> str:
    return f"<pre>{html.escape(text)}</pre>"


class _Renderer(IPythonRenderer):
    def inline_math(self, body):
        return formula(body, "inline")

    def block_math(self, body):
        return formula(body, "block")

    def latex_environment(self, name, body):
        return formula(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


@lru_cache(maxsize=1000)  # an assignment's own formulas are in every student's notebook
def formula(tex: str, display: str) -> str:
    # Macros could make a short formula grow without end.
    if len(tex) <= MAX_FORMULA and not re.search(r"\\(def|newcommand)", tex):
        with suppress(Exception):
            return convert(tex, display=display)
    return f"<code>{html.escape(tex)}</code>"


class HideHiddenTests(Preprocessor):
    """Reduces a test with a hidden part to what students saw of it, and the message.

    What their code printed meanwhile is left out as well, because it can tell what the hidden part gave it.
    """

    enabled = Bool(True).tag(config=True)

    def preprocess_cell(self, cell, resources, cell_index):
        visible = released(cell.source)
        if is_grade(cell) and cell.cell_type == "code" and visible != cell.source:
            cell.source = visible
            messages = [output for output in cell.outputs if output.output_type == "error"]
            if len(messages) < len(cell.outputs):
                messages.insert(
                    0, new_output("stream", text="(What is printed during hidden tests is not shown.)")
                )
            cell.outputs = messages
        return cell, resources


class LeaveOutMarking(Preprocessor):
    """Leaves out the cells with model answers: somebody may still be at work on the same question."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb, resources):
        nb.cells = [cell for cell in nb.cells if not cell.get("id", "").startswith(MARKING)]
        return nb, resources


class GetGrades(preprocessors.GetGrades):
    """nbgrader's own gives zero points for what nobody has marked yet; here these are None."""

    def _get_score(self, cell, resources):
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata.nbgrader.grade_id, self.notebook_id, self.assignment_id, self.student_id
        )
        if grade.auto_score is None and grade.manual_score is None:
            cell.metadata.nbgrader["score"] = None
            still = resources["nbgrader"].get("still_to_mark", 0)
            resources["nbgrader"]["still_to_mark"] = still + grade.max_score


class NameTasks(Preprocessor):
    """Notes with each cell the heading and the part ("4b") above it, by which students know their tasks."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb, resources):
        heading = part = ""
        for cell in nb.cells:
            if cell.cell_type == "markdown" and not is_solution(cell):
                if headings := re.findall(r"^#+ +(.+)$", cell.source, re.MULTILINE):
                    heading, part = headings[-1], ""
                if parts := re.findall(r"^\*\*(\d+[a-z]) \(", cell.source, re.MULTILINE):
                    part = parts[-1]
            cell.metadata |= {"heading": heading, "part": part}
        return nb, resources


class FeedbackExporter(HTMLExporter):
    """Writes the page by templates/marked_notebook, whichever template the formgrader has set."""

    @property
    def default_config(self):
        own = {
            "template_name": "marked_notebook",
            "template_file": "index.html.j2",
            "extra_template_basedirs": [str(TEMPLATES)],
            "extra_template_paths": [str(TEMPLATES)],
        }
        return Config(super().default_config, FeedbackExporter=own)
