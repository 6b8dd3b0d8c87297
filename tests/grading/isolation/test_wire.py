"""What crosses between examiner and student: plain data unchanged, nothing else, and calls as on one side."""

import json
import os
import socket
import threading
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.isolation.codecs import CODECS, Decoder, Encoder, Foreign
from grading.isolation.peer import Peer, RemoteError
from grading.isolation.wire import Connection, NotPlain, WireError

PLAIN = [
    None,
    True,
    -(2**200),
    0.1,
    float("inf"),
    1 + 2j,
    "ηλ\n\0",
    b"\xff\x00",
    (1, (2.0, "x")),
    [1, [], {"a": {1, 2}, (3, 4): None}],
    range(3, 10, 2),
    Fraction(1, 3),
    np.float32(0.1),
    np.int8(-3),
]
ARRAYS = [
    np.arange(12.0).reshape(3, 4).T,
    np.array(3),
    np.zeros((0, 5), dtype=np.float32),
    np.array([True, False]),
    np.array([1 + 1j, np.nan]),
    np.arange(4, dtype=">i2"),
    np.array([["too small", "good"]]),
]


def crossed(value, **options):
    encoder = Encoder(None, **options)
    data = encoder.encode(value)
    ours, theirs = map(Connection, socket.socketpair())
    ours.send(data, encoder.arrays)
    decoder = Decoder(None, theirs.receive()[1])
    ours.close()
    theirs.close()
    return decoder.decode(data)


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_data_arrives_as_it_was(value):
    arrived = crossed(value)
    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize("value", ARRAYS, ids=lambda value: f"{value.dtype.name}{value.shape}")
def test_arrays_arrive_as_they_were(value):
    arrived = crossed(value)
    np.testing.assert_array_equal(arrived, value)
    assert arrived.dtype.newbyteorder("=") == value.dtype.newbyteorder("=")
    assert arrived.shape == value.shape
    assert arrived.flags.writeable


def test_a_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.integers(10, dtype=np.uint32)
    arrived = crossed(rng)
    assert (arrived.normal(size=5) == rng.normal(size=5)).all()


def test_a_subclass_arrives_as_what_it_is_made_of():
    class Yes(np.ndarray):
        def __eq__(self, other):
            return True

    arrived = crossed(np.zeros(2).view(Yes))
    assert type(arrived) is np.ndarray


@pytest.mark.parametrize(
    "value",
    [object(), np.array([object()]), [[object()]], np.zeros(2, "f8,i4"), os],
    ids=["object", "array of objects", "list of objects", "records", "module"],
)
def test_what_is_not_plain_is_shown_but_cannot_be_used(value):
    arrived = crossed(value)
    while isinstance(arrived, list):
        (arrived,) = arrived
    assert isinstance(arrived, Foreign)
    with pytest.raises(NotPlain):
        bool(arrived == 1)
    with pytest.raises(NotPlain):
        crossed(value, strict=True)


@pytest.mark.parametrize(
    "data",
    [
        {"array": ["O", [1], 0]},
        {"array": ["<f8", [1], 0]},
        {"array": ["<f8", [-1], 0]},
        {"array": ["<f8", [2**70], 0]},
        {"array": ["f8,f8", [1], 0]},
        {"known": 7},
        {"set": [[]]},
        {"dict": [[{"set": []}, 1]]},
        {"fraction": [1, 0]},
        {"fraction": ["1e999999999"]},
        {"fraction": ["1e999999999", None]},
        {"generator": [1, 2]},
        {},
        {"tuple": [], "complex": []},
        {"tuple": 3},
    ],
    ids=str,
)
def test_what_no_encoder_makes_is_an_error(data):
    with pytest.raises(WireError):
        Decoder(lambda kind, content: pytest.fail("a handle"), b"").decode(data)


NUMBERS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
MESSAGES = st.recursive(
    NUMBERS,
    lambda parts: (
        st.lists(parts) | st.dictionaries(st.sampled_from([*CODECS, "known", "foreign"]), parts, max_size=1)
    ),
)


@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(MESSAGES, st.binary(max_size=64))
def test_whatever_arrives_is_a_value_or_an_error_of_the_wire(message, arrays):
    def resolve(kind, content):
        raise WireError("no such handle")

    for act in (Decoder.decode, lambda decoder, message: decoder.refill(0, message)):
        decoder = Decoder(resolve, arrays, [[1, 2]])
        try:
            act(decoder, message)
        except WireError:
            pass


@pytest.fixture
def pair():
    """A peer that asks, and one that answers in a thread until the first hangs up."""
    ours, theirs = map(Peer, socket.socketpair())

    def answer():
        try:
            while True:
                (kind, *content), arrays = theirs.receive()
                theirs.serve(kind, content, arrays)
        except EOFError:
            pass

    thread = threading.Thread(target=answer)
    thread.start()
    yield ours, theirs
    ours.connection.socket.shutdown(socket.SHUT_RDWR)
    thread.join()
    ours.connection.close()
    theirs.connection.close()


def there(pair, function):
    """The function as the other side of the wire sees it."""
    ours, theirs = pair
    return ours._resolve("function", theirs._handle_of(function)["function"])


def test_a_call_is_two_messages(pair, monkeypatch):
    """Those in the docstring of peer.py."""
    sent = []
    send = Connection.send

    def note_and_send(connection, message, arrays=()):
        sent.append(json.loads(json.dumps(message)))
        send(connection, message, arrays)

    monkeypatch.setattr(Connection, "send", note_and_send)

    def f(w):
        w *= 2
        return w

    there(pair, f)(np.ones(2))
    assert sent == [
        ["call", 0, {"tuple": [{"array": ["<f8", [2], 0]}]}, {"dict": []}],
        ["return", {"known": 0}, [[0, {"array": ["<f8", [2], 0]}]]],
    ]


def test_what_a_call_changes_in_place_is_changed_here(pair):
    def spoil(w, state, numbers):
        w *= 2
        state["v"] += 1
        state["new"] = w
        numbers.append([3])
        return w

    w, v, numbers = np.ones(2), np.zeros(3), [1]
    state = {"v": v}
    returned = there(pair, spoil)(w, state, numbers)
    assert returned is w is state["new"]
    assert state["v"] is v
    assert (w.tolist(), v.tolist(), numbers) == ([2, 2], [1, 1, 1], [1, [3]])


def test_a_generator_that_was_drawn_from_is_drawn_from_here(pair):
    rng, twin = np.random.default_rng(1), np.random.default_rng(1)
    assert (there(pair, lambda rng: rng.normal(size=3))(rng) == twin.normal(size=3)).all()
    assert rng.normal() == twin.normal()


def test_functions_call_back_and_come_back(pair):
    twice = there(pair, lambda f, x: f(f(x)))
    assert twice(lambda x: x * 3, 2) == 18
    assert there(pair, lambda k: lambda x: x + k)(5)(1) == 6

    def own(x):
        return x

    assert there(pair, lambda f: f)(own) is own


def test_iterators_are_drawn_one_by_one(pair):
    def count():
        n = 0
        while True:
            yield n
            n += 1

    numbers = there(pair, count)()
    assert [next(numbers) for _ in range(3)] == [0, 1, 2]
    assert list(there(pair, lambda: iter("ab"))()) == ["a", "b"]


def test_exceptions_come_back_by_type_and_text(pair):
    class Own(Exception):
        pass

    def fail(error):
        def act():
            raise error

        return there(pair, act)

    with pytest.raises(ValueError, match="^lr is negative$"):
        fail(ValueError("lr is negative"))()
    with pytest.raises(KeyError) as caught:
        fail(KeyError("v"))()
    assert str(caught.value) == "'v'"
    with pytest.raises(np.linalg.LinAlgError, match="^Singular matrix$") as caught:
        fail(np.linalg.LinAlgError("Singular matrix"))()
    assert type(caught.value).__name__ == "LinAlgError"
    with pytest.raises(RemoteError, match="^what$") as caught:
        fail(Own("what"))()
    assert type(caught.value).__name__ == "Own"
    for error in (StopIteration(), SystemExit(0)):  # or a loop around the call would end in silence
        with pytest.raises(RemoteError):
            fail(error)()
