"""What instructors are told of common mistakes is what the tests are called, and what they say."""

import inspect
import re

import pytest

from gdcore.curves import DIFFERENCES
from gdcore.problem_sets import check_unchanged

from .conftest import PROBLEM_SETS, ROOT

PAGE = ROOT / "solutions" / "common_mistakes.md"
SECTIONS = dict(re.findall(r"^## (.*?)$(.*?)(?=^## |\Z)", PAGE.read_text(), re.DOTALL | re.MULTILINE))
CHAPTERS = {int(path.name[:2]): path.read_text() for path in ROOT.glob("book/[0-9][0-9]_*.md")}


def test_every_set_has_its_part_under_its_title():
    assert list(SECTIONS) == [title(problem_set) for problem_set in PROBLEM_SETS.values()]


@pytest.mark.parametrize("problem_set", PROBLEM_SETS.values(), ids=PROBLEM_SETS)
def test_names_and_quotations_are_those_of_the_set(problem_set):
    of_the_set = (cell.source for cell in problem_set.source.cells)
    texts = one_line("\n".join([*of_the_set, *DIFFERENCES.values(), inspect.getsource(check_unchanged)]))
    tasks = set()
    for task, names, mistake, _ in rows(problem_set):
        tasks |= set(re.findall(r"^\d+", task))
        for name in re.findall(r"`([a-z]\w*[-\w]*)`", names):
            assert name in problem_set.points_of_all, f"{PAGE}: {problem_set.name} has no test {name}"
        for words in re.findall(r'"([^"]*)"', mistake) if "-" in names else []:
            for part in re.split(r" ?\.\.\. ?", words):
                assert one_line(part) in texts, f"{PAGE}: no test of {problem_set.name} says {part!r}"
    there = set(re.findall(r"^## Task (\d+)", all_text(problem_set), re.MULTILINE))
    assert tasks == there, (
        f"{PAGE}: rows of {problem_set.name} are wanted for all of its tasks, and no others"
    )


@pytest.mark.parametrize("problem_set", PROBLEM_SETS.values(), ids=PROBLEM_SETS)
def test_each_row_names_a_section_that_exists_or_the_rubric(problem_set):
    for *_, helps in rows(problem_set):
        sections = re.findall(r"(?:chapter (\d+), )?\*([^*]+)\*", helps)
        assert sections or helps == "see the rubric", f"{PAGE}: {helps}"
        for chapter, section in sections:
            text = CHAPTERS[int(chapter or problem_set.name[:2])]
            found = re.search(rf"^#+ {re.escape(section)}$", text, re.MULTILINE)
            assert found, f"{PAGE}: no section of the chapter is called {section!r}"


def rows(problem_set):
    """The four cells of each row of a set's table, without its head."""
    _, _, *lines = SECTIONS[title(problem_set)].strip().splitlines()
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert {len(cells) for cells in found} == {4}
    return found


def title(problem_set):
    """The title of a set, as the page has it: "Set 1: the update rule"."""
    (line,) = re.findall(r"^# (.*)", all_text(problem_set), re.MULTILINE)
    return line.replace("Problem set", "Set")


def one_line(text):
    """Without the places where a text is broken in the source."""
    return " ".join(re.sub(r'"\n\s*f?"', "", text).split())


def all_text(problem_set):
    return "\n".join(cell.source for cell in problem_set.source.cells if cell.cell_type == "markdown")
