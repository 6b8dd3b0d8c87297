"""What an answer writes into a test's arguments changes copies, and only `check_unchanged` is told of it.

Otherwise a test that calls first, and computes what it expects afterwards, would compute it from what the
answer has written. `check_value(step(w, g), w - g, ...)`, for example, would be met by an answer that fills w
and g with zeros and returns zeros.
"""

from functools import wraps

from grading.isolation.codecs import Decoder, Encoder

LOOKS = "check_unchanged"  # the check by which a test says that it looks at an argument


class Arguments:
    """The values of a test that were handed to answers, and how these left them."""

    def __init__(self):
        self.forget()

    def forget(self):
        self._left = {}  # {id of a value: (the value, which so keeps its id; how an answer left it)}

    def note(self, value, left):
        """Note how an answer left its copy of a value that can change, and of what is in it."""
        self._left[id(value)] = value, left
        if isinstance(value, dict) and isinstance(left, dict):
            pairs = [(value[key], left[key]) for key in value.keys() & left.keys()]
        elif isinstance(value, list) and isinstance(left, list):
            pairs = list(zip(value, left))
        else:
            pairs = []
        for part, part_left in pairs:
            if id(part) not in self._left:
                self.note(part, part_left)

    def as_left(self, value):
        return self._left.get(id(value), (value, value))[1]

    def looking(self, check):
        """The check `check_unchanged`, for which an argument is as an answer left it."""

        @wraps(check)
        def look(after, *others, **more):
            return check(self.as_left(after), *others, **more)

        return look


def copies(values):
    """A copy of each value that can change; the functions and iterators in them are the same."""
    handles = []

    def handle_of(value):
        handles.append(value)
        return {"handle": len(handles) - 1}

    encoder = Encoder(handle_of)
    data = encoder.encode(tuple(values))
    decoder = Decoder(lambda kind, number: handles[number], b"".join(encoder.arrays))
    decoder.decode(data)
    return [decoder.known[encoder.numbers[id(value)]] for value in values]
