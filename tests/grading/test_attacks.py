"""Attacks by kind, each with the mark that it should get.

attacks/answers/ holds answers, handed in for the first task of the small assignment with all others empty;
attacks/notebooks/ holds functions that turn the solved notebook into another. Each attack stands below a
marker, `# %% attack: its_name`, and begins with a docstring that says what it tries, and its mark. An attack
that reaches what it should not prints ESCAPED. To see the table: python -m tests.grading.test_attacks
[KIND ...], where a kind is the name of a file.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from grading.isolation.limits import Limits
from grading.isolation.notebook import grade_notebook

from ..percent import read_programs
from .assignment import POINTS, assignment, data, marks, shown

LIMITS = Limits(cell_seconds=2, notebook_seconds=60, memory=400 * 2**20, interrupt_seconds=0.5)


# Without the sandbox, only these kinds have something to be held back by: the process of the tests.
BY_THE_EXAMINER = ("tests", "wire", "outputs", "cells", "files", "metadata")
# Lets an ordinary user reach a Python below root's home, for this process and its children alone.
AS_AN_ORDINARY_USER = """
set -e
for home in $HOMES; do
    mount --bind "$home" "$PLACE" && mount -t tmpfs -o mode=755 tmpfs /root
    mkdir -p "$home" && mount --move "$PLACE" "$home"
done
exec setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all "$@"
"""


class Attack(NamedTuple):
    name: str
    kind: str
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

    def graded(self, sandboxed=True):
        return grade_notebook(data(assignment()), self.handed_in(), limits=LIMITS, sandboxed=sandboxed)

    def check(self, result):
        assert sum(marks(result).values()) == self.mark, shown(result)
        assert not re.search("^ESCAPED", shown(result), re.MULTILINE), shown(result)


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
            yield Attack(program.name, path.stem, tries, float(mark[1]), program.source, is_answer)


ATTACKS = list(attacks())


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_gets_no_more_than_it_should(attack):
    attack.check(attack.graded())


def test_after_the_attacks_the_solution_gets_all_points():
    result = grade_notebook(data(assignment()), data(assignment()), limits=LIMITS)
    assert marks(result) == POINTS
    assert result.report == []


def test_there_are_enough_attacks_and_no_two_have_one_name():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 120


@pytest.mark.slow
@pytest.mark.parametrize(
    "attack", [each for each in ATTACKS if each.kind in BY_THE_EXAMINER], ids=lambda each: each.name
)
def test_without_the_sandbox_no_attack_on_the_tests_gets_more(attack):
    """It may well print ESCAPED: there is nothing then that keeps answers from the files."""
    result = attack.graded(sandboxed=False)
    assert sum(marks(result).values()) == attack.mark, shown(result)


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="nobody else here to become")
def test_no_attack_gets_more_where_an_ordinary_user_grades(tmp_path):
    tmp_path.chmod(0o777)
    place, home = tmp_path / "place", tmp_path / "home"
    for folder in (place, home):
        folder.mkdir()
        folder.chmod(0o777)
    hidden = {
        Path(prefix) for prefix in (sys.prefix, sys.base_prefix) if Path(prefix).is_relative_to("/root")
    }
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", AS_AN_ORDINARY_USER, "sh", sys.executable, "-m", __name__],
        cwd=Path(__file__).parent.parent.parent,
        env={
            "HOMES": " ".join(map(str, hidden)),
            "PLACE": str(place),
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    rows = [line for line in done.stdout.splitlines() if line.endswith(f"| {sum(POINTS.values())} |")]
    assert len(rows) == len(ATTACKS)


def main(kinds):
    """Print the table; the exit code is 1 if an attack gets what it should not."""
    print("| attack | what it tries | mark | of |", "|---|---|---|---|", sep="\n")
    failed = False
    for attack in ATTACKS:
        if kinds and attack.kind not in kinds:
            continue
        result = attack.graded()
        mark, name = sum(marks(result).values()), attack.name.replace("_", " ")
        print(f"| {name} | {attack.tries} | {mark:g} | {sum(POINTS.values())} |", flush=True)
        try:
            attack.check(result)
        except AssertionError:
            failed = True
            print(f"It should get {attack.mark:g}:", shown(result), sep="\n")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
