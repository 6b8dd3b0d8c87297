"""What a contributor is told when a problem set is not laid out as it must be, on a set of two tasks."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .layout import check_points_table, check_references, check_release, check_text

TABLE = "**3 points.**\n\n| task | | points |\n|---|---|---|\n| 1 | Warm up | 1 |\n| 2 | Cool down | 2 |"
SOLVED = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
CLOSING = "**Before you hand it in:** run all cells."


def graded_cell(grade_id, points, source="check_value(f(1), 1)"):
    return new_code_cell(
        source, metadata={"nbgrader": {"grade_id": grade_id, "grade": True, "points": points}}
    )


def small_set(title=TABLE, second="## Task 2: Cool down"):
    return new_notebook(
        cells=[
            new_markdown_cell(title),
            new_markdown_cell("## Task 1: Warm up"),
            new_code_cell(SOLVED, metadata={"nbgrader": {"grade_id": "f", "solution": True}}),
            graded_cell(
                "f-test", 1, "check_value(f(1), 1)\n### BEGIN HIDDEN TESTS\nf(2)\n### END HIDDEN TESTS"
            ),
            new_markdown_cell(second),
            graded_cell("g-test", 2, 'check_value(g, 1, read="chapter 6, Warm up")'),
        ]
    )


def released(notebook):
    """What nbgrader makes of the small set."""
    notebook.cells[2].source = "def f(x):\n    # YOUR ANSWER HERE"
    notebook.cells[3].source = "check_value(f(1), 1)"
    return notebook


def message_of(check, *arguments):
    with pytest.raises(AssertionError) as caught:
        check(*arguments)
    return str(caught.value)


def test_a_set_as_it_must_be_passes():
    check_release(small_set(), released(small_set()), "06_schedules")
    check_points_table(small_set(), "06_schedules")
    assert check_references(small_set(), {6: "# Schedules\n\n## Warm up\n"}) == 1


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (new_markdown_cell(r"$a \\le b$"), r"commands begin with one backslash: ['\\\\le']"),
        (new_code_cell('def f():\n    """One line, "\n    "and two."""'), "the docstrings of ['f']"),
    ],
)
def test_a_broken_formula_or_docstring_is_named(cell, told):
    check_text(small_set())
    assert told in message_of(check_text, new_notebook(cells=[cell]))


@pytest.mark.parametrize(
    "edit",
    [
        lambda notebook: notebook.cells.append(new_markdown_cell("## Task 3: Go home")),
        lambda notebook: notebook.cells[4].update(source="## Task 2: Cool down slowly"),
        lambda notebook: notebook.cells[3].update(source="check_value(f(3), 3)"),
        lambda notebook: notebook.cells[5].metadata.nbgrader.update(points=3),
    ],
)
def test_a_stale_release_names_the_command(edit):
    source = small_set()
    edit(source)
    assert "run `make exercises`" in message_of(check_release, source, released(small_set()), "06_schedules")


def test_a_task_below_the_closing_text_is_named():
    source = small_set(second=f"{CLOSING}\n\n## Task 2: Cool down")
    told = message_of(check_points_table, source, "06_schedules")
    assert told.startswith("task 2 stands below the text that begins with '**Before you hand it in:**")
    assert "move the task above that text" in told


@pytest.mark.parametrize(
    ("row", "instead", "told"),
    [
        ("\n| 2 | Cool down | 2 |", "", "has no row for task 2, which has 2 points"),
        ("| Cool down | 2 |", "| Cool down | 1.5 |", "gives 1.5 points for task 2; its tests give 2"),
        ("| 2 | Cool", "| 3 | Go home | 1 |\n| 2 | Cool", "has a row for task 3, which is not in the set"),
        ("3 points", "4 points", "the tasks have 3 points altogether"),
    ],
)
def test_a_points_table_that_does_not_agree_is_named(row, instead, told):
    message = message_of(check_points_table, small_set(TABLE.replace(row, instead)), "06_schedules")
    assert told in message
    assert "the points table in the first cell of solutions/06_schedules/06_schedules.md" in message


def test_a_section_that_is_not_there_is_named():
    chapters = {6: "# Schedules\n\n## Warm-up\n"}
    assert "chapter 6 has no section 'Warm up'" in message_of(check_references, small_set(), chapters)
    assert "there is no chapter 6" in message_of(check_references, small_set(), {})
