"""What instructors are told of common mistakes is what the tests are called, and what they say."""

import re
from pathlib import Path

import pytest

from gdcore.curves import DIFFERENCES

from .conftest import PROBLEM_SETS

PAGE = Path(__file__).parent.parent.parent / "solutions" / "common_mistakes.md"
SECTIONS = dict(re.findall(r"^## Set (\d): .*?$(.*?)(?=^## |\Z)", PAGE.read_text(), re.DOTALL | re.MULTILINE))
ROW = re.compile(r"^\| ([^|]*) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


@pytest.mark.parametrize("number", SECTIONS)
def test_names_and_quotations_are_those_of_the_set(number):
    (problem_set,) = [each for name, each in PROBLEM_SETS.items() if name.startswith(f"0{number}")]
    texts = one_line("\n".join([*(cell.source for cell in problem_set.source.cells), *DIFFERENCES.values()]))
    tasks = set()
    for task, names, mistake, _ in ROW.findall(SECTIONS[number])[1:]:
        tasks |= set(re.findall(r"^\d+", task))
        for name in re.findall(r"`([a-z]\w*[-\w]*)`", names):
            assert name in problem_set.points_of_all, name
        for words in re.findall(r'"([^"]*)"', mistake) if "-" in names else []:
            for part in re.split(r" ?\.\.\. ?", words):
                assert one_line(part) in texts, part
    assert tasks == set(re.findall(r"^## Task (\d+)", all_text(problem_set), re.MULTILINE))


def one_line(text):
    """Without the places where a text is broken in the source."""
    return " ".join(re.sub(r'"\n\s*f?"', "", text).split())


def all_text(problem_set):
    return "\n".join(cell.source for cell in problem_set.source.cells if cell.cell_type == "markdown")
