"""A notebook without its outputs, which nobody marks. However large they are, they are never in memory."""

import re
from collections.abc import Iterable

MAX_TOKENS = 1_000_000  # brackets and texts that are looked at one by one
DROPPED = {b'"outputs"': b"[]", b'"attachments"': b"{}"}  # what stands in place of what these keys hold

TOKEN = re.compile(rb'["{}\[\]]')
WHOLE_TEXTS = re.compile(rb'(?:[^"{}\[\]]*"[^"\\]*(?:\\.[^"\\]*)*")*', re.DOTALL)
INSIDE_TEXT = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)


class TooLong(Exception):
    """What is left is still too long."""


def without_outputs(chunks: Iterable[bytes], most: int) -> bytes:
    """JSON that comes in chunks, without what the keys DROPPED hold; TooLong if it is more than `most` bytes.

    >>> without_outputs([b'{"cells": [{"outputs": ["]', b'", {}], "source": "1"}]}'], 100)
    b'{"cells": [{"outputs": [], "source": "1"}]}'
    """
    slimmer = Slimmer(most)
    rest = b""
    for chunk in chunks:
        rest = slimmer.take(rest + chunk)
    return bytes(slimmer.kept + rest)


class Slimmer:
    def __init__(self, most: int) -> None:
        self.most = most
        self.kept = bytearray()
        # Where in `kept` the text that is being read begins; None outside of one.
        self.text: int | None = None
        self.key = b""  # the last text, as far as it may be a key of interest
        self.depth = 0  # of brackets
        self.dropping: int | None = None  # the depth at which that ends
        self.tokens = 0

    def take(self, data: bytes) -> bytes:
        """Take some bytes; those at their end that cannot be understood without what follows come back."""
        place = 0
        while place < len(data):
            if self.text is None:
                place = self._outside_text(data, place)
            else:
                place = self._inside_text(data, place)
                if data[place:] == b"\\":
                    break
        return data[place:]

    def _outside_text(self, data, place):
        """Take all up to the next token, and that; where it ends."""
        if self.dropping is not None:
            place = WHOLE_TEXTS.match(data, place).end()  # many at once: an output may be a list of lines
        token = TOKEN.search(data, place)
        self._keep(data[place : token.start() if token else len(data)])
        if not token:
            return len(data)
        self._count_token()
        kind = token[0]
        if kind == b'"':
            self.text = len(self.kept)
            self._keep(kind)
        elif kind in b"{[":
            self.depth += 1
            if self.dropping is None and self._follows_a_key_of_interest():
                self._keep(DROPPED[self.key])
                self.dropping = self.depth
            self._keep(kind)
        else:
            self._keep(kind)
            if self.depth == self.dropping:
                self.dropping = None
            self.depth -= 1
        return token.end()

    def _inside_text(self, data, place):
        """Take the text to its end, or as far as it is here; where that is."""
        end = INSIDE_TEXT.match(data, place).end()
        self._keep(data[place:end])
        if data[end : end + 1] == b'"':
            self._keep(b'"')
            self.key = bytes(self.kept[self.text :]) if len(self.kept) - self.text < 20 else b""
            self.text = None
            return end + 1
        return end

    def _follows_a_key_of_interest(self):
        return self.key in DROPPED and bytes(self.kept[-20:]).rstrip().endswith(self.key + b":")

    def _keep(self, data):
        if self.dropping is None:
            self.kept += data
            if len(self.kept) > self.most:
                raise TooLong

    def _count_token(self):
        self.tokens += 1
        if self.tokens > MAX_TOKENS:
            raise TooLong
