"""Has the cells in the opposite order.

mark: 6
"""


def attack(notebook):
    notebook.cells.reverse()
    return notebook
