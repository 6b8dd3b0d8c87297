"""Gives cells of its own the ids of tests and of nothing, and wrong answers.

mark: 0
"""
from nbformat.v4 import new_code_cell


def attack(notebook):
    names = ("square-values", "number-test", "../../gradebook", "x" * 10**5, "")
    own = [new_code_cell("2.0", metadata={"nbgrader": {"grade_id": name, "grade": True, "points": 99}}) for name in names]
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution:
            cell.source = ""
    notebook.cells += own
    return notebook
