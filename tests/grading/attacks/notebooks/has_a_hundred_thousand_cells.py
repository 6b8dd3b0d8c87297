"""Has more cells than anybody can read, before the answers.

mark: 0
"""
from nbformat.v4 import new_code_cell


def attack(notebook):
    own = new_code_cell("1 + 1")
    notebook.cells = [own] * 100_000 + notebook.cells
    return notebook
