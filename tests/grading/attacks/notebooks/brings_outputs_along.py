"""Hands in outputs that say that all tests have passed, with points.

mark: 0
"""
from nbformat.v4 import new_output


def attack(notebook):
    for cell in notebook.cells:
        cell.outputs = [new_output("execute_result", {"text/plain": "6.0"}, execution_count=1)]
        if cell.metadata.nbgrader.solution:
            cell.source = ""
    return notebook
