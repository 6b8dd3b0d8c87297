"""Feedback shows what was handed in, and nothing that was handed in can act."""

import re
from html import unescape

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.server_extensions.formgrader.handlers import template_path
from traitlets.config import PyFileConfigLoader

from grading.feedback import MAX_MARKDOWN, NameTasks, clean, formula, markdown

from .assignment import assignment
from .course import NAME

pytestmark = pytest.mark.slow
ACTS = [
    "<script>top.acted = 1</script>",
    '<img src="x" onerror="top.acted = 1">',
    '<svg onload="top.acted = 1"><script>top.acted = 1</script></svg>',
    "<iframe srcdoc='<script>top.acted = 1</script>'></iframe>",
    '<iframe src="http://elsewhere.test/"></iframe>',
    '<object data="http://elsewhere.test/x.svg"></object>',
    '<link rel="stylesheet" href="http://elsewhere.test/x.css">',
    '<style>@import "http://elsewhere.test/x.css"; body { display: none }</style>',
    '<p style="background: url(http://elsewhere.test/x.png)">x</p>',
    '<img src="http://elsewhere.test/x.png" srcset="http://elsewhere.test/y.png 2x">',
    "![x](http://elsewhere.test/x.png)",
    '<video autoplay src="http://elsewhere.test/x.mp4"></video>',
    '<meta http-equiv="refresh" content="0; url=http://elsewhere.test/">',
    '<base href="http://elsewhere.test/">',
    '<form action="http://elsewhere.test/"><button autofocus onfocus="top.acted = 1">x</button></form>',
    '<details open ontoggle="top.acted = 1">x</details>',
    '<a href="javascript:top.acted = 1">click</a>',
    '<a href="data:text/html,<script>top.acted = 1</script>">click</a>',
    "[click](javascript:top.acted=1)",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "$\\href{javascript:top.acted=1}{x}$",
    "$\\text{<img src=x onerror=top.acted=1>}$",
    '$\\style{background: url("http://elsewhere.test/x.png")}{x}$',
    '<a title="$\\text{" onmouseover="top.acted = 1}$">x</a>',
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=top.acted=1&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=top.acted=1>'>",
    "<noscript><p title='</noscript><img src=x onerror=top.acted=1>'>",
    "```\n</pre><script>top.acted = 1</script>\n```",
    "```<script>top.acted=1</script>\nx\n```",
]
CHANNELS = {
    "markdown": lambda text: new_markdown_cell(text),
    "html": lambda text: new_code_cell(f"from IPython.display import HTML, display\ndisplay(HTML({text!r}))"),
    "markdown-output": lambda text: new_code_cell(
        f"from IPython.display import Markdown, display\ndisplay(Markdown({text!r}))"
    ),
    "svg": lambda text: new_code_cell(
        f"from IPython.display import SVG, display\ndisplay({{'image/svg+xml': {svg(text)!r}}}, raw=True)"
    ),
    "text": lambda text: new_code_cell(f"print({text!r})\nraise ValueError({text!r})"),
    "source": lambda text: new_code_cell(f"# {text}"),
}
ACTIVE = (
    "script, iframe, object, embed, form, link, base, video, mglyph, "
    "[style*=url], [href^='javascript'], [href^='data']"
)
LEAKY = """
def square(x):
    print("called with", x)
    return np.where(x < 0, x, x * x) if np.ndim(x) else x * x
"""
PICTURE = """
from IPython.display import display
display({'image/png': '"><script>top.acted = 1</script>'}, raw=True)
"""
MATHS = r"""Inline $\eta$, and

$$\frac{1}{2} \lVert g \rVert^2$$

\begin{equation}w = \sqrt v\end{equation}
"""


def svg(text):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>'


@pytest.fixture(scope="module")
def course(new_course):
    course = new_course()
    for channel, cell in CHANNELS.items():
        notebook = assignment()
        notebook.cells += [cell(text) for text in ACTS]
        course.hand_in(channel, notebook)
    course.hand_in("leaky", assignment(square=LEAKY, number="number = 41"))
    course.hand_in("picture", assignment(number=PICTURE))
    course.nbgrader("autograde", NAME)
    course.nbgrader("generate_feedback", NAME)
    return course


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_that_was_handed_in_acts(course, page, channel):
    page.goto(course.feedback(channel).as_uri())
    assert page.locator("section").count() > len(ACTS)
    for link in page.locator("summary, a:not([href^='#'])").all():
        link.click()
    assert page.evaluate("window.acted") is None
    assert page.evaluate(f"document.querySelectorAll({ACTIVE!r}).length") == 0
    attributes = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())"
    )
    assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_formgrader_shows_nothing_that_acts(course, page, channel):
    """Its pages have scripts of their own, with the instructor's rights: cleaning has to keep others out."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.folder)).load_config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [template_path]
    shown, _ = HTMLExporter(config=config).from_filename(
        course.autograded(channel), {"nbgrader": {}, "index": 0, "total": 1}
    )
    _, found, notebook = shown.partition('id="notebook"')
    page.set_content("<div " + found + notebook)
    assert page.locator(".cell").count() > len(ACTS)
    assert page.evaluate("window.acted") is None
    assert page.evaluate(f"document.querySelectorAll({ACTIVE!r}).length") == 0


def test_a_picture_that_is_none_ends_no_attribute(course):
    page = course.feedback("picture").read_text()
    assert "data:image/png" in page and "<script" not in page


def test_hidden_tests_stay_hidden(course):
    """In square-values the visible part uses 3.0, the hidden part 1.5; the message of `check` is shown."""
    seen = text_of(course.feedback("leaky"))
    assert "in a test that is not shown" in seen
    assert "expected [2.25 4.  ], got [ 2.25 -2.  ]" in seen
    assert not re.search(r"HIDDEN|called with [-\d\[]|-11|121|np.array\(\[1.5|number == 42", seen)
    assert "(What is printed during hidden tests is not shown.)" in seen
    assert "called with -11" in course.autograded("leaky").read_text(), "instructors see it"


def test_a_page_loads_nothing_and_sets_maths_by_itself(page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><meta charset='utf-8'>{markdown(MATHS)}")
    page.goto(path.as_uri())
    assert page.locator("math").count() == 3
    assert (
        page.locator("mfrac").bounding_box()["height"]
        > 1.3 * page.locator("mi").first.bounding_box()["height"]
    )


@pytest.mark.parametrize(
    "text", ["[" * 9000, "$" + "{" * 400 + "$", "x" * (MAX_MARKDOWN + 1), "\\begin{a}" * 1000]
)
def test_what_cannot_be_set_is_shown_as_it_was_typed(text):
    assert unescape(re.sub("<[^>]*>", "", markdown(text))).strip() in (text, text.strip("$"))


def test_macros_are_not_expanded():
    assert formula(r"\def\a{xx}\def\b{\a\a}\b", "inline").startswith("<code>")


def test_long_html_is_shown_as_text():
    assert clean("<div>" * 20_000).startswith("<pre>&lt;div&gt;")


def text_of(path):
    return unescape(re.sub("<[^>]*>", "", path.read_text()))


def test_points_stand_under_the_heading_and_the_part_of_their_task():
    texts = [
        "# Set", "Read.\n\n## Task 1: a", None, "**1a (2 points).** More of it.", None,
        "## Mine\n\n**9z (", None, "## Task 2: b", None,
    ]  # fmt: skip
    notebook = new_notebook(cells=[new_markdown_cell(text) if text else new_code_cell() for text in texts])
    notebook.cells[5].metadata.nbgrader = {"solution": True}  # what a student writes is no heading
    NameTasks().preprocess(notebook, {})
    tests = [cell.metadata for cell in notebook.cells if cell.cell_type == "code"]
    assert [(test.heading, test.part) for test in tests] == [
        ("Task 1: a", ""),
        ("Task 1: a", "1a"),
        ("Task 1: a", "1a"),
        ("Task 2: b", ""),
    ]


def test_a_message_is_in_view_and_its_test_folded(course, page):
    page.goto(course.feedback("leaky").as_uri())
    test = page.locator("section", has=page.locator(".error")).first
    assert test.locator(".error").is_visible() and not test.locator(".highlight").is_visible()
    test.get_by_text("What is tested").click()
    assert test.locator(".highlight").is_visible()
