"""Writes to the standard error; the answers are right.

mark: 5
"""
import sys
import warnings


def square(x):
    warnings.warn("here I am")
    print("noise", file=sys.stderr)
    return x * x


def twice(f, x):
    sys.stderr.write("noise")
    return f(f(x))
