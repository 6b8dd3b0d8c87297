"""The log tells how each session and cell went, and nothing that a student wrote acts in it."""

import logging
import re

import pytest

from grading.isolation.limits import Limits
from grading.isolation.log import MOST, OneLine
from grading.isolation.notebook import grade_notebook

from ..assignment import assignment, data

HOSTILE = "\x1b[2J\nESCAPED\x07" + "x" * 100_000
LIMITS = Limits(cell_seconds=2, interrupt_seconds=0.5)


@pytest.fixture
def logged(caplog):
    """A function that grades a notebook with these answers; the lines that are then in the log."""

    def grade(**answers):
        with caplog.at_level(logging.DEBUG, "grading"):
            grade_notebook(data(assignment()), data(assignment(**answers)), limits=LIMITS)
        return [OneLine("%(name)s: %(message)s").format(record) for record in caplog.records]

    return grade


def test_each_cell_has_a_line_with_session_process_seconds_and_end(logged):
    lines = logged(twice="import os\nos._exit(3)")
    cells = [line for line in lines if " cell " in line]
    form = (
        r"grading\.isolation\.supervise: session \d+-\d+, student's process \d+, cell `[\w-]+`: "
        r"\d+\.\d\d s of its own, \d+\.\d\d s by the clock, .+"
    )
    assert [line for line in cells if not re.fullmatch(form, line)] == []
    assert len(cells) == len(assignment().cells)
    ends = {re.search("`(.*)`", line)[1]: line.rpartition("clock, ")[2] for line in cells}
    assert ends.pop("twice") == "it ended by itself, with exit code 3"
    assert set(ends.values()) == {"ended well"}
    assert any(re.search(r"replays \d+ cells", line) for line in lines)


def test_what_is_done_about_a_cell_that_does_not_end_is_told(logged):
    lines = logged(number="import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass")
    assert any("it was interrupted after 2 seconds" in line for line in lines)
    assert any("did not end within 2 seconds, nor when it was interrupted" in line for line in lines)


def test_nothing_of_a_students_is_in_it(logged):
    write = f"import logging, sys\nprint({HOSTILE!r})\nlogging.getLogger('grading').error({HOSTILE!r})\n"
    lines = logged(square=f"{write}raise ValueError({HOSTILE!r})", number=f"{write}number = {HOSTILE!r}")
    assert "ESCAPED" not in "\n".join(lines)


def test_a_line_is_bounded_and_moves_no_cursor():
    shown = OneLine().format(logging.makeLogRecord({"msg": HOSTILE}))
    assert shown.startswith(r"\x1b[2J\nESCAPED\x07xxx")
    assert len(shown) < 2 * MOST and shown.isprintable()
