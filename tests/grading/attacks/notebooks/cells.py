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


# %% attack: ends_its_process_again_and_again
"""Has ten cells of its own, each of which ends the process.

mark: 6
"""
from nbformat.v4 import new_code_cell


def attack(notebook):
    own = [new_code_cell("import os\nos._exit(0)") for _ in range(10)]
    notebook.cells[2:2] = own
    return notebook


# %% attack: prints_in_every_cell
"""Has hundreds of cells of its own, each of which prints as much as a cell may.

mark: 6
"""
from nbformat.v4 import new_code_cell


def attack(notebook):
    notebook.cells += [new_code_cell("print('z' * 1_000_000)") for _ in range(100)]
    return notebook


# %% attack: forgets_everything
"""Has cells below its answers that take back all names, and cells above that ask for what is not there.

mark: 5
"""
from nbformat.v4 import new_code_cell


def attack(notebook):
    notebook.cells.insert(0, new_code_cell("x = input()\nfrom google.colab import drive"))
    notebook.cells.insert(4, new_code_cell("%reset -f\nquit()\nexit()"))
    return notebook


# %% attack: swaps_the_ids_of_its_answers
"""Puts each answer where another belongs, as one may in a notebook, where names are known everywhere.

mark: 3
"""


def attack(notebook):
    answers = [cell for cell in notebook.cells if cell.metadata.nbgrader.solution]
    texts = [cell.source for cell in answers]
    for cell, text in zip(answers, texts[1:] + texts[:1]):
        cell.source = text
    return notebook


# %% attack: has_sources_of_many_kinds
"""Has texts in lists, in lists of nothing, with other line endings, and with characters that are none.

mark: 6
"""
import json


def attack(notebook):
    document = json.loads(json.dumps(notebook))
    for cell in document["cells"]:
        cell["source"] = [line + "\r\n" for line in cell["source"].splitlines()]
    document["cells"] += [
        {"cell_type": "code", "source": source, "metadata": {}}
        for source in ([], [[]], [None], "\ud800 = 1", "\0", "\x1b[2J", "def f(:", "é" * 10**6)
    ]
    return json.dumps(document).encode()


# %% attack: prints_while_the_tests_run
"""Starts threads in a cell of its own that print, raise and display until the end.

mark: 6
"""
from nbformat.v4 import new_code_cell

THREADS = """
import threading, time

def noise():
    while True:
        print("noise")
        time.sleep(0.01)

for _ in range(4):
    threading.Thread(target=noise, daemon=True).start()
"""


def attack(notebook):
    notebook.cells.insert(1, new_code_cell(THREADS))
    return notebook
