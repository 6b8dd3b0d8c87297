"""Answers in words, which somebody marks by hand: what that person sees, and what is still to do."""

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grading.isolation.source import grade_id, is_solution

MARKING = "marking-"  # how the ids of cells begin that are for the one who marks


def add_marking(notebook: NotebookNode, source: NotebookNode) -> None:
    """Put below each answer in words, for the one who marks it, what the instructor's notebook holds there.

    That is a model answer and how the points are given. The feedback leaves these cells out.
    """
    originals = {grade_id(cell): cell for cell in source.cells if is_in_words(cell)}
    for place in reversed(range(len(notebook.cells))):
        name = grade_id(notebook.cells[place])
        if name in originals:
            text = f"**For marking** `{name}`\n\n{originals[name].source}"
            notebook.cells.insert(place + 1, new_markdown_cell(text, id=f"{MARKING}{name}"))


def is_in_words(cell: NotebookNode) -> bool:
    """Whether a cell holds an answer that is marked by hand."""
    return is_solution(cell) and cell.cell_type == "markdown" and bool(cell.metadata.nbgrader.get("grade"))


def still_to_mark(submission: Any) -> float:
    """The points of a submission that nobody has given or refused yet."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return sum(grade.max_score for grade in grades if grade.needs_manual_grade)
