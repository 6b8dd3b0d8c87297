"""The notebook that is run: the instructor's, with the answers in their places, and notes on what changed."""

import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.isolation.restore import Unreadable, read, released, restore
from grading.isolation.source import Source

from ..assignment import SETUP, SQUARE, assignment, data


def restored(notebook):
    return restore(assignment(), read(data(notebook)))


def changed(change):
    notebook = assignment(square="def square(x): return 7")
    change(notebook.cells)
    return notebook


def test_what_was_released_is_restored_without_a_word():
    release = assignment(square="def square(x): return 7")
    for cell in release.cells:
        cell.source = released(cell.source)
    notebook, notes = restored(release)
    assert notes == []
    assert [cell.source for cell in notebook.cells] == [
        cell.source for cell in assignment(square=release.cells[1].source).cells
    ]


def note_on(change):
    notebook, notes = restored(changed(change))
    instructors = [cell.metadata for cell in assignment().cells]
    assert [cell.metadata for cell in notebook.cells if cell.metadata] == instructors
    return notes


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (lambda cells: cells.pop(0), "Cell `setup` was missing, and was put back."),
        (lambda cells: cells.pop(1), "Cell `square` was missing."),
        (
            lambda cells: cells.insert(3, cells[2]),
            "Cell `square-values` appeared 2 times and is counted once.",
        ),
        (lambda cells: cells.insert(3, cells[1]), "Cell `square` appeared 2 times; the last one counts."),
        (
            lambda cells: cells.reverse(),
            "The cells were in a different order and were put back as they were.",
        ),
        (
            lambda cells: cells[0].update(source="1"),
            "Cell `setup` is locked, but had been changed; the original was used.",
        ),
        (
            lambda cells: cells[1].update(cell_type="markdown"),
            "Cell `square` had become a markdown cell, and was made a code cell again.",
        ),
        (
            lambda cells: cells[2].metadata.nbgrader.update(points=9),
            'Cell `square-values` had a different value of "points", which does not count.',
        ),
        (
            lambda cells: cells.append({"cell_type": "spell"}),
            "Cells left out: 1. They are not notebook cells, or there were too many.",
        ),
    ],
)
def test_what_was_put_right_is_said(change, note):
    assert note in note_on(change)


@pytest.mark.parametrize("end", ["\r\n", "\r", "  \n", "\t\n"])
def test_what_editors_change_by_themselves_is_no_change(end):
    handed_in = assignment()
    for cell in handed_in.cells:
        cell.source = released(cell.source).replace("\n", end) + end
    assert restored(handed_in)[1] == []


def test_a_changed_indentation_is_a_change():
    notes = note_on(lambda cells: cells[0].update(source=cells[0].source.replace("    ", "        ")))
    assert notes == ["Cell `setup` is locked, but had been changed; the original was used."]


def test_cells_that_were_retyped_are_said_to_be_unrecognised_and_not_to_be_missing():
    handed_in = new_notebook(cells=[new_code_cell(cell.source) for cell in assignment().cells])
    notebook, notes = restored(handed_in)
    assert len(notes) == 1 and notes[0].startswith("No cell was recognised, because the marks")
    assert [cell.source for cell in notebook.cells[:8]] == [cell.source for cell in handed_in.cells]
    assert "not handed in" not in str(notebook)


def test_one_answer_that_was_retyped_is_said_to_be_unrecognised():
    notes = note_on(lambda cells: cells.insert(1, new_code_cell(cells.pop(1).source)))
    assert notes == ["Cell `square` was missing or was not recognised; what stands in other cells was run."]


def test_a_notebook_of_another_assignment_is_said_to_be_that():
    handed_in = assignment()
    for cell in handed_in.cells:
        cell.metadata.nbgrader.grade_id += "-of-another"
    assert restored(handed_in)[1] == ["None of the cells that were handed in belongs to this assignment."]


def test_a_notebook_without_cells_is_said_to_be_that():
    assert restored(new_notebook())[1] == ["The notebook that was handed in has no cells."]


def test_cells_of_ones_own_stay_where_they_were():
    own = [new_markdown_cell("hello"), new_code_cell("1 + 1")]
    notebook, notes = restored(changed(lambda cells: cells.insert(2, own[1]) or cells.insert(0, own[0])))
    assert [cell.source for cell in notebook.cells[:4]] == [
        "hello",
        SETUP.strip(),
        "def square(x): return 7",
        "1 + 1",
    ]
    assert notes == []


def test_an_answer_whose_metadata_is_lost_is_found_by_its_id():
    release = assignment()
    kept = [cell.id for cell in release.cells]
    handed_in = assignment()
    for cell, name in zip(handed_in.cells, kept):
        cell.id, cell.metadata = name, {}
    notebook, _ = restore(release, read(data(handed_in)))
    assert notebook.cells[1].source == SQUARE.strip()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 10**5, b'{"nbformat": 4}'], ids=len)
def test_what_is_no_notebook_is_unreadable(content):
    with pytest.raises(Unreadable):
        read(content)


def test_texts_that_cannot_be_written_are_made_writable():
    notebook = assignment()
    notebook.cells[1].source = "\ud800"
    restored(notebook)[0].cells[1].source.encode()


def source(*cells):
    """An instructor's notebook of these (kind, source)."""
    kinds = {
        "setup": {"grade": False, "solution": False},
        "answer": {"grade": False, "solution": True},
        "test": {"grade": True, "solution": False, "points": 1},
    }
    made = [
        new_code_cell(text, metadata={"nbgrader": kinds[kind] | {"grade_id": text}}) for kind, text in cells
    ]
    return Source.read(
        json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    )


def test_tests_may_ask_for_what_the_solutions_define():
    cells = [
        "def f(x):\n    inside = x",
        "a, (b, *c) = 1, (2, 3)",
        "for d in []: e = 1",
        "import math\nfrom math import pi",
        "%timeit g = 1",
    ]
    names = source(*(("answer", cell) for cell in cells)).names
    assert [sorted(found) for found in names.values()] == [["f"], ["a", "b", "c"], ["d", "e"], [], []]


@pytest.mark.parametrize(
    ("before", "cell", "prepared"),
    [
        ("x = 1", "y = 2", True),
        ("x = 1", "y = x", False),  # an answer or a test defines x
        ("print(data)", "y = data", False),  # or may have changed it
        ("x = tool(1)", "y = tool(2)", True),  # but not a function
        ("x = 1", "x = 2; y = x", True),
        ("x = 1", "x = x + 1", False),
        ("x = 1", "def f(): return x", False),
        ("x = 1", "def f(x): return x", True),
        ("x = 1", "for x in range(3): print(x)", True),
        ("w = 1", "y = [w for w in range(3)]", True),
    ],
)
@pytest.mark.parametrize("kind", ["answer", "test"])
def test_set_up_cells_run_ahead_only_if_nothing_before_them_matters(kind, before, cell, prepared):
    first = "def tool(x): return x\ndata = [1]"
    assert (cell in source(("setup", first), (kind, before), ("setup", cell)).preparable) == prepared
