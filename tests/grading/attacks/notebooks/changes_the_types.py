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
