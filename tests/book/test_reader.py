"""What a chapter gives its reader to do, and what it must never lack."""

import re
from pathlib import Path

import jupytext
import pytest

from gdcore.practice import NOT_YET

ROOT = Path(__file__).parent.parent.parent
CHAPTERS = sorted((ROOT / "book").glob("[0-9]*.md"))
PRACTICE = re.compile(
    r"^```\{code-cell\} ipython3\n:tags: \[practice\]\n\n(?P<task>.*?)^(?P<check>check\(.*?)^```\n+"
    r'<details class="solution">\n<summary>Solution</summary>\n\n```python\n(?P<solution>.*?)^```$',
    re.DOTALL | re.MULTILINE,
)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_has_something_to_do(chapter):
    """At least three predictions, two cells to fill in, a goal for a demo, and exercises with solutions."""
    text = chapter.read_text("utf-8")
    assert len(re.findall(r"^<gd-quiz prediction\b", text, re.MULTILINE)) >= 3
    assert len(PRACTICE.findall(text)) == len(re.findall(r":tags: \[practice\]", text)) >= 2
    assert "**Goal.**" in text
    solved = chapter.with_name(f"worked_{chapter.name}")
    assert f"]({solved.name})" in text and chapter.name in solved.read_text("utf-8")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_practice_is_not_answered_yet_and_its_solution_is_right(chapter, capsys):
    """With no more than the chapter's first cell of imports and the practice before it."""
    text = chapter.read_text("utf-8")
    cells = [cell.source for cell in jupytext.read(chapter).cells if cell.cell_type == "code"]
    first_cell = next(cell for cell in cells if "from gdcore.practice import check" in cell)
    names = {}
    exec(re.sub(r"^%.*$", "", first_cell, flags=re.MULTILINE), names)
    for task in PRACTICE.finditer(text):
        for code, printed in [(task["task"], NOT_YET), (task["solution"], "Right.")]:
            exec(code + task["check"], names)
            assert capsys.readouterr().out.strip() == printed, code
