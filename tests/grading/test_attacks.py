"""Attacks, each in a file of its own with the mark that it should get.

attacks/answers/ holds answers, handed in for the first task of the small assignment with all others empty;
attacks/notebooks/ holds functions that make a notebook out of the solved one. An attack that reaches what it
should not prints ESCAPED. To see the table: python -m tests.grading.test_attacks
"""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

from grading.isolation.limits import Limits
from grading.isolation.notebook import grade_notebook

from .assignment import POINTS, assignment, data, marks, shown

ATTACKS = sorted(Path(__file__).parent.glob("attacks/*/*.py"))
LIMITS = Limits(cell_seconds=2, notebook_seconds=60, memory=400 * 2**20, interrupt_seconds=0.5)


def tells(path):
    """(what it tries, the mark it should get)."""
    text = ast.get_docstring(ast.parse(path.read_text()))
    return text.partition("\n")[0], float(re.search(r"^mark: (\d+)$", text, re.MULTILINE)[1])


def handed_in(path):
    if path.parent.name == "answers":
        return data(assignment(square=path.read_text(), twice="pass", number="pass"))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.attack(assignment())
    return made if isinstance(made, bytes) else data(made)


def graded(path):
    return grade_notebook(data(assignment()), handed_in(path), limits=LIMITS)


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_attack_gets_no_more_than_it_should(path):
    _, mark = tells(path)
    result = graded(path)
    assert sum(marks(result).values()) == mark, shown(result)
    assert not re.search("^ESCAPED", shown(result), re.MULTILINE), shown(result)


def test_after_the_attacks_the_solution_gets_all_points():
    result = grade_notebook(data(assignment()), data(assignment()), limits=LIMITS)
    assert marks(result) == POINTS
    assert result.report == []


def main():
    print("| attack | what it tries | mark | of |", "|---|---|---|---|", sep="\n")
    for path in ATTACKS:
        mark = sum(marks(graded(path)).values())
        print(
            f"| {path.stem.replace('_', ' ')} | {tells(path)[0]} | {mark:g} | {sum(POINTS.values())} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
