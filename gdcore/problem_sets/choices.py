"""Checks of what is chosen: one option, all options that apply, labels."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .messages import NotAnswered, expected_got, fail, folded, reasons


def check_option(got: Any, options: Iterable[str], name: str) -> None:
    """Pass if `got` is one of the options, right or wrong; capital or small letters do not matter.

    >>> check_option("b", "ABC", "direction")
    >>> check_option("D", "ABC", "direction")
    Traceback (most recent call last):
    AssertionError: direction is not right.
      expected:       one of 'A', 'B', 'C'
      got:            'D' (str)
    """
    __tracebackhide__ = True
    wanted = "one of " + ", ".join(map(repr, options))
    if got is None:
        raise NotAnswered(name, wanted)
    if folded(got) not in map(folded, options):
        fail(f"{name} is not right.", *expected_got(wanted, got))


def check_choice(got: Any, right: str, wrong: dict[str, str], name: str, read: str = "") -> None:
    """Pass if `got` is the right option; else say what is wrong with the chosen one.

    wrong  {wrong option: what is wrong with it}

    >>> check_choice("A", "B", {"A": "that is uphill", "C": "that is along the contour"}, "direction")
    Traceback (most recent call last):
    AssertionError: direction is not right.
      your answer:    'A'
      likely reason:  that is uphill
    """
    __tracebackhide__ = True
    check_option(got, sorted([right, *wrong]), name)
    for option, reason in wrong.items():
        if folded(got) == folded(option):
            answer = ("your answer", repr(option))
            fail(f"{name} is not right.", answer, ("likely reason", reason), ("read again", read))


def check_options(got: Any, options: str, name: str) -> set[str]:
    """Pass if `got` is a selection of the options, which are letters, right or wrong; the selection.

    It may be a text, "A, C" or "ac", or letters in a list, a tuple or a set.

    >>> sorted(check_options("c, A", "ABCD", "signs")), sorted(check_options(["B"], "ABCD", "signs"))
    (['A', 'C'], ['B'])
    >>> check_options("A and E", "ABCD", "signs")
    Traceback (most recent call last):
    AssertionError: signs is not right.
      expected:       one or more of the letters A, B, C, D, such as "A, B"
      got:            'A and E' (str)
    """
    __tracebackhide__ = True
    wanted = f'one or more of the letters {", ".join(options)}, such as "{options[0]}, {options[1]}"'
    if got is None:
        raise NotAnswered(name, wanted)
    parts = got.replace(",", " ").replace(" and ", " ").split() if isinstance(got, str) else got
    chosen = set()
    if isinstance(parts, (list, tuple, set)) and all(isinstance(part, str) for part in parts):
        chosen = set("".join(map(str.upper, map(str.strip, parts))))
    if not chosen or not chosen <= set(options):
        fail(f"{name} is not right.", *expected_got(wanted, got))
    return chosen


def check_choices(got: Any, right: str, why: dict[str, str], name: str, read: str = "") -> None:
    """Pass if `got` selects all the options that apply and no other; else say what is so about those.

    right  the letters that apply, such as "AC"
    why    {option: why it applies, or why it does not}, for each of the options

    >>> why = {"A": "the rate is constant", "B": "the batch has no noise", "C": "the loss still falls"}
    >>> check_choices("A, B", "AC", why, "signs")
    Traceback (most recent call last):
    AssertionError: signs is not right.
      your answer:    A, B
      likely reason:  B does not apply: the batch has no noise
      or:             C applies as well: the loss still falls
    """
    __tracebackhide__ = True
    chosen = check_options(got, "".join(why), name)
    too_many = [f"{option} does not apply: {why[option]}" for option in why if option in chosen - set(right)]
    too_few = [f"{option} applies as well: {why[option]}" for option in why if option in set(right) - chosen]
    if too_many or too_few:
        answer = ("your answer", ", ".join(sorted(chosen)))
        fail(f"{name} is not right.", answer, *reasons(too_many + too_few), ("read again", read))


def check_share(
    got: Sequence[str],
    expected: Sequence[str],
    at_least: float,
    name: str,
    mistakes: dict[tuple[str, str], str] | None = None,
    read: str = "",
) -> None:
    """Pass if the share of right labels in `got` is `at_least` this; else name the commonest confusion.

    mistakes  {(right label, label given): what that confusion usually comes from}

    >>> check_share(["good", "good", "noisy"], ["good", "noisy", "noisy"], 0.9, "diagnose")
    Traceback (most recent call last):
    AssertionError: diagnose is not right often enough.
      expected:       at least 90% of 3 right
      got:            67% right
      most often:     'noisy' was called 'good' (1 of 2 times)
    """
    __tracebackhide__ = True
    labels = sorted(set(expected))
    if 0 < (mute := sum(label is None for label in got)) < len(got):
        text = f"None {mute} of {len(got)} times: a way through the function ends without a `return`"
        fail(f"{name} is not right.", ("expected", "one of " + ", ".join(map(repr, labels))), ("got", text))
    for label in got:
        check_option(label, labels, name)
    confusions = Counter(pair for pair in zip(expected, map(folded, got), strict=True) if len(set(pair)) == 2)
    share = 1 - confusions.total() / len(expected)
    if share < at_least:
        (right, given), times = confusions.most_common(1)[0]
        fail(
            f"{name} is not right often enough.",
            ("expected", f"at least {at_least:.0%} of {len(expected)} right"),
            ("got", f"{share:.0%} right"),
            (
                "most often",
                f"{right!r} was called {given!r} ({times} of {list(expected).count(right)} times)",
            ),
            ("likely reason", (mistakes or {}).get((right, given), "")),
            ("read again", read),
        )
