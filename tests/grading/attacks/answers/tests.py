# %% attack: shadows_the_tools
"""Gives the names of the test's tools to objects that accept everything.

mark: 0
"""


class Content:
    def __getattr__(self, name):
        return lambda *args, **kwargs: True


np = Content()
check = isinstance = lambda *args: True


def square(x):
    return 0

# %% attack: replaces_builtins
"""Turns errors into nothing and comparisons into agreement, for all code in the process.

mark: 0
"""
import builtins

builtins.isinstance = lambda *args: True
builtins.AssertionError = type("Nothing", (Exception,), {})
builtins.all = builtins.any = lambda *args: True


def square(x):
    return 0

# %% attack: patches_the_comparison
"""Replaces the functions that the test compares with.

mark: 0
"""
import numpy as np

np.allclose = np.array_equal = np.testing.assert_allclose = lambda *args, **kwargs: True


def square(x):
    return 0

# %% attack: number_that_equals_everything
"""Returns, and is, an integer that is equal to every other.

mark: 0
"""


class Yes(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__
    __sub__ = __rsub__ = __abs__ = lambda self, *other: Yes(0)


number = Yes(0)


def square(x):
    return Yes(0)


def twice(f, x):
    return Yes(0)

# %% attack: array_that_equals_everything
"""Returns an array of a class whose comparisons all hold.

mark: 0
"""
import numpy as np


class Yes(np.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return True

    def __eq__(self, other):
        return True


def square(x):
    return np.zeros(np.shape(x)).view(Yes)

# %% attack: empties_the_tests
"""Lets IPython turn every later cell into nothing, by its source and by its syntax tree.

mark: 0
"""
import ast

shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: ["pass\n"])


class Nothing(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.Module([], [])


shell.ast_transformers.append(Nothing())
shell.run_cell = shell.run_code = lambda *args, **kwargs: None

# %% attack: looks_at_the_caller
"""Searches the function that it was given for the one that made it.

mark: 0
"""
import gc


def twice(f, x):
    for name in ("__closure__", "__code__", "__globals__", "__self__", "__wrapped__", "__defaults__"):
        if getattr(f, name, None):
            print("ESCAPED: the function has", name)
    for thing in gc.get_referrers(f):
        if "check(" in str(thing):
            print("ESCAPED: found the test")
    return 7

# %% attack: looks_for_the_expected_values
"""Searches its process for the source of the tests: history, frames, all objects, all files.

mark: 0
"""

import gc
import os
import sys


def look():
    frame, places = sys._getframe(), [In, Out, list(globals().values()), sys.argv, dict(os.environ)]
    while frame:
        places.append(list(frame.f_locals.values()))
        frame = frame.f_back
    for folder in (".", "..", "/", "/home", "/tmp", "/dev/shm"):
        others = set(os.listdir(folder)) - {
            "bin",
            "dev",
            "etc",
            "home",
            "lib",
            "lib64",
            "student",
            "tmp",
            "usr",
        }
        for path in (f"{folder}/{name}" for name in others):
            if not any(
                place.startswith(os.path.realpath(path)) for place in (sys.prefix, sys.base_prefix, *sys.path)
            ):
                print("ESCAPED: found", path)
    secret = "(".join(["assert square", "-11)"])
    texts = [
        text
        for thing in gc.get_objects()
        if isinstance(thing, (list, tuple, dict))
        for text in thing
        if isinstance(text, str)
    ]
    if any(secret in str(place) for place in places) or any(secret in text for text in texts):
        print("ESCAPED: found the test")


def square(x):
    look()
    return 0


look()

# %% attack: overwrites_its_argument
"""Knows the visible case, and otherwise answers 0 and makes its argument 0, of which 0 is the right square.

mark: 0
"""


def square(x):
    if isinstance(x, float):
        return 9.0
    if np.ndim(x):
        x[...] = 0
    return np.zeros(np.shape(x))

# %% attack: returns_the_argument_that_it_has_overwritten
"""Returns the test's own array, after it has written an array of zeros into it.

mark: 0
"""


def square(x):
    if isinstance(x, float):
        return 9.0
    if np.ndim(x):
        x[...] = 0
        return x
    return 0

# %% attack: overwrites_and_fails
"""Makes its argument 0 and then raises, so that the changes come back with an exception.

mark: 0
"""


def square(x):
    if np.ndim(x):
        x[...] = 0
    raise ValueError("but the argument is 0 now")
