"""Has every cell three times; of an answer the last one counts.

mark: 6
"""
from copy import deepcopy


def attack(notebook):
    notebook.cells = [deepcopy(cell) for cell in notebook.cells for _ in range(3)]
    notebook.cells[3].source = "def square(x): return 0"
    return notebook
