"""Belongs to another assignment.

mark: 0
"""
from nbformat.v4 import new_code_cell, new_notebook


def attack(notebook):
    return new_notebook(cells=[new_code_cell("1 + 1", metadata={"nbgrader": {"grade_id": "other", "solution": True}})])
