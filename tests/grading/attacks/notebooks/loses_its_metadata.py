"""Was saved by an editor that keeps ids and text only.

mark: 6
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {}
    return notebook
