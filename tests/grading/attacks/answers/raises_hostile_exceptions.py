"""Raises exceptions whose text cannot be had, is huge, or is not text.

mark: 0
"""


class Hostile(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__


class Long(Exception):
    def __str__(self):
        return "\ud800\x1b[2J" * 10**6


def square(x):
    raise Hostile if isinstance(x, float) else Long


def twice(f, x):
    raise UnicodeDecodeError("utf-8", b"x", 0, 1, "reason")
