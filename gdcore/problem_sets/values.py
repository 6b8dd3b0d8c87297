"""Checks of values: a failure says what was expected and what came, the usual reason, where to read again.

They look at plain data only (numbers, strings, lists, arrays). They return nothing when all is well, and
otherwise raise AssertionError with the whole message.

    name      what the answer is called in the problem set: "step(w, g, lr)"
    mistakes  {misconception: the wrong answer that it leads to}; whoever gives that answer is told the
              misconception, and at most two of them
    hint      what to look at when the answer is none of these: it is told as worth checking, not as a reason
    read      the chapter and section to read again
"""

from typing import Any

import numpy as np

from .messages import Lines, NotAnswered, as_numbers, expected_got, fail, folded, one_line, reasons, show
from .relations import relation


def check_value(
    got: Any,
    expected: Any,
    name: str,
    mistakes: dict[str, Any] | None = None,
    hint: str = "",
    read: str = "",
    rtol: float = 1e-6,
    atol: float = 1e-9,
) -> None:
    """Pass if `got` is `expected`: a number, a string, an array (a list will do), or a tuple of these.

    Numbers agree if they differ by at most atol + rtol · |expected|; in float32 rtol is at least 1e-4.

    >>> check_value([6.0, 2.0], np.array([6.0, 2.0]), "w1")
    >>> check_value(8.0, 6.0, "w1", mistakes={"you added the gradient: that climbs": 8.0})
    Traceback (most recent call last):
    AssertionError: w1 is not right.
      expected:       6
      got:            8
      likely reason:  you added the gradient: that climbs
    """
    __tracebackhide__ = True
    if got is None:
        raise NotAnswered(name, _in_short(expected))
    if difference := _difference(got, expected, rtol, atol):
        suspects = [
            reason for reason, wrong in (mistakes or {}).items() if not _difference(got, wrong, rtol, atol)
        ]
        fail(f"{name} is not right.", *difference, *reasons(suspects, hint), ("read again", read))


def check_number(got: Any, name: str) -> None:
    """Pass if `got` is one finite number, right or wrong.

    >>> check_number("6", "w1")
    Traceback (most recent call last):
    AssertionError: w1 is not right.
      expected:       a number
      got:            '6' (str)
    """
    __tracebackhide__ = True
    if got is None:
        raise NotAnswered(name, "a number")
    array = as_numbers(got)
    if array is None or array.shape != () or not np.isfinite(array):
        fail(f"{name} is not right.", *expected_got("a number", got))


def check_range(
    got: Any, name: str, low: float = -np.inf, high: float = np.inf, hint: str = "", read: str = ""
) -> None:
    """Pass if `got` is one finite number from `low` to `high`.

    >>> check_range(0.91, "the accuracy", low=0.9)
    >>> check_range(0.85, "the accuracy", low=0.9, hint="the rate may be too small")
    Traceback (most recent call last):
    AssertionError: the accuracy is not right.
      expected:       at least 0.9
      got:            0.85
      worth checking: the rate may be too small
    """
    __tracebackhide__ = True
    check_number(got, name)
    if not low <= float(np.asarray(got)) <= high:
        limits = [
            f"{word} {limit:.10g}"
            for word, limit in (("at least", low), ("at most", high))
            if np.isfinite(limit)
        ]
        expected = " and ".join(limits)
        fail(
            f"{name} is not right.",
            *expected_got(expected, got),
            ("worth checking", hint),
            ("read again", read),
        )


def check_unchanged(after: Any, before: Any, name: str, by: str, read: str = "") -> None:
    """Pass if the argument called `name` still holds what it held before the call of `by`.

    >>> check_unchanged(np.array([1.0, 3.0]), np.array([1.0, 2.0]), "w", by="step")
    Traceback (most recent call last):
    AssertionError: w was changed by step.
      before:         [1. 2.], an array of shape (2,), float64
      after:          [1. 3.], an array of shape (2,), float64
      likely reason:  `w -= ...` and `w[i] = ...` write into the caller's own array;
                      work on a new one, or on w.copy()
    """
    __tracebackhide__ = True
    if not np.array_equal(after, before):
        reason = (
            f"`{name} -= ...` and `{name}[i] = ...` write into the caller's own array; "
            f"work on a new one, or on {name}.copy()"
        )
        lines = (
            ("before", show(before)),
            ("after", show(after)),
            ("by how much", _change(after, before)),
            ("likely reason", reason),
            ("read again", read),
        )
        fail(f"{name} was changed by {by}.", *lines)


def _change(after: Any, before: Any) -> str:
    """What the digits that are shown may not show: how far each number has moved."""
    after, before = as_numbers(after), as_numbers(before)
    if after is None or before is None or after.shape != before.shape:
        return ""
    if not np.allclose(after, before, rtol=1e-5, atol=0):
        return ""
    return f"{one_line(after - before, precision=2)}: the same to the digits shown, but not to the last one"


def _in_short(expected: Any) -> str:
    if isinstance(expected, tuple):
        return f"{len(expected)} values: {', '.join(map(show, expected))}"
    return repr(expected) if isinstance(expected, str) else show(expected)


def _difference(got: Any, expected: Any, rtol: float, atol: float) -> Lines:
    """What the message says about the difference, as (label, text) pairs; empty if there is none."""
    if isinstance(expected, tuple):
        return _difference_of_parts(got, expected, rtol, atol)
    if isinstance(expected, str):
        return () if folded(got) == folded(expected) else expected_got(repr(expected), got)
    array, expected = as_numbers(got), np.asarray(expected)
    if array is None:
        return expected_got(show(expected), got)
    if array.shape != expected.shape:
        return (*expected_got(show(expected), got), ("that is", relation(array, expected)))
    if array.dtype == np.float32:
        rtol = max(rtol, 1e-4)
    wrong = ~np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True)
    if not wrong.any():
        return ()
    lines = (*expected_got(show(expected), got), ("that is", relation(array, expected)))
    if expected.ndim:
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        place = ", ".join(map(str, first))
        label = "only differs" if wrong.sum() == 1 < wrong.size else "first differs"
        lines += ((label, f"at [{place}]: expected {expected[first]:.8g}, got {array[first]:.8g}"),)
    return lines


def _difference_of_parts(got: Any, expected: tuple, rtol: float, atol: float) -> Lines:
    if not isinstance(got, (tuple, list)) or len(got) != len(expected):
        return expected_got(_in_short(expected), got)
    for i, (part, right) in enumerate(zip(got, expected)):
        if difference := _difference(part, right, rtol, atol):
            return (("where", f"value {i + 1} of the {len(expected)} that are returned"), *difference)
    return ()
