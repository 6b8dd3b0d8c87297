"""Checks of functions: with what they were called stands in every message, the exceptions included."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .messages import NotAnswered, as_numbers, expected_got, fail, failure, one_line, reasons
from .values import check_value


def check_call(
    function: Callable,
    arguments: Sequence,
    expected: Any,
    mistakes: dict[str, Any] | None = None,
    hint: str = "",
    read: str = "",
    name: str = "",
    rtol: float = 1e-6,
    atol: float = 1e-9,
) -> None:
    """Pass if `function(*arguments)` is `expected`; it gets copies, so it cannot change what is expected.

    mistakes  {misconception: the wrong answer that it leads to, or the type or types of exception}
    name      what the call is called in the message, if its arguments would not tell

    >>> check_call(lambda w, g: w + g, (7.0, 3.0), 4.0, {"you added the gradient": 10.0}, name="step(7, 3)")
    Traceback (most recent call last):
    AssertionError: step(7, 3) is not right.
      expected:       4
      got:            10
      likely reason:  you added the gradient
    """
    __tracebackhide__ = True
    mistakes = mistakes or {}
    failing = {reason: wrong for reason, wrong in mistakes.items() if is_exception(wrong)}
    values = {reason: wrong for reason, wrong in mistakes.items() if reason not in failing}
    name = name or call_in_words(function, arguments)
    got = result_of(function, arguments, name, failing, read=read)  # the hint is about values
    check_value(got, expected, name, values, hint, read, rtol, atol)


def result_of(
    function: Callable,
    arguments: Sequence,
    name: str = "",
    mistakes: dict[str, Any] | None = None,
    hint: str = "",
    read: str = "",
) -> Any:
    """What `function` returns for copies of the arguments; if it raises, with what it was called.

    >>> def halves(w):
    ...     a, b = w
    ...     return a / 2, b / 2
    >>> result_of(halves, (np.arange(3.0),), mistakes={"w has as many numbers as len(w)": ValueError})
    Traceback (most recent call last):
    AssertionError: halves fails with ValueError: too many values to unpack (expected 2)
      called as:      halves([0. 1. 2.])
      likely reason:  w has as many numbers as len(w)
    """
    __tracebackhide__ = True
    if function is None:
        raise NotAnswered(name or "the function")
    if not callable(function):
        fail(f"{name or 'the answer'} is not right.", *expected_got("a function", function))
    call = call_in_words(function, arguments)
    try:
        return function(*map(copy_of, arguments))
    except Exception as error:
        problem = f"{type(error).__name__}: {error}".removesuffix(": ")
        suspects = [reason for reason, kind in (mistakes or {}).items() if isinstance(error, kind)]
        what = name if name != call else ""
        lines = (("called as", call), ("that is", what), *reasons(suspects, hint), ("read again", read))
        head = f"{name_of(function)} fails with {problem}"
        raise failure(head, *lines) from error


def is_exception(value: Any) -> bool:
    """Whether it is a type of exception, or a tuple of these."""
    if isinstance(value, tuple) and value:
        return all(map(is_exception, value))
    return isinstance(value, type) and issubclass(value, Exception)


def copy_of(value: Any) -> Any:
    """A copy of an array, or of a list, tuple or dict and what is in it; anything else is the same."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) in (list, tuple):
        return type(value)(map(copy_of, value))
    if type(value) is dict:
        return {key: copy_of(item) for key, item in value.items()}
    return value


def call_in_words(function: Callable, arguments: Sequence) -> str:
    """As it might be typed: `step([1.5 2.], [0.1 0.2], 0.25)`."""
    return f"{name_of(function)}({', '.join(map(in_words, arguments))})"


def name_of(function: Callable) -> str:
    name = getattr(function, "__name__", type(function).__name__)
    return "the function" if name == "<lambda>" else name


def in_words(value: Any) -> str:
    array = None if value is None or isinstance(value, str) else as_numbers(value)
    if array is None:
        return name_of(value) if callable(value) else f"{value!r:.80}"
    if array.ndim == 0:
        return f"{array.item():.6g}"
    if array.size > 24:
        return f"an array of shape {array.shape}"
    text = one_line(array, precision=4)
    return text if isinstance(value, np.ndarray) else re.sub(r"\.(?=[],])", ".0", text.replace(" ", ", "))
