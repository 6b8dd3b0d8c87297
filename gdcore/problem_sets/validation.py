"""`nbgrader validate` in a screenful: what is still open is listed once, at the end.

nbgrader prints each test cell that fails, with its source. On a set that nobody has begun these would be all
of them. So while it validates, a test of an answer that is still open ends in silence, and the last cell of a
set, `check_nothing_is_open()`, fails with the list of those.
"""

import ast
import os
import re
import sys
from typing import Any

from .messages import NotAnswered, fail

open_answers: list[str] = []
PER_LINE = 5

TEMPLATE = """
try:
    pass
except __import__("gdcore.problem_sets.messages", fromlist=["_"]).NotAnswered as _open:
    __import__("gdcore.problem_sets.validation", fromlist=["_"]).open_answers.append(_open.name)
"""


class NoteWhatIsOpen(ast.NodeTransformer):
    """Puts a cell that calls checks into a `try` that notes what is not answered."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        if any(name.startswith("check_") for name in names - {"check_nothing_is_open"}):
            attempt = ast.parse(TEMPLATE).body[0]
            assert isinstance(attempt, ast.Try)
            attempt.body = node.body
            node.body = [attempt]
        return ast.fix_missing_locations(node)


def begin() -> None:
    """In a notebook that nbgrader validates, let tests of what is open end in silence."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell and os.environ.get("NBGRADER_VALIDATING"):
        shell.ast_transformers.append(NoteWhatIsOpen())


def check_nothing_is_open() -> None:
    """Pass unless tests were left out because their answers are still open; then list these.

    >>> open_answers.extend(["w1", "step([1. 2.], [3. 4.], 0.5)"])
    >>> check_nothing_is_open()
    Traceback (most recent call last):
    AssertionError: 2 tests still wait for an answer.
      open:           w1, step
    >>> open_answers.clear()
    """
    __tracebackhide__ = True
    if open_answers:
        names = list(dict.fromkeys(map(in_short, open_answers)))
        rows = [", ".join(names[first : first + PER_LINE]) for first in range(0, len(names), PER_LINE)]
        number = len(open_answers)
        verb = "test still waits" if number == 1 else "tests still wait"
        fail(f"{number} {verb} for an answer.", *(("open", row) for row in rows))


def in_short(name: str) -> str:
    """Of a call the function, and of a longer text its beginning.

    >>> in_short("probe on a bowl with curvatures 1 and 10"), in_short("the number of different orders")
    ('probe', 'the number of different orders')
    """
    word = re.match(r"\w+", name)
    return f"{name:.40}" if word is None or word[0] in ("a", "the") else word[0]


__all__ = ["NotAnswered", "begin", "check_nothing_is_open", "open_answers"]
