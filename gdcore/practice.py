"""Small tasks inside a chapter check themselves: a cell to fill in ends with `check`, which never raises.

>>> check(..., 21)
Not answered yet. Put your answer where the three dots are, and run the cell again.
>>> check(20, 21)
Not yet: you have 20.
>>> check(21, 21)
Right.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


def check(answer: Any, expected: Any, rtol: float = 1e-6) -> None:
    """Print whether an answer is right.

    answer    a number, an array or a text; or a function, which is called; `...` is no answer yet
    expected  what the answer should be; for a function a list of pairs, (arguments, result)
    rtol      how far a number may be off, as a share of it, from 0 to 1

    >>> check(lambda w, slope: w - slope, [((5.0, 2.0), 3.0), ((0.0, 1.0), -1.0)])
    Right.
    >>> check(lambda w, slope: w + slope, [((5.0, 2.0), 3.0)])
    Not yet: called with 5.0, 2.0 it should give 3.0, and it gives 7.0.
    """
    print(
        _verdict_on_function(answer, expected, rtol) if callable(answer) else _verdict(answer, expected, rtol)
    )


NOT_YET = "Not answered yet. Put your answer where the three dots are, and run the cell again."


def _verdict(answer: Any, expected: Any, rtol: float) -> str:
    if answer is ...:
        return NOT_YET
    return "Right." if _same(answer, expected, rtol) else f"Not yet: you have {answer}."


def _verdict_on_function(function: Callable[..., Any], cases: Any, rtol: float) -> str:
    for arguments, expected in cases:
        called = f"called with {', '.join(map(str, arguments))} it"
        # Arrays that the function changes in place are the task's, and must stay as they are.
        own = [argument.copy() if isinstance(argument, np.ndarray) else argument for argument in arguments]
        try:
            result = function(*own)
        except Exception as error:
            return f"Not yet: {called} stops with {type(error).__name__}: {error}."
        if result is ...:
            return NOT_YET
        if not _same(result, expected, rtol):
            return f"Not yet: {called} should give {expected}, and it gives {result}."
    return "Right."


def _same(answer: Any, expected: Any, rtol: float) -> bool:
    """Whether two answers agree: texts to the letter, numbers within a share, arrays in their shape too."""
    if isinstance(expected, str | bool):
        return answer == expected
    try:
        answer, expected = np.asarray(answer, dtype=float), np.asarray(expected, dtype=float)
    except (TypeError, ValueError):
        return False
    return answer.shape == expected.shape and bool(np.allclose(answer, expected, rtol=rtol, atol=1e-12))
