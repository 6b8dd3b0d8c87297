"""The checks: a failure says what was expected and what was returned, the usual reason, where to read again.

They look at plain data only (numbers, strings, lists, arrays). They return nothing when all is well, and
otherwise raise AssertionError with the whole message.

    name      what the answer is called in the problem set: "step(w, g, lr)"
    mistakes  {misconception: the wrong answer that it leads to}; whoever gives that answer is told the
              misconception, and at most two of them
    hint      what to think of when the answer is none of these
    read      the chapter and section to read again
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import Any, NoReturn, TypeAlias

import numpy as np

# Of a message: what each line is about, and what it says.
Lines: TypeAlias = tuple[tuple[str, str], ...]
NOT_ANSWERED = "None: not answered yet, or a `return` is missing"


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
    if difference := _difference(got, expected, rtol, atol):
        suspects = [
            reason for reason, wrong in (mistakes or {}).items() if not _difference(got, wrong, rtol, atol)
        ]
        if not suspects and got is not None:
            suspects = [hint]
        # Several misconceptions may lead to the same wrong answer; more than two are too much to read.
        _fail(
            f"{name} is not right.",
            *difference,
            *zip(("likely reason", "or"), suspects),
            ("read again", read),
        )


def check_number(got: Any, name: str) -> None:
    """Pass if `got` is one finite number, right or wrong.

    >>> check_number("6", "w1")
    Traceback (most recent call last):
    AssertionError: w1 is not right.
      expected:       a number
      got:            '6' (str)
    """
    __tracebackhide__ = True
    array = _as_numbers(got)
    if array is None or array.shape != () or not np.isfinite(array):
        _fail(f"{name} is not right.", *_expected_got("a number", got))


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
      likely reason:  the rate may be too small
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
        _fail(
            f"{name} is not right.",
            *_expected_got(expected, got),
            ("likely reason", hint),
            ("read again", read),
        )


def check_option(got: Any, options: Iterable[str], name: str) -> None:
    """Pass if `got` is one of the options, right or wrong; capital or small letters do not matter.

    >>> check_option("b", "ABC", "direction")
    >>> check_option(None, "ABC", "direction")
    Traceback (most recent call last):
    AssertionError: direction is not right.
      expected:       one of 'A', 'B', 'C'
      got:            None: not answered yet, or a `return` is missing
    """
    __tracebackhide__ = True
    if _folded(got) not in map(_folded, options):
        _fail(f"{name} is not right.", *_expected_got("one of " + ", ".join(map(repr, options)), got))


def check_choice(got: Any, right: str, reasons: dict[str, str], name: str, read: str = "") -> None:
    """Pass if `got` is the right option; else say what is wrong with the chosen one.

    reasons  {wrong option: what is wrong with it}

    >>> check_choice("A", "B", {"A": "that is uphill", "C": "that is along the contour"}, "direction")
    Traceback (most recent call last):
    AssertionError: direction is not right.
      your answer:    'A'
      likely reason:  that is uphill
    """
    __tracebackhide__ = True
    check_option(got, sorted([right, *reasons]), name)
    for option, reason in reasons.items():
        if _folded(got) == _folded(option):
            answer = ("your answer", repr(option))
            _fail(f"{name} is not right.", answer, ("likely reason", reason), ("read again", read))


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
            ("before", _show(before)),
            ("after", _show(after)),
            ("likely reason", reason),
            ("read again", read),
        )
        _fail(f"{name} was changed by {by}.", *lines)


def check_share(
    got: Sequence[str],
    expected: Sequence[str],
    at_least: float,
    name: str,
    mistakes: dict[tuple[str, str], str] | None = None,
    read: str = "",
) -> None:
    """Pass if the share of right labels in `got` is `at_least` this; else name the commonest confusion.

    mistakes  {(right label, label given): what that confusion usually comes from}

    >>> check_share(["good", "good", "noisy"], ["good", "noisy", "noisy"], 0.9, "diagnose")
    Traceback (most recent call last):
    AssertionError: diagnose is not right often enough.
      expected:       at least 90% of 3 right
      got:            67% right
      most often:     'noisy' was called 'good' (1 of 2 times)
    """
    __tracebackhide__ = True
    for label in got:
        check_option(label, sorted(set(expected)), name)
    confusions = Counter(
        pair for pair in zip(expected, map(_folded, got), strict=True) if len(set(pair)) == 2
    )
    share = 1 - confusions.total() / len(expected)
    if share < at_least:
        (right, given), times = confusions.most_common(1)[0]
        _fail(
            f"{name} is not right often enough.",
            ("expected", f"at least {at_least:.0%} of {len(expected)} right"),
            ("got", f"{share:.0%} right"),
            (
                "most often",
                f"{right!r} was called {given!r} ({times} of {list(expected).count(right)} times)",
            ),
            ("likely reason", (mistakes or {}).get((right, given), "")),
            ("read again", read),
        )


def _difference(got: Any, expected: Any, rtol: float, atol: float) -> Lines:
    """What the message says about the difference, as (label, text) pairs; empty if there is none."""
    if isinstance(expected, tuple):
        return _difference_of_parts(got, expected, rtol, atol)
    if isinstance(expected, str):
        return () if _folded(got) == _folded(expected) else _expected_got(repr(expected), got)
    array, expected = _as_numbers(got), np.asarray(expected)
    if array is None or array.shape != expected.shape:
        return _expected_got(_show(expected), got)
    if array.dtype == np.float32:
        rtol = max(rtol, 1e-4)
    wrong = ~np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True)
    if not wrong.any():
        return ()
    lines = _expected_got(_show(expected), got)
    if expected.ndim:
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        place = ", ".join(map(str, first))
        lines += (("first differs", f"at [{place}]: expected {expected[first]:.8g}, got {array[first]:.8g}"),)
    return lines


def _difference_of_parts(got: Any, expected: tuple, rtol: float, atol: float) -> Lines:
    if not isinstance(got, (tuple, list)) or len(got) != len(expected):
        return _expected_got(f"{len(expected)} values: {', '.join(map(_show, expected))}", got)
    for i, (part, right) in enumerate(zip(got, expected)):
        if difference := _difference(part, right, rtol, atol):
            return (("where", f"value {i + 1} of the {len(expected)} that are returned"), *difference)
    return ()


def _as_numbers(value: Any) -> np.ndarray | None:
    """The value as a numeric array, or None if it is anything else."""
    try:
        array = np.asarray(value)
        if array.dtype == object and all(isinstance(number, Real) for number in array.flat):  # fractions, say
            array = array.astype(float)
    except (OverflowError, TypeError, ValueError):
        return None
    return array if np.issubdtype(array.dtype, np.number) else None


def _folded(option: Any) -> Any:
    return str(option).strip().casefold()


def _expected_got(expected: Any, got: Any) -> Lines:
    return ("expected", expected), ("got", _show(got))


def _show(value: Any) -> str:
    """A value, with the shape and dtype of an array or the type of anything that is not numeric."""
    if value is None:
        return NOT_ANSWERED
    array = _as_numbers(value)
    if array is None:
        return f"{' '.join(repr(value).splitlines()):.200} ({type(value).__name__})"
    if array.ndim == 0:
        return f"{array.item():.10g}"
    text = np.array2string(array, precision=6, threshold=12, separator=" ").replace("\n", "")
    kind = "a list" if isinstance(value, list) else "a tuple" if isinstance(value, tuple) else "an array"
    return f"{text}, {kind} of shape {array.shape}, {array.dtype}"


def _fail(head: str, *lines: tuple[str, str]) -> NoReturn:
    """Raise the message; the error's `reasons` are those that it names, for a report on the class."""
    __tracebackhide__ = True
    lines = tuple((label, text) for label, text in lines if text)
    error = AssertionError("\n".join([head, *(f"  {label + ':':15} {text}" for label, text in lines)]))
    reasons = [text for label, text in lines if label in ("likely reason", "or")]
    if not reasons and ("got", NOT_ANSWERED) in lines:
        reasons = ["not answered"]
    error.reasons = reasons  # type: ignore[attr-defined]
    raise error
