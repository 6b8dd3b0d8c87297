"""Asks for a kernel that is a command.

mark: 6
"""


def attack(notebook):
    notebook.metadata = {
        "kernelspec": {"name": "../../bin/sh", "display_name": "sh", "language": "sh", "argv": ["sh", "-c", "echo ESCAPED"]},
        "language_info": {"name": "sh"},
        "grading": {"prepared": True},
    }
    return notebook
