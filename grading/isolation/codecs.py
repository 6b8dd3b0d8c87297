"""How values become what a frame can hold (wire.py), and values again on the other side.

Numbers, strings, tuples, lists, dicts, sets, numeric arrays and random generators are copied, and a tensor of
PyTorch arrives as an array. Functions and iterators stay where they are, and a handle crosses. Anything else
arrives as Foreign, which can be shown but not used.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from grading.isolation.wire import MAX_ARRAYS, NotPlain, WireError, clean

MAX_DEPTH = 32
MAX_BITS = 4096  # of an integer
MAX_DECODED = 2 * MAX_ARRAYS  # bytes that the values in a frame may take; an honest frame takes less
BYTES_PER_VALUE = 64
BYTES_PER_CHARACTER = np.dtype("U1").itemsize
BYTES_PER_GENERATOR = 1024
NUMERIC = "biufc"  # kinds of dtype
DTYPE = re.compile(rf"[<|][{NUMERIC}]\d\d?")  # as an Encoder names it; NumPy reads whole lists of fields


class Foreign:
    """Stands for a value that is not plain data and stayed where it was."""

    def __init__(self, kind):
        self._kind = kind

    def __repr__(self):
        can_be_marked = "only numbers, text, lists, tuples, dicts and arrays can be marked"
        return f"<a value of type {self._kind}: {can_be_marked}>"

    def _refuse(self, *_):
        raise NotPlain(repr(self))

    __bool__ = __eq__ = __hash__ = _refuse


@dataclass(frozen=True)
class Codec:
    """How values of one kind cross: as {kind: content}.

    is_it(value)                             whether a value is of this kind
    encode(encoder, value, depth)            its content, as JSON can hold it
    decode(decoder, content, depth)          the value
    decode(decoder, content, depth, into=x)  x, which now holds the content; only if the kind is `mutable`
    """

    is_it: Callable[[Any], bool]
    encode: Callable[..., Any]
    decode: Callable[..., Any]
    mutable: bool = False  # whether a function can change such a value in place; then it is numbered


def is_a(*types):
    return lambda value: isinstance(value, types)


# Lists, dicts and sets. A new one is numbered before its items are decoded, because these may refer to it.
# The items are read by the methods of list, dict and set themselves: a subclass may do something else.


def encode_list(encoder, value, depth):
    return [encoder.encode(item, depth + 1) for item in list.__iter__(value)]


def decode_list(decoder, content, depth, into=None):
    value = decoder.numbered([]) if into is None else into
    value[:] = [decoder.decode_part(item, depth + 1) for item in content]
    return value


def encode_dict(encoder, value, depth):
    return [[encoder.encode(key, depth + 1), encoder.encode(v, depth + 1)] for key, v in dict.items(value)]


def decode_dict(decoder, content, depth, into=None):
    value = decoder.numbered({}) if into is None else into
    items = {decoder.decode_part(key, depth + 1): decoder.decode_part(v, depth + 1) for key, v in content}
    value.clear()
    value.update(items)
    return value


def encode_set(encoder, value, depth):
    return [encoder.encode(item, depth + 1) for item in set.__iter__(value)]


def decode_set(decoder, content, depth, into=None):
    value = decoder.numbered(set()) if into is None else into
    items = {decoder.decode_part(item, depth + 1) for item in content}
    value.clear()
    value.update(items)
    return value


def encode_tuple(encoder, value, depth):
    return [encoder.encode(item, depth + 1) for item in tuple.__iter__(value)]


def decode_tuple(decoder, content, depth):
    return tuple([decoder.decode_part(item, depth + 1) for item in content])


# Arrays: [dtype, shape, where its bytes begin in those of the frame], or [shape, texts].


def is_array_of(kinds):
    return lambda value: isinstance(value, np.ndarray) and value.dtype.kind in kinds


def encode_array(encoder, value, depth):
    value = np.asarray(value)
    value = value.astype(value.dtype.newbyteorder("<"), copy=False)
    return [value.dtype.str, value.shape, encoder.place(value.tobytes())]


def read_array(decoder, content):
    name, shape, start = content
    if not DTYPE.fullmatch(name) or min(shape, default=0) < 0 or start < 0:
        raise WireError("not a numeric array")
    dtype = np.dtype(name)
    size = dtype.itemsize
    for length in shape:
        size *= length
    decoder.spend(size)
    if dtype.kind != "b":
        return np.frombuffer(decoder.arrays[start : start + size], dtype).reshape(shape).copy()
    # A byte that is neither 0 nor 1 would be a bool that is not equal to itself.
    return np.frombuffer(decoder.arrays[start : start + size], np.uint8).reshape(shape) != 0


def decode_array(decoder, content, depth, into=None):
    return numbered_or_put(decoder, read_array(decoder, content), into)


def encode_texts(encoder, value, depth):
    value = np.asarray(value)
    return [value.shape, value.ravel().tolist()]


def decode_texts(decoder, content, depth, into=None):
    shape, texts = content
    texts = [clean(text) for text in texts]
    longest = max(map(len, texts), default=0)
    decoder.spend(len(texts) * longest * BYTES_PER_CHARACTER)  # in an array all are as long as the longest
    array = np.array(texts, dtype=str).reshape(shape)
    return numbered_or_put(decoder, array, into)


def numbered_or_put(decoder, array, into):
    if into is None:
        return decoder.numbered(array)
    into[...] = array
    return into


def is_tensor(value):
    """Whether it is a tensor of PyTorch, which crosses as an array; PyTorch itself may be missing here."""
    return type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach")


def is_scalar(value):
    return isinstance(value, np.generic) and value.dtype.kind in NUMERIC


def decode_scalar(decoder, content, depth):
    return read_array(decoder, content)[()]


# Random generators: the four numbers of their state.


def is_generator(value):
    return isinstance(value, np.random.Generator) and isinstance(value.bit_generator, np.random.PCG64)


def encode_generator(encoder, value, depth):
    state = value.bit_generator.state
    return [*state["state"].values(), state["has_uint32"], state["uinteger"]]


def decode_generator(decoder, content, depth, into=None):
    decoder.spend(BYTES_PER_GENERATOR)
    value = decoder.numbered(np.random.default_rng(0)) if into is None else into
    state, increment, has_uint32, uinteger = content
    value.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": state, "inc": increment},
        "has_uint32": has_uint32,
        "uinteger": uinteger,
    }
    return value


# Numbers and bytes.


def whole(number):
    """An int that is not too long to hand over."""
    if number.bit_length() > MAX_BITS:
        raise NotPlain(f"an integer of {number.bit_length()} bits is too long to hand over")
    return number


def encode_complex(encoder, value, depth):
    return [value.real, value.imag]


def decode_complex(decoder, content, depth):
    return complex(*content)


def encode_bytes(encoder, value, depth):
    return value.decode("latin-1")


def decode_bytes(decoder, content, depth):
    return content.encode("latin-1")


def encode_fraction(encoder, value, depth):
    return [whole(value.numerator), whole(value.denominator)]


def decode_fraction(decoder, content, depth):
    numerator, denominator = content
    if type(numerator) is not int or type(denominator) is not int:
        raise WireError("not a fraction")  # the text "1e999999999" would take hours
    return Fraction(numerator, denominator)


def encode_range(encoder, value, depth):
    return [whole(number) for number in (value.start, value.stop, value.step)]


def decode_range(decoder, content, depth):
    return range(*content)


# JSON has lists of its own: they alone cross as what they hold, without the name of a kind.
LIST = Codec(is_a(list), encode_list, decode_list, mutable=True)
# The first kind that fits a value is taken: NumPy's float64 is a scalar, although it is a float as well.
CODECS = {
    "dict": Codec(is_a(dict), encode_dict, decode_dict, mutable=True),
    "set": Codec(is_a(set), encode_set, decode_set, mutable=True),
    "array": Codec(is_array_of(NUMERIC), encode_array, decode_array, mutable=True),
    "texts": Codec(is_array_of("U"), encode_texts, decode_texts, mutable=True),
    "generator": Codec(is_generator, encode_generator, decode_generator, mutable=True),
    "tuple": Codec(is_a(tuple), encode_tuple, decode_tuple),
    "scalar": Codec(is_scalar, encode_array, decode_scalar),
    "complex": Codec(is_a(complex), encode_complex, decode_complex),
    "bytes": Codec(is_a(bytes), encode_bytes, decode_bytes),
    "fraction": Codec(is_a(Fraction), encode_fraction, decode_fraction),
    "range": Codec(is_a(range), encode_range, decode_range),
}


class Encoder:
    """Turns values into what JSON and arrays can hold.

    Values that can change are numbered as they are met, and cross once. The `known` ones, which the other
    side has already, cross as their number. `handle` names a function or an iterator for the other side.
    """

    def __init__(self, handle, known=(), strict=False):
        self.handle = handle
        self.strict = strict
        self.known = list(known)
        self.numbers = {id(value): number for number, value in enumerate(self.known)}
        self.arrays = []
        self.size = 0

    def encode(self, value, depth=0):
        if value is None or type(value) in (bool, float, str):
            return value
        if type(value) is int:
            return whole(value)
        if depth > MAX_DEPTH:
            raise NotPlain("nested too deeply to hand over")
        if id(value) in self.numbers:
            return {"known": self.numbers[id(value)]}
        kind, codec = codec_for(value)
        if codec:
            if codec.mutable:
                self.numbers[id(value)] = len(self.known)
                self.known.append(value)
            return self._content(kind, codec, value, depth)
        return self._subclass_or_handle(value)

    def contents(self, value):
        """What a value that can change holds now, whether or not it is known."""
        kind, codec = codec_for(value)
        return self._content(kind, codec, value, 0)

    def place(self, data):
        """Where the bytes of an array begin in those of the frame."""
        start, self.size = self.size, self.size + len(data)
        self.arrays.append(data)
        return start

    def _content(self, kind, codec, value, depth):
        content = codec.encode(self, value, depth)
        return content if codec is LIST else {kind: content}

    def _subclass_or_handle(self, value):
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, int):
            return whole(int.__int__(value))
        if isinstance(value, float):
            return float.__float__(value)
        if is_tensor(value):
            return self._content("array", CODECS["array"], value.detach().cpu().numpy(), 0)
        if callable(value) or isinstance(value, Iterator):
            return self.handle(value)
        is_array = isinstance(value, np.ndarray)
        kind = f"array of dtype {value.dtype}" if is_array else type(value).__name__
        if self.strict:
            raise NotPlain(
                f"a value of type {kind} cannot be handed to an answer: hand over plain data or functions"
            )
        return {"foreign": clean(kind, 100)}


def codec_for(value):
    """(kind, codec) for a value; (None, None) if there is none."""
    if LIST.is_it(value):
        return "list", LIST
    for kind, codec in CODECS.items():
        if codec.is_it(value):
            return kind, codec
    return None, None


class Decoder:
    """Turns what an Encoder made back into values; WireError if no Encoder can have made it.

    `resolve(kind, content)` gives what a handle stands for on this side.
    """

    def __init__(self, resolve, arrays=b"", known=()):
        self.resolve = resolve
        self.arrays = arrays
        self.known = list(known)
        self.left = MAX_DECODED

    def spend(self, size):
        """Count bytes before they are taken: several arrays in a frame may claim the same of its bytes."""
        self.left -= size
        if self.left < 0:
            raise WireError("too much")

    def decode(self, data):
        with what_fails_is_malformed():
            return self.decode_part(data, 0)

    def refill(self, number, data):
        """Let the known value of that number hold what it holds on the other side."""
        with what_fails_is_malformed():
            value = self.known[number]
            codec, content = self._split(data)
            if not codec.is_it(value):
                raise WireError("another kind of value")
            codec.decode(self, content, 0, into=value)

    def decode_part(self, data, depth):
        """A value that may be a part of another; what is malformed raises any of the MALFORMED errors."""
        self.spend(BYTES_PER_VALUE)
        if data is None or isinstance(data, (bool, int, float)):
            return data
        if isinstance(data, str):
            return data.encode(errors="replace").decode()
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        codec, content = self._split(data)
        if codec:
            return codec.decode(self, content, depth)
        ((kind, content),) = data.items()
        if kind == "known":
            return self.known[content]
        if kind == "foreign":
            return Foreign(clean(content, 100))
        return self.resolve(kind, content)

    def numbered(self, value):
        self.known.append(value)
        return value

    def _split(self, data):
        """The codec for what arrived, and the content; no codec if it is a reference."""
        if isinstance(data, list):
            return LIST, data
        ((kind, content),) = data.items()
        return CODECS.get(kind), content


MALFORMED = (TypeError, ValueError, LookupError, OverflowError, ZeroDivisionError, AttributeError)


@contextmanager
def what_fails_is_malformed():
    try:
        yield
    except MALFORMED as error:
        raise WireError(type(error).__name__) from None
