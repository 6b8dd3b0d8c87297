"""Make solutions/NN_topic/NN_topic.ipynb, which nbgrader reads, from the .md beside it.

Every cell gets the same id each time, so that the release in exercises/ changes only where its text does, and
so that `python -m grading` does not take an assignment for a new one.
"""

import hashlib
import sys
from pathlib import Path

import jupytext
import nbformat

ROOT = Path(__file__).parent.parent


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
    return notebook


if __name__ == "__main__":
    main(sys.argv[1:] or ROOT.glob("solutions/*/[0-9][0-9]_*.md"))
