"""Attacks by kind, each with the mark that it should get.

attacks/answers/ holds answers, handed in for the first task of the small assignment with all others empty;
attacks/notebooks/ holds functions that turn the solved notebook into another. Each attack stands below a
marker, `# %% attack: its_name`, and begins with a docstring that says what it tries, and its mark. An attack
that reaches what it should not prints ESCAPED. To see the table: python -m tests.grading.test_attacks
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from grading.limits import Limits
from grading.notebook import grade_notebook

from ..percent import read_programs
from .assignment import POINTS, assignment, data, marks, shown

LIMITS = Limits(cell_seconds=2, notebook_seconds=60, memory=400 * 2**20, interrupt_seconds=0.5)


class Attack(NamedTuple):
    name: str
    tries: str
    mark: float  # that it should get
    source: str
    is_answer: bool  # and not a notebook

    def handed_in(self):
        if self.is_answer:
            return data(assignment(square=self.source, twice="pass", number="pass"))
        namespace = {}
        exec(self.source, namespace)
        notebook = namespace["attack"](assignment())
        return notebook if isinstance(notebook, bytes) else data(notebook)

    def graded(self):
        return grade_notebook(data(assignment()), self.handed_in(), limits=LIMITS)


def attacks():
    for path in sorted(Path(__file__).parent.glob("attacks/*/*.py")):
        for program in read_programs(path, ("attack",)):
            mark = re.search(r"^mark: (\d+)$", program.docstring, re.MULTILINE)
            if not mark:
                raise ValueError(
                    f"{program.place}: the docstring of {program.name} has no line `mark: POINTS`"
                )
            tries = program.docstring.partition("\n")[0]
            is_answer = path.parent.name == "answers"
            yield Attack(program.name, tries, float(mark[1]), program.source, is_answer)


ATTACKS = list(attacks())


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_gets_no_more_than_it_should(attack):
    result = attack.graded()
    assert sum(marks(result).values()) == attack.mark, shown(result)
    assert not re.search("^ESCAPED", shown(result), re.MULTILINE), shown(result)


def test_after_the_attacks_the_solution_gets_all_points():
    result = grade_notebook(data(assignment()), data(assignment()), limits=LIMITS)
    assert marks(result) == POINTS
    assert result.report == []


def main():
    print("| attack | what it tries | mark | of |", "|---|---|---|---|", sep="\n")
    for attack in ATTACKS:
        mark = sum(marks(attack.graded()).values())
        name = attack.name.replace("_", " ")
        print(f"| {name} | {attack.tries} | {mark:g} | {sum(POINTS.values())} |", flush=True)


if __name__ == "__main__":
    main()
