"""Returns iterators and ranges that do not end.

mark: 0
"""
import itertools


def square(x):
    return itertools.count() if isinstance(x, float) else range(10**18)


def twice(f, x):
    return range(10**18)
