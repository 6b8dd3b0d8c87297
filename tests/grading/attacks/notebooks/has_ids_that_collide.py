"""Gives all cells the same id, one that is no id.

mark: 6
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.id = "square values \ud83d\ude00" * 50
    return notebook
