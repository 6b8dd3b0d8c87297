"""Replaces the tests, raises their points, and says that they are solutions.

mark: 0
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.source = "150"
        cell.metadata.nbgrader |= {"points": 150, "locked": False, "solution": True}
    return notebook
