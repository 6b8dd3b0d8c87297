"""Shows the log. At level DEBUG the loggers under "grading" report how each session and cell went.

Nothing that a student wrote belongs in the log. In case something gets into it all the same, a line has a
bounded length, and characters that could move a terminal's cursor or begin another line are escaped.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

MOST = 1000  # characters of one line
FORMAT = "%(asctime)s %(process)d %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """Each record as one line of bounded length that any terminal may show.

    >>> OneLine("%(message)s").format(logging.makeLogRecord({"msg": "η\\x1b[2J\\nmark: 6"}))
    'η\\\\x1b[2J\\\\nmark: 6'
    """

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        shown = text if len(text) <= MOST else text[:MOST] + " ..."
        return printable(shown)


def printable(text: str) -> str:
    """Text that any terminal may show, in one line; an id or a file's name may hold anything."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def show(level: int) -> None:
    """Let this process write the log to its standard error from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(FORMAT))
    handler.setLevel(level)
    logger = logging.getLogger("grading")
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False


class Keep(logging.Handler):
    """Keeps what one thread reports, which is at work on one submission at a time."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(OneLine(FORMAT))
        self.lines, self.thread = lines, get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.lines.append(self.format(record))


@contextmanager
def kept() -> Iterator[list[str]]:
    """The lines of the log that come from this thread meanwhile, whether they are shown or not."""
    lines: list[str] = []
    logger, handler = logging.getLogger("grading"), Keep(lines)
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
