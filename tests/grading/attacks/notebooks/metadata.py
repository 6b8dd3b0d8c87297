# %% attack: loses_its_metadata
"""Was saved by an editor that keeps ids and text only.

mark: 6
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {}
    return notebook


# %% attack: skips_the_tests
"""Tags the test cells so that they are not run.

mark: 0
"""


def attack(notebook):
    for cell in notebook.cells:
        cell.metadata.tags = ["skip-execution", "raises-exception"]
        if cell.metadata.nbgrader.solution:
            cell.source = ""
    return notebook


# %% attack: brings_outputs_along
"""Hands in outputs that say that all tests have passed, with points.

mark: 0
"""
from nbformat.v4 import new_output


def attack(notebook):
    for cell in notebook.cells:
        cell.outputs = [new_output("execute_result", {"text/plain": "6.0"}, execution_count=1)]
        if cell.metadata.nbgrader.solution:
            cell.source = ""
    return notebook


# %% attack: names_another_kernel
"""Asks for a kernel that is a command.

mark: 6
"""


def attack(notebook):
    notebook.metadata = {
        "kernelspec": {
            "name": "../../bin/sh",
            "display_name": "sh",
            "language": "sh",
            "argv": ["sh", "-c", "echo ESCAPED"],
        },
        "language_info": {"name": "sh"},
        "grading": {"prepared": True},
    }
    return notebook
