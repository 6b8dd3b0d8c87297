"""What is marked: the instructor's notebook, with the student's answers put where they belong.

Of what was handed in only the texts of cells count, and the ids by which they are found. Order, types, points and
locked texts are the instructor's.
"""

import json
import re
from collections import defaultdict
from copy import deepcopy

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from grading.source import grade_id, is_solution

MAX_BYTES = 20 * 2**20  # of a notebook
MAX_CELLS = 2000
SETTINGS = ("grade", "locked", "points", "solution", "task")
NOT_HANDED_IN = {"code": "# This answer was not handed in.", "markdown": "*This answer was not handed in.*"}
NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


class Unreadable(Exception):
    """A file is not a notebook; the text says why."""


def read(data):
    """The notebook in `data`, made anew from what it may say; Unreadable if it says nothing."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"it has {len(data) / 2**20:.0f} MB, and at most {MAX_BYTES / 2**20:.0f} MB are read")
    try:
        document = json.loads(data)
        if document["nbformat"] < 4:
            document = nbformat.convert(nbformat.from_dict(document), 4)
        language = document.get("metadata", {}).get("kernelspec", {}).get("language")
        cells = [_read_cell(cell) for cell in document["cells"][:MAX_CELLS]]
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except Exception as error:  # there is no end to what a file can hold
        raise Unreadable(f"it is not a notebook ({type(error).__name__})") from None
    return new_notebook(cells=cells, metadata={"language": language if isinstance(language, str) else "python"})


def _read_cell(cell):
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    metadata = {}
    settings = cell.get("metadata", {}).get("nbgrader", {})
    if isinstance(settings.get("grade_id"), str):
        metadata = {"nbgrader": {key: settings.get(key) for key in ("grade_id", *SETTINGS)}}
    return NEW_CELL[cell["cell_type"]](source.encode(errors="replace").decode(), metadata=metadata, id=str(cell.get("id")))


def restore(source, submitted):
    """The notebook to run, and what had to be put right, as sentences."""
    originals = {grade_id(cell): cell for cell in source.cells if grade_id(cell)}
    places = {cell.id: name for name, cell in originals.items()}
    handed_in, others = defaultdict(list), defaultdict(list)  # other cells stand after the one they stood after
    last = None
    for cell in submitted.cells:
        # Some editors drop the metadata, but not the id of the cell.
        name = grade_id(cell) if grade_id(cell) in originals else places.get(cell.id)
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
        cells += [NEW_CELL[original.cell_type](text, id=original.id, metadata=settings), *map(_unmarked, others[name])]
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
    if submitted.metadata.language.lower() != "python":
        notes.append("The notebook was made for another language; it was run as Python.")
    if len(submitted.cells) == MAX_CELLS:
        notes.append(f"Only the first {MAX_CELLS} cells were read.")
    return notes


def _differences(original, found):
    """What is wrong with the cells that were handed in for one of the instructor's."""
    if not found:
        yield "was missing" + ("" if is_solution(original) else ", and was put back")
        return
    if len(found) > 1:
        yield f"was there {len(found)} times" + ("; the last one counts" if is_solution(original) else ", and counts once")
    cell = found[-1]
    if cell.cell_type != original.cell_type:
        yield f"had become a {cell.cell_type} cell, and was made a {original.cell_type} cell again"
    if not is_solution(original) and cell.source.strip() not in (original.source.strip(), released(original.source).strip()):
        yield "is locked, but had been changed; its original was used"
    settings = cell.metadata.get("nbgrader")
    for key in SETTINGS:
        if settings and (settings[key] or 0) != (original.metadata.nbgrader.get(key) or 0):
            yield f'had another setting of "{key}", which does not count'


def released(source):
    """A cell's text as students got it: without hidden tests."""
    return re.sub(r"^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?", "", source, flags=re.DOTALL | re.MULTILINE)
