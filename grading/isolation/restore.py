"""What is marked: the instructor's notebook, with the student's answers put where they belong.

Of what was handed in only the texts of cells count, and the ids by which they are found. Order, types, points and
locked texts are the instructor's.
"""

import json
import re
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from grading.isolation.source import grade_id, is_solution

MAX_BYTES = 20 * 2**20  # of a notebook
MAX_CELLS = 2000
SETTINGS = ("grade", "locked", "points", "solution", "task")
NOT_HANDED_IN = {"code": "# This answer was not handed in.", "markdown": "*This answer was not handed in.*"}
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


def read(data):
    """The notebook in the bytes `data`; Unreadable if there is none."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"it has {len(data) / 2**20:.0f} MB, and at most {MAX_BYTES / 2**20:.0f} MB are read"
        )
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
    return HandedIn(
        cells, len(found) - len(cells), str(_at(document, "metadata", "kernelspec", "language") or "python")
    )


def _read_cell(cell):
    try:
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        NEW_CELL[cell["cell_type"]]
    except (TypeError, LookupError):
        return None
    name, settings = _at(cell, "id"), _at(cell, "metadata", "nbgrader")
    settings = settings if isinstance(settings, dict) and isinstance(settings.get("grade_id"), str) else None
    return Cell(
        cell["cell_type"],
        source.encode(errors="replace").decode(),
        name if isinstance(name, str) else None,
        settings,
    )


def _at(value, *keys):
    """What stands in nested dicts under the keys, if they are dicts and it is there."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def restore(source, submitted):
    """The notebook to run, and what had to be put right, as sentences."""
    originals = {grade_id(cell): cell for cell in source.cells if grade_id(cell)}
    places = {cell.id: name for name, cell in originals.items()}
    handed_in, others = (
        defaultdict(list),
        defaultdict(list),
    )  # other cells stand after the one they stood after
    last = None
    for cell in submitted.cells:
        # Some editors drop the metadata, but not the id of the cell.
        name = cell.name if cell.name in originals else places.get(cell.id)
        if name:
            handed_in[last := name].append(cell)
        else:
            others[last].append(cell)

    notes = _notes_on_all(originals, handed_in, submitted)
    cells = [_unmarked(cell) for cell in others[None]]
    for name, original in originals.items():
        found = handed_in[name]
        notes += [f"Cell `{name}` {what}." for what in _differences(original, found)]
        text = original.source
        if is_solution(original):
            cells += map(_unmarked, found[:-1])
            text = found[-1].source if found else NOT_HANDED_IN[original.cell_type]
        settings = {"nbgrader": deepcopy(original.metadata.nbgrader)}
        cells += [
            NEW_CELL[original.cell_type](text, id=original.id, metadata=settings),
            *map(_unmarked, others[name]),
        ]
    metadata = {"kernelspec": source.metadata.get("kernelspec", {}), "language_info": {"name": "python"}}
    return new_notebook(cells=cells, metadata=metadata), notes


def _unmarked(cell):
    return NEW_CELL[cell.cell_type](cell.source)


def _notes_on_all(originals, handed_in, submitted):
    if not handed_in:
        return ["None of the cells that were handed in belongs to this assignment."]
    notes = []
    if list(handed_in) != [name for name in originals if name in handed_in]:
        notes.append("Cells were in another order; they were put back into the original one.")
    if submitted.language.lower() != "python":
        notes.append("The notebook was made for another language; it was run as Python.")
    if submitted.left_out:
        notes.append(f"{submitted.left_out} cells were left out: they are no cells, or too many.")
    return notes


def _differences(original, found):
    """What is wrong with the cells that were handed in for one of the instructor's."""
    if not found:
        yield "was missing" + ("" if is_solution(original) else ", and was put back")
        return
    if len(found) > 1:
        yield f"was there {len(found)} times" + (
            "; the last one counts" if is_solution(original) else ", and counts once"
        )
    cell = found[-1]
    if cell.cell_type != original.cell_type:
        yield f"had become a {cell.cell_type} cell, and was made a {original.cell_type} cell again"
    if not is_solution(original) and cell.source.strip() not in (
        original.source.strip(),
        released(original.source).strip(),
    ):
        yield "is locked, but had been changed; its original was used"
    for key in SETTINGS:
        if cell.settings and (cell.settings.get(key) or 0) != (original.metadata.nbgrader.get(key) or 0):
            yield f'had another setting of "{key}", which does not count'


def released(source):
    """A cell's text as students got it: without hidden tests."""
    return re.sub(
        r"^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?", "", source, flags=re.DOTALL | re.MULTILINE
    )
