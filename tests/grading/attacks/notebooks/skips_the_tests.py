"""Tags the test cells so that they are not run.

mark: 0
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.metadata.tags = ["skip-execution", "raises-exception"]
        if cell.metadata.nbgrader.solution:
            cell.source = ""
    return notebook
