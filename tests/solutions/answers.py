"""Answers to the tasks of a problem set: those that are written down, and those that its test cells foresee.

A test cell that checks a choice knows what is wrong with each wrong option, and one that checks a number
knows which mistakes lead to which other numbers. The answers that follow from this need not be written down.
"""

from collections import defaultdict
from itertools import zip_longest
from numbers import Real
from typing import NamedTuple

import numpy as np

from ..percent import read_programs


class Answer(NamedTuple):
    """An answer to one task. The message to a wrong one must hold its phrases; a right one has none."""

    name: str
    source: str
    phrases: tuple = ()


def written_answers(path):
    """Those of tests/answers/SET/TASK.py, in which a wrong answer begins with its phrase, as a docstring."""
    for program in read_programs(path, ("right", "wrong")):
        phrases = ()
        if program.kind == "wrong":
            if not program.docstring:
                raise ValueError(
                    f"{program.place}: `wrong: {program.name}` does not begin with the phrase "
                    'that its message must hold, """such as this"""'
                )
            phrases = (program.docstring,)
        yield Answer(f"{program.kind}_{program.name}", program.source, phrases)


class WrongValue(NamedTuple):
    line: str  # "w1 = 8.0"
    phrase: str


class Check(NamedTuple):
    """A check of a variable in a test cell, and the lines of answers that follow from it."""

    test: str
    variable: str
    is_choice: bool
    right: list[str]
    misconceptions: list[WrongValue]
    non_answers: list[WrongValue]  # such as None or a text: nobody believes in them

    @classmethod
    def of_choice(cls, test, variable, right, reasons):
        spellings = [repr(right), repr(right.lower()), repr(f" {right.upper()}\n")]
        no_options = ["None", "'?'", repr("".join(sorted([right, *reasons]))), "[]"]
        return cls(
            test,
            variable,
            is_choice=True,
            right=[f"{variable} = {value}" for value in spellings],
            misconceptions=[
                WrongValue(f"{variable} = {value!r}", reason) for value, reason in reasons.items()
            ],
            non_answers=[WrongValue(f"{variable} = {value}", "one of ") for value in no_options],
        )

    @classmethod
    def of_choices(cls, test, variable, right, why):
        """All that apply; a misconception is one option too many, or one too few."""
        spellings = [repr(right), repr(", ".join(right.lower())), repr(list(right))]
        no_options = ["None", "'?'", "[]", repr(right + "Z")]
        wrong = []
        for option, reason in why.items():
            chosen = set(right) ^ {option}
            if chosen:
                wrong.append(WrongValue(f"{variable} = {''.join(sorted(chosen))!r}", reason))
        return cls(
            test,
            variable,
            is_choice=True,
            right=[f"{variable} = {value}" for value in spellings],
            misconceptions=wrong,
            non_answers=[WrongValue(f"{variable} = {value}", "one or more of ") for value in no_options],
        )

    @classmethod
    def of_value(cls, test, variable, expected, mistakes):
        types, no_numbers = [], []
        if isinstance(expected, Real):
            number = repr(float(expected))
            types = [number, f"np.array({number})", f"np.float32({number})"]
            if not float(expected).is_integer():
                types.append(f"{float(expected):.3g}")  # three significant digits
            no_numbers = ["None", f"'{number}'", f"[{number}]", "float('nan')", "10**400"]
        return cls(
            test,
            variable,
            is_choice=False,
            right=[f"{variable} = {value}" for value in types],
            misconceptions=[
                WrongValue(f"{variable} = {np.asarray(value).tolist()!r}", reason)
                for reason, value in mistakes.items()
            ],
            non_answers=[WrongValue(f"{variable} = {value}", "a number") for value in no_numbers],
        )


class Recorder:
    """Stands in for the checks while a solved set runs, and notes which variables they check."""

    def __init__(self):
        self.cell = None  # the cell that is running
        self.checks = []

    def enter(self, cell, _):
        self.cell = cell

    def check_choice(self, got, right, reasons, name, read=""):
        self.checks.append(Check.of_choice(self.cell, name, right, reasons))

    def check_choices(self, got, right, why, name, read=""):
        self.checks.append(Check.of_choices(self.cell, name, right, why))

    def check_value(self, got, expected, name, mistakes=None, **_):
        if name.isidentifier():  # and not the call of a function
            self.checks.append(Check.of_value(self.cell, name, expected, mistakes or {}))


def foreseen_answers(checks, solution):
    """Those that follow from the checks of a task; each is the solution with other values below it."""
    right = defaultdict(list)  # {variable: lines}
    wrong = defaultdict(list)  # {test cell: wrong values}
    for check in checks:
        right[check.variable] += check.right
        wrong[check.test] += check.misconceptions + check.non_answers
    # As many as every variable has; none if one is not a single number or choice.
    for number, lines in enumerate(zip(*right.values()), start=1):
        yield Answer(f"right_foreseen_{number}", "\n".join([solution, *lines]))
    # One answer holds a wrong value for every test cell that has any left, and is told about each of them.
    for number, row in enumerate(zip_longest(*wrong.values()), start=1):
        given = [value for value in row if value]
        source = "\n".join([solution, *(value.line for value in given)])
        yield Answer(f"wrong_foreseen_{number}", source, tuple(value.phrase for value in given))
