"""The page of a problem set shows all of the set: its text, what it gives and draws, and room for answers.

A page has the block `{problem-set} 01_update_rule`, in whose place its release is read, cell by cell. What a
set gives is run for the page like the cells of a chapter. Answers, and the tests that students see, stand
there as code; `book/_live/set.js` makes of them what can be answered and checked, by the data they carry.
"""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.locale import _

ROOT = Path(__file__).parent.parent.parent.parent
PLACE = re.compile(r"^```\{problem-set\} (\w+)\n```$", re.M)
STUB = "# YOUR ANSWER HERE"
# What only makes sense in the notebook: the text of the first cell from here on, and the last cell.
HOW_TO_WORK, HANDING_IN = "**How to work.**", "**Before you hand it in:**"
# Has its size before the script fills it, so that nothing jumps.
BAR = """<div class="set-bar">
<noscript>{}</noscript>
</div>"""
# Checks that an answer is a number, or one of the options: whether it is the right one stays hidden.
FORM = {"check_number", "check_option", "check_options"}
HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
GIVEN = """```{{code-cell}} ipython3
---
tags: [given]
mystnb:
  image:
    alt: "What the code above draws. It prints the numbers as well, or the text has them."
---
{}
```"""

UNANSWERED = """```{{code-cell}} ipython3
:tags: [remove-cell]

{}
```"""


def setup(app):
    app.add_directive("answer", Answer)
    app.add_directive("visible-test", VisibleTest)
    app.connect("source-read", put_in_set)


def put_in_set(app, page, source):
    place = PLACE.search(source[0])
    if not place:
        return
    release = ROOT / f"exercises/{place[1]}/{place[1]}.ipynb"
    app.env.note_dependency(release.relative_to(app.srcdir))
    needs = _("To answer the set on this page, your browser needs JavaScript.")
    text = "\n\n".join([BAR.format(needs), *as_markdown(json.loads(release.read_text("utf-8"))["cells"])])
    source[0] = HEADER + source[0].replace(place[0], text)


def as_markdown(cells):
    """The cells of a release as the text of a page."""
    for i, cell in enumerate(cells):
        text, settings = "".join(cell["source"]), cell["metadata"].get("nbgrader", {})
        name, points = settings.get("grade_id"), settings.get("points", 0)
        if settings.get("solution") and cell["cell_type"] == "markdown":
            yield directive("answer", name, text, fields=[{"kind": "text"}], points=points)
        elif settings.get("solution"):
            yield directive("answer", name, text, fields=fields(text, tests_after(i, cells)), points=points)
            yield UNANSWERED.format(text)  # what is given below may ask for its names
        elif settings.get("grade"):
            decides = not set(re.findall(r"check_\w+", text)) <= FORM
            if points:  # without any it is about the notebook
                yield directive("visible-test", name, text, points=points, decides=decides)
        elif cell["cell_type"] == "code":
            yield GIVEN.format(text)
        elif not text.startswith(HANDING_IN):
            yield without_title(text) if i == 0 else text


def without_title(text):
    """Without the title, which the page has, and what the notebook says of itself."""
    return text.partition("\n")[2].partition(HOW_TO_WORK)[0]


def directive(name, argument, text, **options):
    lines = "".join(f":{option}: {json.dumps(value)}\n" for option, value in options.items())
    return f"````{{{name}}} {argument}\n{lines}\n{text}\n````"


# ---- answers that are a choice, a number or a word have inputs of their own ----


def tests_after(i, cells):
    """The tests of the answer in cell i: those before the next answer."""
    tests = []
    for cell in cells[i + 1 :]:
        settings = cell["metadata"].get("nbgrader", {})
        if settings.get("solution"):
            break
        if settings.get("grade"):
            tests.append("".join(cell["source"]))
    return tests


def fields(source, tests):
    """The inputs for an answer in which names stand for choices, numbers or words; none if it is code.

    Each has the `name` and the `kind`: a "choice" among `options`, "several" of them, a "number" or a "word";
    and the `label` that its comment gives. An answer in words has a single one, of the kind "text".
    """
    found, options_of = [], {}
    for line in source.splitlines():
        if line.strip() in ("", STUB):
            continue
        match = re.fullmatch(r"(\w+) = (None|\"\")(?:\s+# (.*))?", line)
        if not match:
            return None
        name, empty, comment = match[1], match[2], (match[3] or "").partition(";")[0]
        checks = "\n".join(test for test in tests if re.search(rf"\b{name}\b", test))
        asked = re.search(rf"check_option(s?)\({name}, (.+?), [\"']{name}", checks)
        quoted = re.findall(r'"([^"]+)"', comment)
        if empty == '""':
            label = comment.removesuffix(", in quotes")  # which an input does without
            found.append({"name": name, "kind": "word", "label": label})
        elif asked:
            letters = re.fullmatch(r'"(\w+)"', asked[2])
            quoted = [] if asked[1] else quoted  # for several it is an example
            # The comment of one name tells the options of those that are checked in the same way.
            options = quoted or options_of.get(asked[2]) or (list(letters[1]) if letters else None)
            if not options:
                return None
            options_of[asked[2]] = options
            kind, label = ("several", "all that apply") if asked[1] else ("choice", "" if quoted else comment)
            found.append({"name": name, "kind": kind, "options": options, "label": label})
        elif f"check_number({name}," in checks or set(re.findall(r"check_\w+", checks)) == {"check_number"}:
            found.append({"name": name, "kind": "number", "label": comment})
        else:
            return None
    return found


# ---- on the page ----


class CodeForStudents(Directive):
    """Code of a set on its page, inside an element that carries what set.js needs to know."""

    required_arguments = 1
    has_content = True

    def wrapped(self, data, before="", after="", language="ipython3"):
        code = "\n".join(self.content)
        attributes = "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())
        opening = f'<div class="{self.name}" data-id="{self.arguments[0]}"{attributes}>{before}'
        block = nodes.literal_block(code, code, language=language)
        return [
            nodes.raw("", opening, format="html"),
            block,
            nodes.raw("", f"{after}</div>", format="html"),
        ]


class Answer(CodeForStudents):
    """What a student answers: its `fields` as JSON, or null for code, and its `points` if it has no test."""

    option_spec = {"fields": directives.unchanged, "points": directives.unchanged}

    def run(self):
        is_text = '"kind": "text"' in self.options["fields"]
        return self.wrapped(self.options, language="text" if is_text else "ipython3")


class VisibleTest(CodeForStudents):
    """A test: its `points`, and whether it `decides` anything or only looks at the form of an answer."""

    option_spec = {"points": directives.unchanged, "decides": directives.unchanged}

    def run(self):
        summary = f"<summary>{_('The test that you can see')}</summary>"
        return self.wrapped(self.options, f"<details>{summary}", "</details>")
