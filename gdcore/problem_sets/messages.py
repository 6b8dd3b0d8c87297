"""What a check says when it fails: a head, and below it lines such as `expected:` and `likely reason:`."""

from functools import partial
from numbers import Real
from textwrap import wrap
from typing import Any, NoReturn, TypeAlias

import numpy as np

# Of a message: what each line is about, and what it says.
Lines: TypeAlias = tuple[tuple[str, str], ...]
WIDTH = 78  # of what a notebook shows: `nbgrader validate` cuts off what is longer


class NotAnswered(AssertionError):
    """An answer is still open. `name` says which."""

    def __init__(self, name: str, expected: str = "") -> None:
        missing = "" if name.isidentifier() else ", or a `return` is missing"
        lines = ("expected", expected), ("got", f"None: not answered yet{missing}")
        super().__init__(message(f"{name} is not right.", *lines))
        self.reasons = ["not answered"]
        self.name = name

    def _render_traceback_(self) -> list[str]:
        return without_traceback(str(self))


def fail(head: str, *lines: tuple[str, str]) -> NoReturn:
    """Raise AssertionError with this message."""
    __tracebackhide__ = True
    raise failure(head, *lines)


def failure(head: str, *lines: tuple[str, str]) -> AssertionError:
    """The error to raise; its `reasons` are those that it names, for a report on the class."""
    error = AssertionError(message(head, *lines))
    error._render_traceback_ = partial(without_traceback, str(error))  # type: ignore[attr-defined]
    error.reasons = [  # type: ignore[attr-defined]
        text for label, text in lines if text and label in ("likely reason", "or")
    ]
    return error


def without_traceback(told: str) -> list[str]:
    """What a notebook shows of an error, if IPython finds this as `_render_traceback_`: a line each.

    The way through the test and through this package would push the message out of sight.

    >>> without_traceback("w1 is not right.\\n  got:            8")
    ['w1 is not right.', '  got:            8']
    """
    lines = [wrap(line, WIDTH, subsequent_indent=18 * " ") for line in told.splitlines()]
    return [part for line in lines for part in line or [""]]


def message(head: str, *lines: tuple[str, str]) -> str:
    """The head, and below it those of the lines that say something."""
    return "\n".join([head, *(f"  {label + ':':15} {text}" for label, text in lines if text)])


def reasons(found: list[str], hint: str = "") -> Lines:
    """The first two, because more are too much to read; where none is known, what is worth checking."""
    return tuple(zip(("likely reason", "or"), found)) or (("worth checking", hint),)


def expected_got(expected: str, got: Any) -> Lines:
    return ("expected", expected), ("got", show(got))


def show(value: Any) -> str:
    """A value, with the shape and dtype of an array or the type of anything that is not numeric.

    >>> show([1, 2.5]), show("6"), show(None)
    ('[1.  2.5], a list of shape (2,), float64', "'6' (str)", 'None')
    """
    if value is None:
        return "None"
    array = as_numbers(value)
    if array is None:
        return f"{' '.join(repr(value).splitlines()):.200} ({type(value).__name__})"
    if array.ndim == 0:
        return f"{array.item():.10g}"
    kind = "a list" if isinstance(value, list) else "a tuple" if isinstance(value, tuple) else "an array"
    return f"{one_line(array)}, {kind} of shape {array.shape}, {array.dtype}"


def one_line(array: np.ndarray, precision: int = 6) -> str:
    text = np.array2string(array, precision=precision, threshold=12, separator=" ")
    return " ".join(text.replace("\n", " ").split()).replace("[ ", "[").replace(" ]", "]")


def as_numbers(value: Any) -> np.ndarray | None:
    """The value as an array of real numbers, or None if it is anything else; a tensor counts as an array.

    >>> as_numbers([1, 2.5]), as_numbers("6"), as_numbers(1 + 0j)
    (array([1. , 2.5]), None, None)
    """
    try:
        array = np.asarray(without_graph(value))
        if array.dtype == object and all(isinstance(number, Real) for number in array.flat):  # fractions, say
            array = array.astype(float)
    except (OverflowError, TypeError, ValueError):
        return None
    return array if array.dtype.kind in "iuf" else None


def without_graph(value: Any) -> Any:
    """PyTorch's tensors, in lists and tuples too, without what `backward` needs, as NumPy wants them."""
    if isinstance(value, (list, tuple)):
        return [without_graph(part) for part in value]
    return value.detach().cpu().numpy() if hasattr(value, "detach") else value


def folded(option: Any) -> str:
    """The text of an option, in which capital letters and spaces around it do not matter."""
    return str(option).strip().casefold()
