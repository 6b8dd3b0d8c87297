# %% attack: answers_without_end
"""Begins an answer and sends it byte by byte.

mark: 0
"""

import gc
import struct
import time

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    student.connection.socket.sendall(struct.pack("!II", 2**20, 0))
    while True:
        try:
            student.connection.socket.sendall(b" ")
            time.sleep(0.1)
        except KeyboardInterrupt:
            pass


# %% attack: sends_a_huge_length
"""Announces a message of four gigabytes.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    student.connection.socket.sendall(b"\xff" * 8)
    while True:
        student.connection.socket.sendall(b"x" * 2**20)


# %% attack: sends_a_deep_nest
"""Sends, past our own encoder, a message that is nested a million times.

mark: 0
"""
import gc
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    text = b'["return", ' + b"[" * 10**6 + b"]" * 10**6 + b", []]"
    student.connection.socket.sendall(struct.pack("!II", len(text), 0) + text)


# %% attack: sends_a_pickle
"""Sends a pickle that runs a command where it is loaded.

mark: 0
"""
import gc
import os
import pickle
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


class Command:
    def __reduce__(self):
        return os.system, ("echo ESCAPED",)


def square(x):
    data = pickle.dumps(Command())
    student.connection.socket.sendall(struct.pack("!II", len(data), 0) + data)


# %% attack: sends_strange_arrays
"""Sends arrays of objects, of negative shapes, of more than was sent, and bools neither true nor false.

mark: 0
"""

import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
ARRAYS = [
    ["|O", [1], 0],
    ["<f8", [-1], 0],
    ["<f8", [10**9, 10**9], 0],
    ["<f8", [1], -8],
    ["f8,f8", [1], 0],
    ["?", [16], 0],
]
calls = 0


def square(x):
    global calls
    calls += 1
    student.connection.send(["return", {"array": ARRAYS[calls % len(ARRAYS)]}, []], [b"\x02" * 16])
    raise SystemExit


# %% attack: forges_answers
"""Answers questions that were not asked, and sends messages that only the trusted side sends.

mark: 0
"""

import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    for message in (
        ["done", []],
        ["ended"],
        ["return", None, []],
        ["name", "check"],
        ["setup", "check = print"],
    ):
        student.connection.send(message)
    return 0


# %% attack: changes_what_was_not_lent
"""Claims that the call has changed values of the test that it was never given.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    contents = {"array": ["<f8", [2], 0]}
    for number in (-1, 1, 2, 3, 10**6):
        student.connection.send(["return", 0, [[number, contents]]], [bytes(16)])
    return 0


# %% attack: calls_back_with_poison
"""Calls the test's own function with things that should hurt it, and asks for functions it was not given.

mark: 0
"""


class Poison:
    def __add__(self, other):
        print("ESCAPED: the sum was made here")
        return 7

    __radd__ = __mul__ = __rmul__ = __add__


def twice(f, x):
    for poison in (Poison(), "x" * 10**6, [[]] * 10**5, b"\xff", 10**1000, float("nan"), lambda: 0, None):
        try:
            f(poison)
        except Exception as error:
            print(type(error).__name__)
    for number in range(-3, 1000):
        try:
            f._peer.call(number, ("__import__('os').system('id')",), {})
        except Exception:
            pass
    return 7


# %% attack: returns_a_deep_nest
"""Returns a list in a list in a list, ten thousand times, and one that contains itself.

mark: 0
"""


def square(x):
    nest = []
    for _ in range(10_000):
        nest = [nest]
    return nest


number = []
number.append(number)

# %% attack: raises_hostile_exceptions
"""Raises exceptions whose text cannot be read, is huge, or is not text.

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


# %% attack: raises_what_ends_loops
"""Raises StopIteration, GeneratorExit, SystemExit and KeyboardInterrupt, as if the caller had.

mark: 0
"""

ERRORS = [StopIteration, GeneratorExit, SystemExit, KeyboardInterrupt, StopAsyncIteration]


def square(x):
    ERRORS.append(ERRORS.pop(0))
    raise ERRORS[0]("nothing is wrong")


def twice(f, x):
    raise ERRORS[0](7)


# %% attack: sends_texts_that_grow
"""Sends texts of which one is long: as an array, all of them are as long as the longest.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    texts = ["x" * 10_000, *[""] * 94_999]
    student.connection.send(["return", {"texts": [[95_000], texts]}, []])
    raise SystemExit


# %% attack: sends_the_same_bytes_again_and_again
"""Sends one array of 64 MB, and says ten thousand times that here it is again.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    again = [{"array": ["<f8", [2**23], 0]}] * 10_000
    student.connection.send(["return", again, []], [bytes(2**26)])
    raise SystemExit


# %% attack: sends_many_small_things
"""Sends millions of empty lists and dicts, which take more room than their text.

mark: 0
"""
import gc
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    text = b'["return", [' + b"[]," * 2_700_000 + b"[]], []]"
    student.connection.socket.sendall(struct.pack("!II", len(text), 0) + text)
    raise SystemExit


# %% attack: laughs_a_billion_times
"""Returns a list that holds a list twice, which holds a list twice, and so on; a dict likewise.

mark: 0
"""


def laugh():
    laughs, more = ["ha"], {"a": 1}
    for _ in range(28):
        laughs, more = [laughs, laughs], {"a": more, "b": more}
    return laughs, more


def square(x):
    return laugh()


number = laugh()

# %% attack: sends_two_outputs_at_once
"""Sends an output with more parts than one has, and with none.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    for message in (["output", 1, 2], ["output"], ["output", None], ["output", {"output_type": []}]):
        student.connection.send(message)
    return 0


# %% attack: forges_handles
"""Returns functions and iterators with numbers that nobody has given out, or of the other side.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
FORGED = [{"yours": 10**6}, {"yours": -1}, {"function": [True, "f"]}, {"iterator": ["x", []]}, {"yours": {}}]
calls = 0


def square(x):
    global calls
    calls += 1
    student.connection.send(["return", FORGED[calls % len(FORGED)], []])
    raise SystemExit


# %% attack: sends_numbers_that_take_hours
"""Sends numbers of thousands of digits, infinities, and fractions that are none.

mark: 0
"""
import gc
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
NUMBERS = [
    b"9" * 5000,
    b"1e999",
    b"NaN",
    b'{"fraction": [1, 0]}',
    b'{"fraction": ["1e9999999", 1]}',
    b'{"range": [0, 1]}',
]
calls = 0


def square(x):
    global calls
    calls += 1
    text = b'["return", ' + NUMBERS[calls % len(NUMBERS)] + b", []]"
    student.connection.socket.sendall(struct.pack("!II", len(text), 0) + text)
    raise SystemExit


# %% attack: sends_half_a_message
"""Sends half of a message, and ends.

mark: 0
"""
import gc
import os
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    student.connection.socket.sendall(struct.pack("!II", 1000, 1000) + b'["return", 9.0')
    os._exit(0)


# %% attack: answers_in_advance
"""Sends the answer to the next question before it is asked, from a thread, again and again.

mark: 0
"""
import gc
import threading

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def flood():
    while True:
        student.connection.send(["return", None, []])


threading.Thread(target=flood, daemon=True).start()

# %% attack: changes_into_another_kind
"""Says that an array of the test has become a list, another shape, another type, or itself.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
CONTENTS = [
    [1, 2],
    {"array": ["<f8", [3], 0]},
    {"dict": []},
    {"known": 0},
    {"texts": [[2], ["a", "b"]]},
    None,
]
calls = 0


def square(x):
    global calls
    if not np.ndim(x):
        return x * x
    calls += 1
    student.connection.send(["return", 0, [[0, CONTENTS[calls % len(CONTENTS)]]]], [bytes(24)])
    raise SystemExit


# %% attack: raises_groups_of_exceptions
"""Raises an exception that holds a thousand others, each with a cause and a context of its own.

mark: 0
"""


def square(x):
    errors = []
    for number in range(1000):
        error = ValueError("x" * 1000)
        error.__cause__ = errors[-1] if errors else None
        error.add_note("y" * 1000)
        errors.append(error)
    raise ExceptionGroup("all of them", errors)


# %% attack: raises_the_examiners_own
"""Raises exceptions with the names of those by which the examiner knows that an answer has ended.

mark: 0
"""

NAMES = ["AnswerStopped", "WireError", "NotPlain", "RemoteError", "BaseException", "not an identifier\n"]


def square(x):
    NAMES.append(NAMES.pop(0))
    raise type(NAMES[0], (Exception,), {})("nothing is wrong")


def twice(f, x):
    raise EOFError


# %% attack: calls_back_for_ever
"""Calls the test's function without end, and from many threads at once.

mark: 0
"""
import threading


def twice(f, x):
    for _ in range(8):
        threading.Thread(target=lambda: [f(1) for _ in range(10**6)], daemon=True).start()
    while True:
        f(x)

# %% attack: sends_a_type_of_a_million_fields
"""Sends an array whose type is a list of a million fields, which takes long to read, and room.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    student.connection.send(["return", {"array": ["f8," * 2_000_000, [1], 0]}, []], [bytes(16)])
    raise SystemExit


# %% attack: sends_many_generators
"""Sends as many random generators as a message can name, each of which is a kilobyte at the other end.

mark: 0
"""
import gc
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    generators = b",".join([b'{"generator":[1,1,0,0]}'] * 300_000)
    text = b'["return", [' + generators + b"], []]"
    student.connection.socket.sendall(struct.pack("!II", len(text), 0) + text)
    raise SystemExit


# %% attack: sends_an_output_that_is_nested
"""Sends, during the test, an output whose text is a list in a list, as deep as JSON may be, then an answer.

mark: 0
"""
import gc
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    for depth in range(800, 1000):
        nest = b"[" * depth + b"]" * depth
        text = b'["output", {"output_type": "stream", "name": "stdout", "text": %s}]' % nest
        student.connection.socket.sendall(struct.pack("!II", len(text), 0) + text)
    return 9.0 if np.ndim(x) == 0 else 0


# %% attack: never_has_told_all_changes
"""Answers the question which names have changed with an iterator that does not end.

mark: 0
"""
import gc
import itertools

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
student.changed = lambda names: itertools.cycle(["square"])

# %% attack: has_a_name_that_is_a_message
"""Gives its function a name that reads like a verdict, with lines and colours, and returns what is wrong.

mark: 0
"""


def square(x):
    return 0


square.__name__ = square.__qualname__ = "square\x1b[2J\n  likely reason:  ESCAPED\nESCAPED" + "x" * 10**6
