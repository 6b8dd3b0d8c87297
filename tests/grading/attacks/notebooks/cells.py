# %% attack: turns_everything_round
"""Has the cells in reverse order.

mark: 6
"""


def attack(notebook):
    notebook.cells.reverse()
    return notebook

# %% attack: doubles_every_cell
"""Has every cell three times; of an answer the last one counts.

mark: 6
"""
from copy import deepcopy


def attack(notebook):
    notebook.cells = [deepcopy(cell) for cell in notebook.cells for _ in range(3)]
    notebook.cells[3].source = "def square(x): return 0"
    return notebook

# %% attack: deletes_the_tests
"""Leaves nothing but the answers, the first of which is right.

mark: 3
"""


def attack(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.nbgrader.solution]
    notebook.cells[1].source = notebook.cells[2].source = ""
    return notebook

# %% attack: rewrites_the_tests
"""Replaces the tests, raises their points, and says that they are solutions.

mark: 0
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.source = "150"
        cell.metadata.nbgrader |= {"points": 150, "locked": False, "solution": True}
    return notebook

# %% attack: changes_the_types
"""Makes the tests Markdown, the answers raw text, and the set-up a number.

mark: 6
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.cell_type = "raw" if cell.metadata.nbgrader.solution else "markdown"
        cell.pop("outputs")
        cell.pop("execution_count")
    notebook.cells[0].source = "1"
    return notebook

# %% attack: claims_the_ids_of_tests
"""Gives cells of its own the ids of tests and of nothing, and wrong answers.

mark: 0
"""

from nbformat.v4 import new_code_cell


def attack(notebook):
    names = ("square-values", "number-test", "../../gradebook", "x" * 10**5, "")
    own = [
        new_code_cell("2.0", metadata={"nbgrader": {"grade_id": name, "grade": True, "points": 99}})
        for name in names
    ]
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution:
            cell.source = ""
    notebook.cells += own
    return notebook

# %% attack: has_ids_that_collide
"""Gives all cells the same id, and one that is not a valid id.

mark: 6
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.id = "square values \ud83d\ude00" * 50
    return notebook
