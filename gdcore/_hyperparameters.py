"""Says at the definition of a hyperparameter which values it may have: `beta: PerRun = share(0.9)`.

Each function here makes the field of a frozen dataclass. Its metadata hold the check of its values,
and whether one value or an array of them over runs may be given.
"""

from collections.abc import Callable
from dataclasses import Field, field, fields
from functools import cache
from typing import Any

import numpy as np

from ._checks import decay_factor, rate, require


def share(default: float) -> Any:
    """A number in [0, 1), the part of a memory that is kept from step to step; or an array over runs."""
    return declared(default, decay_factor, per_run=True)


def not_negative(default: float) -> Any:
    """A finite number that is not negative; or an array over runs."""
    return declared(default, rate, per_run=True)


def one_of(*choices: Any) -> Any:
    """One of the texts or truth values that are listed, of which the first is the default."""

    def check(value: Any, name: str) -> Any:
        is_choice = isinstance(value, (str, bool, np.bool_)) and value in choices
        require(is_choice, name, f"be one of {', '.join(map(str, choices))}", value)
        return choices[choices.index(value)]

    return declared(choices[0], check, per_run=False, choices=choices)


def declared(default: Any, check: Callable, per_run: bool, choices: tuple = ()) -> Any:
    """A hyperparameter of another kind: `check(value, name)` returns what is kept, or raises ValueError."""
    return field(default=default, metadata={"check": check, "per_run": per_run, "choices": choices})


def hyperparameters(rule: Any) -> tuple[Field, ...]:
    """The fields of a rule or of its class; TypeError for a field without a declared check."""
    return _hyperparameters_of(rule if isinstance(rule, type) else type(rule))


@cache
def _hyperparameters_of(kind: type) -> tuple[Field, ...]:
    for hyperparameter in fields(kind):
        if "check" not in hyperparameter.metadata:
            raise TypeError(
                f"{kind.__name__}.{hyperparameter.name} must be declared by share, not_negative or one_of, "
                f"for instance {hyperparameter.name}: PerRun = not_negative(1.0)"
            )
    return fields(kind)


def as_value(numbers: Any) -> Any:
    """An array as nested tuples, which compare and hash by what they hold; one number as it is."""
    return tuple(map(as_value, numbers)) if np.ndim(numbers) else float(numbers)
