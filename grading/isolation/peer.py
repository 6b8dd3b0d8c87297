"""Calls between two processes that share nothing but a socket: `f(x)` here runs `f` there.

Arguments and results are copied (wire.py). What the call changed in place, here or there, is changed on the other
side as well. Exceptions cross by the name of their type and their text; of the types, only Python's own exist
on the other side. A call may call back.
"""

import builtins
from collections.abc import Iterator
from itertools import islice

from grading.isolation.wire import Connection, Decoder, Encoder, NotPlain, WireError, clean

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
    """One whose text has been made already."""

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
        self.lent = []  # functions and iterators that the other side has handles of

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
        """(value, None) or (None, exception)."""
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
                    raise WireError("a change of what was not lent")
                decoder.refill(number, contents)
        except (TypeError, ValueError) as error:
            raise WireError(type(error).__name__) from None
        return outcome

    def error(self, name, text, traceback):
        """The exception to raise here for one that was raised there."""
        own = type(name if name.isidentifier() else "Unknown", (RemoteError,), {})
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
                function, args, kwargs = self._lent(number), decoder.decode(args), decoder.decode(kwargs)
            else:
                function, args, kwargs = {"next": next_in_list}[kind], (self._lent(*content),), {}
        except (TypeError, ValueError, LookupError) as error:
            raise WireError(type(error).__name__) from None
        self._answer(lambda: function(*args, **kwargs), decoder.known)

    def _answer(self, act, lent):
        before = [self._contents(value) for value in lent]
        try:
            value = self.run(act)
        except BaseException as error:
            self._send_error(error, lent, before)
        else:
            encoder = self._encoder(lent)
            try:
                value = encoder.encode(value)
                self.connection.send(["return", value, self._changes(lent, before, encoder)], encoder.arrays)
            except NotPlain as error:
                self._send_error(error, [], [])

    def _send_error(self, error, lent, before):
        encoder = self._encoder(lent)
        try:
            changes = self._changes(lent, before, encoder)
        except NotPlain:
            changes, encoder = [], self._encoder()
        parts = (
            clean(type(error).__name__, 100),
            clean(error_text(error)),
            clean(self.traceback(error), MAX_TRACEBACK),
        )
        self.connection.send(["raise", *parts, changes], encoder.arrays)

    def run(self, act):
        return act()

    def traceback(self, error):
        """What the other side may show of where an exception came from."""
        return ""

    def _contents(self, value):
        """Something that differs when the value has changed."""
        encoder = Encoder(id, [value])
        return encoder.contents(value), encoder.arrays

    def _changes(self, lent, before, encoder):
        changed = [number for number, value in enumerate(lent) if self._contents(value) != before[number]]
        return [[number, encoder.contents(lent[number])] for number in changed]

    # Handles

    def _encoder(self, known=()):
        return Encoder(self._lend, known, self.strict)

    def _lend(self, value):
        if isinstance(value, Remote) and value._peer is self:
            return {"yours": value._number}
        self.lent.append(value)
        kind = "iterator" if isinstance(value, Iterator) else "function"
        return {kind: [len(self.lent) - 1, clean(getattr(value, "__name__", type(value).__name__), 100)]}

    def _lent(self, number):
        if not isinstance(number, int) or not 0 <= number < len(self.lent):
            raise WireError("no such handle")
        return self.lent[number]

    def _resolve(self, kind, content):
        if kind == "yours":
            return self._lent(content)
        number, name = content
        return {"function": RemoteFunction, "iterator": RemoteIterator}[kind](self, number, clean(name, 100))


def next_in_list(iterator):
    return list(islice(iterator, 1))


def error_text(error):
    """The text of an exception, whose own __str__ may fail."""
    try:
        return str(error)
    except Exception:
        return ""


# What messages such as "'function' object is not iterable" call them.
RemoteFunction.__name__, RemoteIterator.__name__, KeyErrorWithText.__name__ = (
    "function",
    "generator",
    "KeyError",
)

# Python's own exceptions by name, but for those that end loops and programs.
OWN_ERRORS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception) and not name.startswith("Stop")
} | {"KeyError": KeyErrorWithText}
