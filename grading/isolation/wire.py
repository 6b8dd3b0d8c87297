"""What crosses between the examiner and the student's process: plain data in bounded frames, and nothing else.

A frame is two lengths, a JSON text, and the raw bytes of the arrays in it. It names no class that the receiver
would look up and holds no code: the worst that a sender can do is to send wrong data, or none. Numbers, strings,
tuples, lists, dicts, sets, numeric arrays and random generators are copied. Functions and iterators stay where
they are, and a handle crosses. Anything else arrives as Foreign, which can be shown but not used.
"""

import json
import struct
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

MAX_TEXT = 8 * 2**20  # bytes of JSON in a frame
MAX_ARRAYS = 64 * 2**20  # bytes of arrays in a frame
MAX_DEPTH = 32
MAX_BITS = 4096  # of an integer
NUMERIC = "biufc"  # kinds of dtype

_LENGTHS = struct.Struct("!II")


class WireError(Exception):
    """What arrived is not a message that this package sends."""


class NotPlain(TypeError):
    """A value is not plain data, or too much of it."""


class Foreign:
    """Stands for a value that is not plain data and stayed where it was."""

    def __init__(self, kind):
        self._kind = kind

    def __repr__(self):
        return f"<a value of type {self._kind}: only numbers, text, lists, tuples, dicts and arrays can be marked>"

    def _refuse(self, *_):
        raise NotPlain(repr(self))

    __bool__ = __eq__ = __hash__ = _refuse


class Connection:
    """Messages over a socket."""

    def __init__(self, socket):
        self.socket = socket
        self._file = socket.makefile("rb")

    def send(self, message, arrays=()):
        text = json.dumps(message).encode()
        size = sum(map(len, arrays))
        if len(text) > MAX_TEXT or size > MAX_ARRAYS:
            raise NotPlain(f"{(len(text) + size) / 2**20:.0f} MB are too much to hand over")
        self.socket.sendall(b"".join([_LENGTHS.pack(len(text), size), text, *arrays]))

    def receive(self):
        """The next message and the bytes of its arrays; EOFError when the other side has ended."""
        text_size, size = _LENGTHS.unpack(self._read(_LENGTHS.size))
        if text_size > MAX_TEXT or size > MAX_ARRAYS:
            raise WireError("too long")
        text, arrays = self._read(text_size), self._read(size)
        try:
            return json.loads(text), arrays
        except (ValueError, RecursionError) as error:
            raise WireError(type(error).__name__) from None

    def _read(self, size):
        data = self._file.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def close(self):
        self._file.close()
        self.socket.close()


def clean(text, limit=10_000):
    """Text that can be written anywhere: no lone surrogates, and not too long."""
    text = str(text)
    return (text if len(text) <= limit else text[:limit] + " ...").encode(errors="replace").decode()


def can_change(value):
    """Whether a value is plain, and one that a function can change in place."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in NUMERIC + "U"
    if isinstance(value, np.random.Generator):
        return isinstance(value.bit_generator, np.random.PCG64)
    return isinstance(value, (list, dict, set))


class Encoder:
    """Turns values into what JSON and arrays can hold.

    Lists, dicts, sets, arrays and generators are numbered as they are met, and cross once; the `known` ones, which
    the other side has already, cross as their number. `handle` names a function or an iterator for the other side.
    """

    def __init__(self, handle, known=(), strict=False):
        self.handle = handle
        self.strict = strict
        self.known = list(known)
        self.numbers = {id(value): number for number, value in enumerate(self.known)}
        self.arrays = []
        self.size = 0

    def encode(self, value, depth=0):
        kind = type(value)
        if kind is float or kind is str or kind is bool or value is None:
            return value
        if kind is int:
            return self._integer(value)
        if depth > MAX_DEPTH:
            raise NotPlain("nested too deeply to hand over")
        if id(value) in self.numbers:
            return {"known": self.numbers[id(value)]}
        if can_change(value):
            self.numbers[id(value)] = len(self.known)
            self.known.append(value)
            return self.contents(value, depth)
        return self._other(value, depth)

    def contents(self, value, depth=0):
        """What a value that can change holds now."""
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, list):
            return [self.encode(item, depth + 1) for item in list.__iter__(value)]
        if isinstance(value, dict):
            return {
                "dict": [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in dict.items(value)]
            }
        if isinstance(value, set):
            return {"set": [self.encode(item, depth + 1) for item in set.__iter__(value)]}
        return self._generator(value)

    def _array(self, value):
        value = np.asarray(value)
        if value.dtype.kind == "U":
            return {"texts": [value.shape, value.ravel().tolist()]}
        value = value.astype(value.dtype.newbyteorder("<"), copy=False)
        start, self.size = self.size, self.size + value.nbytes
        self.arrays.append(value.tobytes())
        return {"array": [value.dtype.str, value.shape, start]}

    def _generator(self, value):
        state = value.bit_generator.state
        return {"generator": [*state["state"].values(), state["has_uint32"], state["uinteger"]]}

    def _integer(self, value):
        if value.bit_length() > MAX_BITS:
            raise NotPlain(f"an integer of {value.bit_length()} bits is too long to hand over")
        return value

    def _other(self, value, depth):
        if isinstance(value, tuple):
            return {"tuple": [self.encode(item, depth + 1) for item in tuple.__iter__(value)]}
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, np.generic) and value.dtype.kind in NUMERIC:
            return {"scalar": self._array(value)["array"]}
        if isinstance(value, complex):
            return {"complex": [value.real, value.imag]}
        if isinstance(value, bytes):
            return {"bytes": value.decode("latin-1")}
        if isinstance(value, Fraction):
            return {"fraction": [self._integer(value.numerator), self._integer(value.denominator)]}
        if isinstance(value, range):
            return {"range": [self._integer(number) for number in (value.start, value.stop, value.step)]}
        if isinstance(value, int):
            return self._integer(int.__int__(value))
        if isinstance(value, float):
            return float.__float__(value)
        if callable(value) or isinstance(value, Iterator):
            return self.handle(value)
        return self._foreign(
            f"array of dtype {value.dtype}" if isinstance(value, np.ndarray) else type(value).__name__
        )

    def _foreign(self, kind):
        if self.strict:
            raise NotPlain(
                f"a value of type {kind} cannot be handed to an answer: hand over plain data or functions"
            )
        return {"foreign": clean(kind, 100)}


class Decoder:
    """Turns what an Encoder made back into values; WireError if no Encoder can have made it.

    `resolve(kind, content)` gives what a handle stands for on this side.
    """

    def __init__(self, resolve, arrays=b"", known=()):
        self.resolve = resolve
        self.arrays = arrays
        self.known = list(known)

    def decode(self, data):
        try:
            return self._decode(data, 0)
        except (
            TypeError,
            ValueError,
            LookupError,
            OverflowError,
            ZeroDivisionError,
            AttributeError,
        ) as error:
            raise WireError(type(error).__name__) from None

    def refill(self, number, data):
        """Let the known value of that number hold what it holds on the other side."""
        try:
            self._fill(self.known[number], data, 0)
        except (
            TypeError,
            ValueError,
            LookupError,
            OverflowError,
            ZeroDivisionError,
            AttributeError,
        ) as error:
            raise WireError(type(error).__name__) from None

    def _decode(self, data, depth):
        if data is None or isinstance(data, (bool, int, float)):
            return data
        if isinstance(data, str):
            return data.encode(errors="replace").decode()
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        if isinstance(data, list):
            return self._fill(self._numbered([]), data, depth)
        ((kind, content),) = data.items()
        if kind == "dict":
            return self._fill(self._numbered({}), data, depth)
        if kind == "set":
            return self._fill(self._numbered(set()), data, depth)
        if kind == "array":
            return self._numbered(self._array(content))
        if kind == "texts":
            return self._numbered(self._texts(content))
        if kind == "generator":
            return self._fill(self._numbered(np.random.default_rng(0)), data, depth)
        if kind == "tuple":
            return tuple([self._decode(item, depth + 1) for item in content])
        return self._simple(kind, content)

    def _simple(self, kind, content):
        if kind == "known":
            return self.known[content]
        if kind == "scalar":
            return self._array(content)[()]
        if kind == "complex":
            return complex(*content)
        if kind == "bytes":
            return content.encode("latin-1")
        if kind == "fraction":
            return Fraction(*content)
        if kind == "range":
            return range(*content)
        if kind == "foreign":
            return Foreign(clean(content, 100))
        return self.resolve(kind, content)

    def _numbered(self, value):
        self.known.append(value)
        return value

    def _fill(self, value, data, depth):
        if isinstance(value, list):
            value[:] = [self._decode(item, depth + 1) for item in data]
        elif isinstance(value, dict):
            items = {self._decode(k, depth + 1): self._decode(v, depth + 1) for k, v in data["dict"]}
            value.clear()
            value.update(items)
        elif isinstance(value, set):
            items = {self._decode(item, depth + 1) for item in data["set"]}
            value.clear()
            value.update(items)
        elif isinstance(value, np.ndarray):
            value[...] = self._texts(data["texts"]) if "texts" in data else self._array(data["array"])
        else:
            state, increment, has_uint32, uinteger = data["generator"]
            value.bit_generator.state = {
                "bit_generator": "PCG64",
                "state": {"state": state, "inc": increment},
                "has_uint32": has_uint32,
                "uinteger": uinteger,
            }
        return value

    def _array(self, content):
        name, shape, start = content
        dtype = np.dtype(name)
        if dtype.kind not in NUMERIC or dtype.names or min(shape, default=0) < 0 or start < 0:
            raise WireError("not a numeric array")
        size = dtype.itemsize
        for length in shape:
            size *= length
        if dtype.kind == "b":  # a byte that is neither 0 nor 1 would be a bool that is not equal to itself
            dtype, name = np.dtype(np.uint8), "?"
        array = np.frombuffer(self.arrays[start : start + size], dtype).reshape(shape)
        return array != 0 if name == "?" else array.copy()

    def _texts(self, content):
        shape, texts = content
        return np.array([clean(text) for text in texts], dtype=str).reshape(shape)
