"""The nbgrader flow, from the sources to the marks and the feedback, on a course folder of its own.

Three students hand in the solutions, wrong answers to every other task, and the release as it came.
The others hand in the solutions too, but something happened to their notebooks.
"""

import csv
import html
import re

import nbformat
import pytest

SET, EVERY = "01_update_rule", None


def half_right(problem_set):
    """The solutions, but the last wrong answer to every other task."""
    return problem_set.solutions | {
        task: problem_set.answers[task][-1].source for task in list(problem_set.tests)[::2]
    }


STUDENTS = {
    "full": lambda problem_set: problem_set.solutions,
    "half": half_right,
    "untouched": lambda problem_set: problem_set.untouched,
}


def syntax_error(notebook):
    cell(notebook, "step").source = "def step(w, g, lr)\n    return w - lr * g"


def renamed_function(notebook):
    cell(notebook, "step").source = "def my_step(w, g, lr):\n    return w - lr * g"


def empty(notebook):
    notebook.cells.clear()


def deleted_answer(notebook):
    notebook.cells.remove(cell(notebook, "step"))


def deleted_test_and_setup(notebook):
    notebook.cells.remove(cell(notebook, "step-values"))
    notebook.cells.remove(cell(notebook, "setup"))


def moved_cells(notebook):
    notebook.cells.insert(0, notebook.cells.pop(notebook.cells.index(cell(notebook, "step-values"))))
    notebook.cells.append(notebook.cells.pop(notebook.cells.index(cell(notebook, "path"))))


def duplicated_test(notebook):
    notebook.cells.insert(2, copy_of(cell(notebook, "step-values")))


def duplicated_answer(notebook):
    answer = cell(notebook, "step")
    notebook.cells.insert(notebook.cells.index(answer), copy_of(answer, source="step = None  # to do"))


def edited_test(notebook):
    cell(notebook, "step").source = "step = None"
    cell(notebook, "step-values").source = cell(notebook, "step-unchanged").source = "pass"


def cells_of_ones_own(notebook):
    notebook.cells.insert(3, nbformat.v4.new_code_cell("print('trying things out')"))
    notebook.cells.append(nbformat.v4.new_markdown_cell("That was fun."))


def saved_by_vs_code(notebook):
    notebook.metadata = {
        "kernelspec": {"display_name": ".venv (3.12.3)", "language": "python", "name": "my-kernel"},
        "language_info": {"name": "python", "version": "3.12.3", "file_extension": ".py"},
        "orig_nbformat": 4,
        "vscode": {"interpreter": {"hash": "0" * 64}},
    }
    notebook.nbformat_minor = 2
    for each in notebook.cells:
        del each["id"]
        each.metadata["vscode"] = {"languageId": "python"}


def saved_by_colab(notebook):
    notebook.metadata = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"display_name": "Python 3", "name": "python3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    notebook.nbformat_minor = 0
    for number, each in enumerate(notebook.cells):
        del each["id"]
        each.metadata |= {
            "id": f"{number:012}",
            "colab": {"base_uri": "https://localhost:8080/"},
            "outputId": "0",
        }


# What happened to the notebook, the tasks that this costs, and what is said then.
ODD = {
    syntax_error: (["step"], "SyntaxError"),
    renamed_function: (["step"], "name 'step' is not defined"),
    empty: (EVERY, "The notebook that was handed in has no cells"),
    deleted_answer: (["step"], "name 'step' is not defined"),
    deleted_test_and_setup: ([], "was missing, and was put back"),
    moved_cells: ([], "The cells were in a different order"),
    duplicated_test: ([], "appeared 2 times and is counted once"),
    duplicated_answer: ([], "the last one counts"),
    edited_test: (["step"], "is locked, but had been changed"),
    cells_of_ones_own: ([], ""),
    saved_by_vs_code: ([], ""),
    saved_by_colab: ([], ""),
}


def cell(notebook, grade_id):
    return next(
        each for each in notebook.cells if each.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def copy_of(original, **changes):
    return nbformat.from_dict(original | {"id": "copy"} | changes)


@pytest.fixture(scope="module")
def problem_set(problem_sets):
    return problem_sets[SET]


@pytest.fixture(scope="module")
def course(new_course, problem_set):
    course = new_course(problem_set)
    for student, answers in STUDENTS.items():
        course.hand_in(student, course.answered(answers(problem_set)))
    for change in ODD:
        notebook = course.answered(problem_set.solutions)
        change(notebook)
        course.hand_in(change.__name__, notebook)
    course.nbgrader("autograde", SET)
    course.nbgrader("generate_feedback", SET)
    course.nbgrader("export", "--to", "marks.csv")
    return course


def test_marks(course, problem_set):
    with (course.folder / "marks.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    total = sum(problem_set.points.values())  # the answers in words are not marked yet
    lost = sum(problem_set.points[test] for test in problem_set.failures(half_right(problem_set)))
    assert {float(row["max_score"]) for row in rows.values()} == {sum(problem_set.points_of_all.values())}
    assert {student: float(rows[student]["score"]) for student in STUDENTS} == {
        "full": total,
        "half": total - lost,
        "untouched": 0,
    }
    assert 0 < lost < total


@pytest.mark.parametrize("student", STUDENTS)
def test_feedback_says_what_each_test_says(course, problem_set, student):
    text = feedback(course, student)
    messages = problem_set.failures(STUDENTS[student](problem_set)).values()
    assert len(re.findall("in line .* of this cell:|in a test that is not shown", text)) == len(messages)
    for message in messages:
        assert message.splitlines()[-1].strip() in text, message


@pytest.mark.parametrize("change", ODD, ids=lambda change: change.__name__)
def test_odd_notebook_gets_its_marks_or_a_clear_reason(course, problem_set, change):
    tasks, reason = ODD[change]
    lost = [
        test for task, tests in problem_set.tests.items() if tasks is EVERY or task in tasks for test in tests
    ]
    assert course.marks()[change.__name__] == problem_set.points | dict.fromkeys(lost, 0)
    assert reason in feedback(course, change.__name__)


def feedback(course, student):
    page = (course.folder / "feedback" / student / SET / f"{SET}.html").read_text()
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def test_students_validate_their_own_notebook(course):
    assert "Success" in course.nbgrader("validate", f"submitted/full/{SET}/{SET}.ipynb")
    told = course.nbgrader("validate", f"submitted/half/{SET}/{SET}.ipynb")
    assert "is not right." in told and "expected:" in told and "still wait" not in told
