"""Feedback shows what was handed in, and nothing that was handed in can act."""

import re

import pytest
from assignment import NUMBER_TEST, SQUARE, assignment
from conftest import NAME
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading.feedback import MAX_MARKDOWN, clean, formula, markdown

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
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=top.acted=1&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=top.acted=1>'>",
    "<noscript><p title='</noscript><img src=x onerror=top.acted=1>'>",
    "```\n</pre><script>top.acted = 1</script>\n```",
    "```<script>top.acted=1</script>\nx\n```",
]
CHANNELS = {
    "markdown": lambda text: new_markdown_cell(text),
    "html": lambda text: new_code_cell(f"from IPython.display import HTML, display\ndisplay(HTML({text!r}))"),
    "markdown output": lambda text: new_code_cell(f"from IPython.display import Markdown, display\ndisplay(Markdown({text!r}))"),
    "svg": lambda text: new_code_cell(f"from IPython.display import SVG, display\ndisplay({{'image/svg+xml': {svg(text)!r}}}, raw=True)"),
    "text": lambda text: new_code_cell(f"print({text!r})\nraise ValueError({text!r})"),
    "png": lambda text: new_code_cell(f"from IPython.display import display\ndisplay({{'image/png': {quoted(text)!r}}}, raw=True)"),
    "source": lambda text: new_code_cell(f"# {text}"),
}
LEAKY = """
def square(x):
    print("called with", x)
    return x * x if np.ndim(x) or x > 0 else x
"""


def svg(text):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>'


def quoted(text):
    return f'"> {text}'


@pytest.fixture(scope="module")
def course(new_course):
    source = assignment()
    source.cells[-1].source = f"print('number is 42?')\n{NUMBER_TEST}"
    course = new_course(source)
    for channel, cell in CHANNELS.items():
        notebook = assignment()
        notebook.cells += [cell(text) for text in ACTS]
        course.hand_in(channel.replace(" ", "-"), notebook)
    course.hand_in("leaky", assignment(square=LEAKY, number="number = 41"))
    deep = assignment(square=SQUARE + "    # $x$")
    deep.cells += [new_markdown_cell(text) for text in (">" * 9000, "[" * 9000, "$" + "{" * 400 + "$", "<b>" * 3000, "x" * 10**6)]
    course.hand_in("deep", deep)
    course.nbgrader("autograde", NAME)
    course.nbgrader("generate_feedback", NAME)
    return course


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_that_was_handed_in_acts(course, page, channel):
    page.goto(course.feedback(channel.replace(" ", "-")).as_uri())
    for summary in page.query_selector_all("summary, a[href^='javascript'], a[href^='data']"):
        summary.click()
    assert page.evaluate("window.acted") is None
    assert page.evaluate("document.querySelectorAll('script, iframe, object, embed, form, link, base, video, [style*=url]').length") == 0
    attributes = page.evaluate("[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())")
    assert not [name for name in attributes if name.startswith("on")]
    assert page.locator("section").count() >= len(ACTS)
