"""What is marked: the instructor's notebook, with the student's answers put where they belong.

Of what was handed in, only the texts of cells count, and the ids by which they are found. The order, the
types, the points and the locked texts are the instructor's.
"""

import json
import re
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from grading.isolation.source import grade_id, is_solution

MAX_CELLS = 2000
SETTINGS = ("grade", "locked", "points", "solution", "task")
NOT_HANDED_IN = {"code": "# This answer was not handed in.", "markdown": "*This answer was not handed in.*"}
NOT_RECOGNISED = {
    "code": "# This cell was not recognised. What stands in other cells was run.",
    "markdown": "*This cell was not recognised.*",
}
NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


class Unreadable(Exception):
    """A file is not a notebook; the text says why."""


@dataclass
class Cell:
    """What counts of a cell that was handed in."""

    cell_type: str
    source: str
    id: str | None
    settings: dict | None  # nbgrader's

    @property
    def name(self):
        return self.settings and self.settings.get("grade_id")


@dataclass
class HandedIn:
    """What counts of a notebook that was handed in."""

    cells: list[Cell] = field(default_factory=list)
    left_out: int = 0  # cells
    language: str = "python"


def read(data: bytes) -> HandedIn:
    """The notebook in the bytes `data`; Unreadable if there is none."""
    try:
        document = json.loads(data)
        if document["nbformat"] < 4:
            document = nbformat.convert(nbformat.from_dict(document), 4)
        found = list(document["cells"])
        cells = [cell for cell in map(_read_cell, found[:MAX_CELLS]) if cell]
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except Exception as error:  # there is no end to what a file can hold
        raise Unreadable(f"it is not a notebook ({type(error).__name__})") from None
    language = str(_at(document, "metadata", "kernelspec", "language") or "python")
    return HandedIn(cells, len(found) - len(cells), language)


def _read_cell(cell):
    """The Cell; None if it is not a valid one."""
    try:
        kind, source = cell["cell_type"], cell["source"]
        if not isinstance(source, str):
            source = "".join(source)
        NEW_CELL[kind]
    except (TypeError, LookupError):
        return None
    id, settings = _at(cell, "id"), _at(cell, "metadata", "nbgrader")
    if not isinstance(id, str):
        id = None
    if not isinstance(settings, dict) or not isinstance(settings.get("grade_id"), str):
        settings = None
    return Cell(kind, source.encode(errors="replace").decode(), id, settings)


def _at(value, *keys):
    """What nested dicts hold under the keys; None if something on the way is missing or no dict."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def restore(source: NotebookNode, submitted: HandedIn) -> tuple[NotebookNode, list[str]]:
    """The notebook to run, and what had to be put right, as sentences."""
    originals = {grade_id(cell): cell for cell in source.cells if grade_id(cell)}
    handed_in, at_the_top, after = _sorted(submitted.cells, originals)
    notes = _notes_on_all(originals, handed_in, submitted)
    cells = [_unmarked(cell) for cell in at_the_top]
    # They may hold an answer whose own cell is not there.
    other_cells = any(cell.cell_type == "code" for cell in chain(at_the_top, *after.values()))
    for name, original in originals.items():
        found = handed_in.get(name, [])
        if handed_in:  # otherwise the notes on all of them have said it
            notes += [f"Cell `{name}` {what}." for what in _differences(original, found, other_cells)]
        text = original.source
        if is_solution(original):
            cells += [_unmarked(cell) for cell in found[:-1]]
            missing = NOT_RECOGNISED if other_cells else NOT_HANDED_IN
            text = found[-1].source if found else missing[original.cell_type]
        settings = {"nbgrader": deepcopy(original.metadata.nbgrader)}
        cells.append(NEW_CELL[original.cell_type](text, id=original.id, metadata=settings))
        cells += [_unmarked(cell) for cell in after.get(name, [])]
    metadata = {"kernelspec": source.metadata.get("kernelspec", {}), "language_info": {"name": "python"}}
    return new_notebook(cells=cells, metadata=metadata), notes


def _sorted(cells, originals):
    """The cells of a notebook that was handed in, by where they belong.

    handed_in   {name: those that take the place of the instructor's cell of that name}, in the order found
    at_the_top  the student's own that stand before all of these
    after       {name: the student's own that stand after the last of these}
    """
    name_of_id = {cell.id: name for name, cell in originals.items()}
    handed_in, at_the_top, after = {}, [], {}
    last = None
    for cell in cells:
        # Some editors drop the metadata, but not the id of the cell.
        name = cell.name if cell.name in originals else name_of_id.get(cell.id)
        if name:
            handed_in.setdefault(name, []).append(cell)
            last = name
        elif last:
            after.setdefault(last, []).append(cell)
        else:
            at_the_top.append(cell)
    return handed_in, at_the_top, after


def _unmarked(cell):
    return NEW_CELL[cell.cell_type](cell.source)


def _notes_on_all(originals, handed_in, submitted):
    if not submitted.cells:
        return ["The notebook that was handed in has no cells."]
    if not handed_in and any(cell.name for cell in submitted.cells):
        return ["None of the cells that were handed in belongs to this assignment."]
    if not handed_in:
        return [
            "No cell was recognised, because the marks by which cells are recognised had been lost. "
            "What the cells held was run, in the order in which they stood."
        ]
    notes = []
    if list(handed_in) != [name for name in originals if name in handed_in]:
        notes.append("The cells were in a different order and were put back as they were.")
    if submitted.language.lower() != "python":
        notes.append("The notebook was made for another language; it was run as Python.")
    if submitted.left_out:
        notes.append(
            f"Cells left out: {submitted.left_out}. They are not notebook cells, or there were too many."
        )
    return notes


def _differences(original, found, other_cells):
    """What was wrong with the cells that were handed in for one of the instructor's, as ends of sentences."""
    is_answer = is_solution(original)
    if not found:
        instead = " or was not recognised; what stands in other cells was run" if other_cells else ""
        yield f"was missing{instead}" if is_answer else "was missing, and was put back"
        return
    if len(found) > 1:
        what_counts = "; the last one counts" if is_answer else " and is counted once"
        yield f"appeared {len(found)} times{what_counts}"
    cell = found[-1]
    if cell.cell_type != original.cell_type:
        yield f"had become a {cell.cell_type} cell, and was made a {original.cell_type} cell again"
    unchanged = (_lines(original.source), _lines(released(original.source)))
    if not is_answer and _lines(cell.source) not in unchanged:
        yield "is locked, but had been changed; the original was used"
    for key in SETTINGS:
        if cell.settings and (cell.settings.get(key) or 0) != (original.metadata.nbgrader.get(key) or 0):
            yield f'had a different value of "{key}", which does not count'


def _lines(source):
    """A cell's text without what editors change by themselves: line endings, and spaces before them."""
    return [line.rstrip() for line in source.strip().splitlines()]


def released(source: str) -> str:
    """A cell's text as students got it: without hidden tests."""
    hidden = r"^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?"
    return re.sub(hidden, "", source, flags=re.DOTALL | re.MULTILINE)
