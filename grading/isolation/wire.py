"""What crosses between examiner and student's process: plain data in bounded frames, and nothing else.

A frame is two lengths, a JSON text, and the raw bytes of the arrays in it (codecs.py says how values become
these). It names no class that the receiver would look up, and holds no code, so the worst that a sender can
do is to send wrong data, or none.
"""

import json
import struct

MAX_TEXT = 8 * 2**20  # bytes of JSON in a frame
MAX_ARRAYS = 64 * 2**20  # bytes of arrays in a frame

_LENGTHS = struct.Struct("!II")


class WireError(Exception):
    """What arrived is not a message that this package sends."""


class NotPlain(TypeError):
    """A value is not plain data, or too much of it."""


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
