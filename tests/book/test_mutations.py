"""A number changed in a test of a claim makes it fail, unless there is a reason why it need not."""

import ast
import random
import sys

import numpy as np  # noqa: F401, for the small tests
import pytest

from . import mutations
from .mutations import accepted, file_of, named_tests, problems, reason_for, survives


def test_thirty_random_changes_are_noticed_or_have_their_reason(say):
    """`make test-claims` tries them all."""
    seed = random.randrange(10**6)
    say(f"thirty changes of tests, chosen at random with the seed {seed}")
    everything = [change for name in named_tests() for change in mutations.mutations(name)]
    for change in random.Random(seed).sample(everything, 30):
        if not reason_for(change):
            assert not survives(change), f"nothing notices it, seed {seed}: {change}"


def test_every_reason_is_one_and_belongs_to_a_test_that_a_mark_names():
    tests = set(named_tests())
    for path in mutations.SURVIVORS.glob("*.toml"):
        for name, reasons in accepted(path.stem).items():
            assert name in tests and file_of(name) == path.stem, f"{path}: the book does not name {name}"
            for change, reason in reasons.items():
                begins = reason.startswith(mutations.REASONS) and reason not in mutations.REASONS
                assert begins, f"{path}: {change}: a reason begins with one of {mutations.REASONS}"


@pytest.fixture
def of(monkeypatch):
    """The changes of a small test that stands here, and the survivors among them."""

    def of(source, reasons=None):
        tree = ast.parse(source).body[0]
        monkeypatch.setattr(mutations, "tree_of", lambda name: tree)
        monkeypatch.setattr(mutations, "module_of", lambda name: sys.modules[__name__])
        monkeypatch.setattr(mutations, "file_of", lambda name: "test_here")
        monkeypatch.setattr(mutations, "accepted", lambda file: {"test_it": reasons or {}})
        changes = mutations.mutations("test_it")
        return [change.change for change in changes], [one for one in changes if survives(one)]

    return of


def test_numbers_and_relations_are_changed_but_no_seeds_tolerances_and_places(of):
    changes, survivors = of(
        "def test_it():\n"
        "    values = np.random.default_rng(7).normal(size=(30, 2))[0]\n"
        "    assert 21 == pytest.approx(21.0, rel=1e-9), 'not 21'\n"
    )
    assert changes == [
        "30 -> 33 in: values = np.random.default_rng(7).normal(size=(30, 2))[0]",
        "2 -> 3 in: values = np.random.default_rng(7).normal(size=(30, 2))[0]",
        "== -> != in: assert 21 == pytest.approx(21.0, rel=1e-09), 'not 21'",
        "21 -> 23 in: assert 21 == pytest.approx(21.0, rel=1e-09), 'not 21'",
        "21.0 -> 23.1 in: assert 21 == pytest.approx(21.0, rel=1e-09), 'not 21'",
    ]


def test_a_change_that_nothing_notices_needs_a_reason_of_its_own(of):
    source = "def test_it():\n    for x in (2, 3):\n        assert x > 1\n"
    _, survivors = of(source)
    assert [change.change for change in survivors] == [
        "2 -> 3 in: for x in (2, 3):",
        "3 -> 4 in: for x in (2, 3):",
    ]
    assert problems("test_it", survivors) == [f"test_it: nothing notices {one.change}" for one in survivors]
    _, survivors = of(source, {"in: for x in (2, 3):": "true as well: other numbers"})
    assert problems("test_it", survivors) == []
    _, survivors = of(source, {"in: for x in (2, 3):": "why not"})
    assert len(problems("test_it", survivors)) == 3  # such a reason is none
    _, survivors = of(source, {"in: for x in (2, 3):": "true as well: 3", "1 -> 2 in: x": "about: 1"})
    [problem] = problems("test_it", survivors)
    assert "gives a reason for what does not survive: 1 -> 2" in problem


def test_a_reason_for_a_statement_stands_for_its_numbers_not_for_its_relations(of):
    statement = "assert 1 < 2 or 3 > 4"
    _, survivors = of(f"def test_it():\n    {statement}\n", {f"in: {statement}": "true as well: so it is"})
    assert [one.change.partition(" in")[0] for one in survivors if not reason_for(one)] == ["> -> <"]


def test_a_test_that_hangs_when_it_is_changed_has_noticed(of, monkeypatch):
    monkeypatch.setattr(mutations, "seconds_of", lambda name: 0.2)
    changes, survivors = of("def test_it():\n    while 0:\n        pass\n")
    assert len(changes) == 1 and survivors == []
