"""Leaves nothing but the answers, the first of which is right.

mark: 3
"""


def attack(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.nbgrader.solution]
    notebook.cells[1].source = notebook.cells[2].source = ""
    return notebook
