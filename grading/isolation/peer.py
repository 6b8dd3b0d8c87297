"""Calls between two processes that share nothing but a socket: `f(x)` here runs `f` there.

Arguments and results are copied (codecs.py). What the call changed in place, here or there, is changed on the
other side as well. Exceptions cross by the name of their type and their text; of the types, only Python's own
exist on the other side. A call may call back, by the same two messages in the other direction, before it
returns.

For example, the student's process has this function, and the examiner has it as number 0:

    def f(w):
        w *= 2
        return w

When a test calls `f(np.ones(2))`, two messages cross:

    examiner: ["call", 0, {"tuple": [{"array": ["<f8", [2], 0]}]}, {"dict": []}]      and 16 bytes, the array
    student:  ["return", {"known": 0}, [[0, {"array": ["<f8", [2], 0]}]]]             and 16 bytes

The first names the function, the positional arguments and the keyword arguments. Both sides number the values
that can change as they meet them in it: the array is 0, the dict of keyword arguments 1. Therefore the answer
can say that f returned no new array but number 0, and that number 0 has changed, and now holds the 16 bytes
with it. An ordinary peer writes these into its own array, and `f(w) is w` holds there, too. The examiner
writes them into a copy (arguments.py).

To find out what has changed, the side that answers encodes each of those values before the call and after it.
"""

import builtins
from collections.abc import Iterator
from itertools import islice

import numpy as np

from grading.isolation.codecs import Decoder, Encoder
from grading.isolation.wire import Connection, NotPlain, WireError, clean

MAX_TRACEBACK = 20_000  # characters


class RemoteError(Exception):
    """An exception of a type that does not exist here; a subclass has the type's name."""


class Remote:
    """A function or iterator of the other process."""

    def __init__(self, peer, number, name):
        self._peer, self._number = peer, number
        self.__name__ = self.__qualname__ = name

    def __repr__(self):
        return f"<{type(self).__name__} {self.__name__}>"


class KeyErrorWithText(KeyError):
    """A KeyError whose argument is its whole text; Python's own would put quotation marks around it."""

    def __str__(self):
        return self.args[0]


class RemoteFunction(Remote):
    def __call__(self, *args, **kwargs):
        return self._peer.call(self._number, args, kwargs)


class RemoteIterator(Remote, Iterator):
    def __next__(self):
        match self._peer.next(self._number):
            case [item]:
                return item
        raise StopIteration


class Peer:
    """One end. `strict` makes it an error to send what is not plain data."""

    def __init__(self, socket, strict=False):
        self.connection = Connection(socket)
        self.strict = strict
        self.handed_out = []  # functions and iterators, by the numbers that the other side has for them

    # Asking

    def call(self, number, args, kwargs):
        encoder = self._encoder()
        message = ["call", number, encoder.encode(args), encoder.encode(kwargs)]
        return self._ask(message, encoder)

    def next(self, number):
        """The next item in a list; an empty list at the end."""
        return self._ask(["next", number], self._encoder())

    def _ask(self, message, encoder):
        """The answer to a message; what the other side asks in the meantime is answered first."""
        self.connection.send(message, encoder.arrays)
        while True:
            (kind, *content), arrays = self.receive()
            if kind not in ("return", "raise"):
                self.serve(kind, content, arrays)
                continue
            value, error = self._outcome(kind, content, Decoder(self._resolve, arrays, encoder.known))
            if error:
                raise error
            return value

    def receive(self):
        message, arrays = self.connection.receive()
        if not isinstance(message, list) or not message:
            raise WireError("no kind")
        return message, arrays

    def _outcome(self, kind, content, decoder):
        """(value, None) or (None, exception): what a call returned or raised. Its changes are made here."""
        known = len(decoder.known)
        try:
            if kind == "return":
                value, changes = content
                outcome = decoder.decode(value), None
            else:
                name, text, traceback, changes = content
                outcome = None, self.error(clean(name, 100), clean(text), clean(traceback, MAX_TRACEBACK))
            for number, contents in changes:
                if not 0 <= number < known:
                    raise WireError("a change of what was not handed over")
                decoder.refill(number, contents)
        except (TypeError, ValueError) as error:
            raise WireError(type(error).__name__) from None
        return outcome

    def error(self, name, text, traceback):
        """The exception to raise here for one that was raised there."""
        bases = (RemoteError, NUMPY_ERRORS[name]) if name in NUMPY_ERRORS else (RemoteError,)
        own = type(name if name.isidentifier() else "Unknown", bases, {})
        try:
            error = OWN_ERRORS.get(name, own)(text)
        except TypeError:  # UnicodeDecodeError and its like want more than a text
            error = own(text)
        error.remote_traceback = traceback
        return error

    # Answering

    def serve(self, kind, content, arrays):
        """Do what the other side asks for, and answer."""
        decoder = Decoder(self._resolve, arrays)
        try:
            if kind == "call":
                number, args, kwargs = content
                function = self._handed_out(number)
                args, kwargs = decoder.decode(args), decoder.decode(kwargs)
            elif kind == "next":
                (number,) = content
                function, args, kwargs = next_in_list, (self._handed_out(number),), {}
            else:
                raise WireError("an unknown kind")
        except (TypeError, ValueError, LookupError) as error:
            raise WireError(type(error).__name__) from None
        self._answer(lambda: function(*args, **kwargs), decoder.known)

    def _answer(self, act, arrived):
        """Do the act, and send its value or its exception.

        arrived  the values that came with the message and can change, in the order of their numbers
        """
        before = [snapshot(value) for value in arrived]
        try:
            value = self.run(act)
        except BaseException as error:
            self._send_error(error, arrived, before)
            return
        encoder = self._encoder(arrived)
        try:
            message = ["return", encoder.encode(value), self._changes(arrived, before, encoder)]
            self.connection.send(message, encoder.arrays)
        except NotPlain as error:
            self._send_error(error, [], [])

    def _send_error(self, error, arrived, before):
        name, text = clean(type(error).__name__, 100), clean(error_text(error))
        traceback = clean(self.traceback(error), MAX_TRACEBACK)
        encoder = self._encoder(arrived)
        try:
            changes = self._changes(arrived, before, encoder)
        except NotPlain:
            changes, encoder = [], self._encoder()
        self.connection.send(["raise", name, text, traceback, changes], encoder.arrays)

    def _changes(self, arrived, before, encoder):
        """[number, what it holds now] of each value that has changed since the snapshots `before`."""
        return [
            [number, encoder.contents(value)]
            for number, value in enumerate(arrived)
            if snapshot(value) != before[number]
        ]

    def run(self, act):
        return act()

    def traceback(self, error):
        """What the other side may show of where an exception came from."""
        return ""

    # Handles

    def _encoder(self, known=()):
        return Encoder(self._handle_of, known, self.strict)

    def _handle_of(self, value):
        """What crosses in place of a function or an iterator: its number, here or on the other side."""
        if isinstance(value, Remote) and value._peer is self:
            return {"yours": value._number}
        self.handed_out.append(value)
        kind = "iterator" if isinstance(value, Iterator) else "function"
        name = clean(getattr(value, "__name__", type(value).__name__), 100)
        return {kind: [len(self.handed_out) - 1, name]}

    def _handed_out(self, number):
        if not isinstance(number, int) or not 0 <= number < len(self.handed_out):
            raise WireError("no such handle")
        return self.handed_out[number]

    def _resolve(self, kind, content):
        """What a handle that arrived stands for here."""
        if kind == "yours":
            return self._handed_out(content)
        number, name = content
        return {"function": RemoteFunction, "iterator": RemoteIterator}[kind](self, number, clean(name, 100))


def snapshot(value):
    """Something that differs when a value has changed."""
    encoder = Encoder(id, [value])
    return encoder.contents(value), encoder.arrays


def next_in_list(iterator):
    return list(islice(iterator, 1))


def error_text(error):
    """The text of an exception, whose own __str__ may fail."""
    try:
        return str(error)
    except Exception:
        return ""


# What messages such as "'function' object is not iterable" call them.
RemoteFunction.__name__ = "function"
RemoteIterator.__name__ = "generator"
KeyErrorWithText.__name__ = "KeyError"

# Python's own exceptions by name, except for those that end loops and programs.
OWN_ERRORS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception) and not name.startswith("Stop")
} | {"KeyError": KeyErrorWithText}

# A test may expect one of NumPy's, or the built-in exception that it is a kind of.
NUMPY_ERRORS = {
    "AxisError": np.exceptions.AxisError,
    "LinAlgError": np.linalg.LinAlgError,
    "UFuncTypeError": TypeError,
}
