"""Curves to read in a problem set. They come from a file, in which nothing says which setting drew which.

A set asks "which curve is which?", and whoever can see how a curve was drawn need not read it. So the curves
are recorded (tools/record_readings.py), unnamed and in an order that only the hidden tests know. From there
each student gets them in an order of their own, which follows from the student's id.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from .._types import Array

Thing = TypeVar("Thing")
NO_ID = "student_id is empty, so there are no curves yet: fill it in, and run its cell and this one."


@dataclass(frozen=True)
class DrillCurve:
    """A loss before each step and after the last, the lowest loss that there is, and the settings."""

    losses: Array
    best: float
    caption: str


def curves_for(name: str, student_id: Any) -> list[Array]:
    """The curves of a reading in the student's order; none, and a word about it, if the id is empty.

    >>> len(curves_for("noise_floors", "ada"))
    4
    >>> curves_for("noise_floors", "")
    student_id is empty, so there are no curves yet: fill it in, and run its cell and this one.
    []
    """
    if not letters_of(student_id):
        print(NO_ID)
        return []
    return own_order([np.array(curve) for curve in recorded()[name]], name, student_id)


def drill_for(student_id: Any) -> list[DrillCurve]:
    """Eight loss curves, one of each cause, the student's own; none if the id is empty.

    >>> drill_for("ada")[0].caption == drill_for(" Ada")[0].caption
    True
    """
    if not letters_of(student_id):
        print(NO_ID)
        return []
    rng = np.random.RandomState([*b"variants", *letters_of(student_id)])
    chosen = [variants[rng.randint(len(variants))] for variants in recorded()["drill"]]
    curves = [DrillCurve(np.array(each["losses"]), each["best"], each["caption"]) for each in chosen]
    return own_order(curves, "drill", student_id)


def own_order(things: Sequence[Thing], name: str, student_id: Any) -> list[Thing]:
    """The things in the student's order for the reading `name`, which is always the same.

    student_id  any value; capital letters and spaces around it do not matter

    >>> own_order("ABCD", "noise_floors", "ada") == own_order("ABCD", "noise_floors", "Ada ")
    True
    """
    rng = np.random.RandomState([*name.encode(), *letters_of(student_id)])
    return [things[i] for i in rng.permutation(len(things))]


def letters_of(student_id: Any) -> bytes:
    return str(student_id).strip().casefold().encode()


@cache
def recorded() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "readings.json").read_text(encoding="utf-8"))
