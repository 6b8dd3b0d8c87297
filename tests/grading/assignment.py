"""A small assignment to grade: a set-up cell, three answers, four tests, 6 points."""

import json

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade, is_grade

SETUP = """
import time

import numpy as np
from gdcore.problem_sets import check_unchanged

def check(got, expected):
    same = np.shape(got) == np.shape(expected) and np.allclose(got, expected)
    assert same, f"expected {expected}, got {got}"
"""
SQUARE = """
def square(x):
    return x * x
"""
SQUARE_TEST = """
check(square(3.0), 9.0)
### BEGIN HIDDEN TESTS
x = np.array([1.5, -2.0])
check(square(x), x * x)  # what is expected is computed after the call
### END HIDDEN TESTS
"""
SQUARE_CARE = """
x = np.array([2.0, 3.0])
square(x)
check_unchanged(x, np.array([2.0, 3.0]), "x", by="square")
### BEGIN HIDDEN TESTS
assert square(-11) == 121
### END HIDDEN TESTS
"""
TWICE = """
def twice(f, x):
    return f(f(x))
"""
TWICE_TEST = """
assert twice(lambda x: x + 3, 1) == 7
### BEGIN HIDDEN TESTS
assert twice(lambda x: x * 5, 2) == 50
### END HIDDEN TESTS
"""
NUMBER = "number = 42"
NUMBER_TEST = """
assert isinstance(number, int)
### BEGIN HIDDEN TESTS
assert number == 42
### END HIDDEN TESTS
"""
POINTS = {"square-values": 2, "square-care": 1, "twice-test": 2, "number-test": 1}


def cell(name, source, solution=False):
    points = {"points": POINTS[name]} if name in POINTS else {}
    settings = {
        "grade": bool(points),
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
    }
    return new_code_cell(source.strip(), metadata={"nbgrader": settings | {"task": False} | points})


def assignment(square=SQUARE, twice=TWICE, number=NUMBER):
    """The notebook, with these answers; as it stands, the instructor's."""
    return new_notebook(
        cells=[
            cell("setup", SETUP),
            cell("square", square, solution=True),
            cell("square-values", SQUARE_TEST),
            cell("square-care", SQUARE_CARE),
            cell("twice", twice, solution=True),
            cell("twice-test", TWICE_TEST),
            cell("number", number, solution=True),
            cell("number-test", NUMBER_TEST),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


def data(notebook):
    return json.dumps(notebook).encode()


def marks(graded):
    """{test: points}"""
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in graded.notebook.cells
        if is_grade(cell)
    }


def shown(graded):
    """All that the outputs say."""
    outputs = [output for cell in graded.notebook.cells for output in cell.get("outputs", [])]
    texts = [output.get("text") or output.get("evalue") or str(output.get("data")) for output in outputs]
    return "\n".join([*texts, *("\n".join(output.get("traceback", [])) for output in outputs)])
