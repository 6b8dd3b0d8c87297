"""Make solutions/NN_topic/NN_topic.ipynb, which nbgrader reads, from the .md beside it.

Every cell gets the same id each time, so that the release in exercises/ changes only where its text does, and
so that `python -m grading` does not take an assignment for a new one. JupyterLab folds the code of tests,
because it names misconceptions that a student should not meet before making them. A test that fails does not
keep "run all cells" from what stands below it, which has points of its own. The last cell lists what is open
when nbgrader validates (gdcore/problem_sets/validation.py).
"""

import hashlib
import sys
from pathlib import Path

import jupytext
import nbformat
from nbformat.v4 import new_code_cell

ROOT = Path(__file__).parent.parent
TEST = {"jupyter": {"source_hidden": True}, "tags": ["raises-exception"]}


def main(sources):
    for source in map(Path, sources):
        nbformat.write(solution_notebook(source), source.with_suffix(".ipynb"))


def solution_notebook(source):
    notebook = jupytext.read(source)
    del notebook.metadata["jupytext"]["text_representation"]  # how the .md is written
    for cell in notebook.cells:
        # A cell that nbgrader knows goes by its own name, and any other by its text.
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.id = name or hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        if cell.cell_type == "code" and cell.metadata.nbgrader.grade:
            cell.metadata |= TEST
    if notebook.cells[-1].id != "open":  # unless an edit in JupyterLab has brought it into the source
        notebook.cells.append(last_cell())
    return notebook


def last_cell():
    settings = {
        "grade": True,
        "grade_id": "open",
        "locked": True,
        "points": 0,
        "solution": False,
        "task": False,
    }
    return new_code_cell(
        "from gdcore.problem_sets import check_nothing_is_open\n\n"
        "check_nothing_is_open()  # what `nbgrader validate` still misses",
        id="open",
        metadata=TEST | {"nbgrader": settings | {"schema_version": 3}},
    )


if __name__ == "__main__":
    main(sys.argv[1:] or ROOT.glob("solutions/*/[0-9][0-9]_*.md"))
