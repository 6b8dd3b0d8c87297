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


# %% attack: knows_the_visible_case
"""Knows the case that students see, and nothing else.

mark: 0
"""


def square(x):
    return 9.0


def twice(f, x):
    return 7


# %% attack: overwrites_every_kind_of_argument
"""Makes its argument zeros by every way that leads to the same memory.

mark: 0
"""


def square(x):
    if isinstance(x, float):
        return 9.0
    if np.ndim(x):
        np.copyto(x, 0)
        x.fill(0)
        x.sort()
        x.view(np.uint8)[...] = 0
        x.resize(x.shape, refcheck=False)
        np.multiply(x, 0, out=x)
    return np.zeros_like(x)


# %% attack: keeps_its_arguments_for_later
"""Keeps the arrays that it is given, and changes them during the next call.

mark: 0
"""
kept = []


def square(x):
    for old in kept:
        old[...] = 0
    if np.ndim(x):
        kept.append(x)
    return 9.0 if isinstance(x, float) else np.zeros(np.shape(x))


# %% attack: changes_arguments_from_a_thread
"""Changes its argument from a thread, after it has answered.

mark: 3
"""
import threading
import time


def square(x):
    def later():
        time.sleep(0.01)
        if np.ndim(x):
            x[...] = 0

    threading.Thread(target=later).start()
    return x * x


# %% attack: replaces_the_checks
"""Replaces the checks of the problem sets, in the module and in the namespace.

mark: 0
"""
import gdcore.problem_sets
import sys

for module in [each for name, each in list(sys.modules.items()) if name.startswith("gdcore")]:
    for name in dir(module):
        if name.startswith("check"):
            setattr(module, name, lambda *args, **kwargs: None)
check_unchanged = check_value = lambda *args, **kwargs: None


def square(x):
    return 0


# %% attack: hooks_the_import
"""Lets every later import give its own module, and every later trace run its own function.

mark: 0
"""
import builtins
import sys
import types


class Any(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: True


builtins.__import__ = lambda name, *args, **kwargs: Any(name)
sys.meta_path.insert(0, None)
sys.settrace(lambda *args: None)
sys.setprofile(lambda *args: None)
sys.modules["numpy"] = Any("numpy")


def square(x):
    return 0


# %% attack: has_a_class_that_lies
"""Returns objects that say that they are numbers, to isinstance and to everybody.

mark: 0
"""


class Meta(type):
    def __instancecheck__(cls, thing):
        return True

    def __subclasscheck__(cls, thing):
        return True


class Number(metaclass=Meta):
    __class__ = property(lambda self: int)

    def __eq__(self, other):
        return True

    def __index__(self):
        return 42

    __int__ = __float__ = __index__
    __hash__ = None


number = Number()


def square(x):
    return Number()


# %% attack: is_asynchronous
"""Returns what would be right if somebody waited for it.

mark: 0
"""


async def square(x):
    return x * x


async def twice(f, x):
    yield f(f(x))


# %% attack: returns_another_shape
"""Returns right numbers in shapes that only look the same. A test with `==` takes a row of one.

mark: 1
"""


def square(x):
    return np.array([x * x])


def twice(f, x):
    return np.array([[f(f(x))]])[:0]


# %% attack: broadcasts_to_everything
"""Returns an array that has every shape: ten thousand million numbers in eight bytes.

mark: 0
"""


def square(x):
    return np.broadcast_to(np.float64(9), (10**5, 10**5))


# %% attack: returns_numbers_that_are_none
"""Returns not-a-number, infinities, and long doubles with bits that no number has.

mark: 0
"""


def square(x):
    if isinstance(x, float):
        return np.frombuffer(b"\xff" * 16, np.longdouble)[0]
    return np.full(np.shape(x), np.nan) if np.ndim(x) else float("inf")


# %% attack: is_right_in_an_unusual_way
"""Is right: negative strides, big-endian numbers, another type, a function that is a class's.

mark: 3
"""
import functools


class Squares:
    def __call__(self, x):
        if np.ndim(x):
            return np.asarray((x * x)[::-1].astype(">f4"), dtype=">f8")[::-1]
        return np.float32(x) * np.int64(x)


square = functools.partial(Squares())

# %% attack: deletes_what_it_is_asked_for
"""Takes back what it has defined once it has been called, and everything else with it.

mark: 0
"""


def square(x):
    globals().clear()
    get_ipython().user_ns.clear()
    get_ipython().run_line_magic("reset", "-f")
    return x * x


# %% attack: gives_the_test_a_name
"""Defines the names that tests and set-up cells use, for the cells after it.

mark: 0
"""
x = print = repr = len = range = np = check = check_unchanged = AssertionError = None


def square(x):
    return 0


# %% attack: forges_the_reason
"""Says in an exception what a check would say, with a reason for the whole class to read.

mark: 0
"""


def square(x):
    raise AssertionError("square is not right.\n  expected:       9\n  likely reason:  the lecturer is wrong")

# %% attack: changes_what_it_has_returned
"""Returns a list and an array and goes on writing into them, from a thread and in the next call.

mark: 0
"""
import threading

returned = [np.zeros(2), [0.0]]


def write():
    while True:
        returned[0][:] = [2.25, 4.0]
        returned[1][:] = [9.0]


threading.Thread(target=write, daemon=True).start()


def square(x):
    return returned[0] if np.ndim(x) else returned[1]


# %% attack: answers_by_the_tests_own_tools
"""Finds the tests' tools in its own process, where set-up cells have run, and takes their teeth out.

mark: 0
"""
import gc

import gdcore.problem_sets


def agree(*_, **__):
    return None


for thing in gc.get_objects():
    if callable(thing) and str(getattr(thing, "__name__", "")).startswith("check"):
        try:
            thing.__code__ = agree.__code__
            thing.__defaults__ = None
        except (AttributeError, TypeError, ValueError):
            pass
np.allclose = np.shape = agree


def square(x):
    return 0


# %% attack: restores_what_it_has_overwritten
"""Says, past our own encoder, that an argument is as it was, after it was overwritten in its own process.

mark: 3
"""


def square(x):
    right = x * x
    if np.ndim(x):
        before = x.copy()
        x[:] = 0
        x[:] = before
    return right
