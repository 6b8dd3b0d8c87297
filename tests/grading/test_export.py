"""`nbgrader export` writes marks that a learning management system reads, and that no spreadsheet runs."""

import csv

import pytest
from nbgrader.api import Gradebook

from .course import NAME

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own, on each new submission
]
STUDENTS = {
    "0042": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "lms_user_id": "17"},
    "comma": {"first_name": 'A "quoted", name', "last_name": "and a\nline", "email": ""},
    "=cmd": {"first_name": "=HYPERLINK(0)", "last_name": "@SUM(1)", "email": "+1"},
    "nothing": {"first_name": "-", "last_name": "\tx"},
    "=1+1": {"first_name": "Short", "last_name": "Sum"},
    "-dash": {"first_name": "Short", "last_name": "Dash"},
    "=HYPERLINK(0)": {"first_name": "Long", "last_name": "Formula"},
    "4321": {},
    "unknown-42": {},
}
SCORES = {"0042": 2, "comma": 1, "=cmd": 0}
FIELDS = {id: id for id in STUDENTS} | {"=HYPERLINK(0)": "'=HYPERLINK(0)"}


@pytest.fixture(scope="module")
def course(new_course):
    course = new_course()
    with Gradebook(course.database, "gradient_descent") as gradebook:
        for student, person in STUDENTS.items():
            gradebook.add_student(student, **person)
        for student, score in SCORES.items():
            gradebook.add_submission(NAME, student)
            grade = gradebook.find_grade("square-values", NAME, NAME, student)
            grade.manual_score = score
            gradebook.db.commit()
    return course


@pytest.fixture(params=["Marks", "Canvas", "Moodle"])
def rows(course, request):
    return exported(course, request.param)


def exported(course, exporter, *options):
    path = course.folder / "marks.csv"
    course.nbgrader("export", "--exporter", f"grading.export.{exporter}", "--to", path.name, *options)
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_no_field_is_a_formula_but_ids_that_can_do_nothing(rows):
    values = {value for row in rows for value in row.values()}
    formulas = {value for value in values if value.startswith(("=", "+", "-", "@", "\t", "\r"))}
    assert formulas == {"=cmd", "=1+1", "-dash"}


def test_every_field_is_quoted_and_names_come_back_whole(rows, course):
    assert 'A "quoted", name' in str(rows)
    assert any("and a\nline" in value for row in rows for value in row.values())
    assert (course.folder / "marks.csv").read_text().startswith('"')


def test_canvas_has_its_columns_and_the_points_above_the_marks(course):
    points, *rows = exported(course, "Canvas")
    assert points["Student"] == "Points Possible" and points[NAME] == "6"
    marks = {FIELDS[id]: "" if id not in SCORES else f"{SCORES[id]}" for id in STUDENTS if has_name(id)}
    assert {row["SIS Login ID"]: row[NAME] for row in rows} == marks | {"": ""}
    assert {row["ID"] for row in rows} == {"17", "", "4321", "42"}, (
        "who is filed under a number of Canvas has it"
    )


def test_moodle_has_a_line_for_each_student(course):
    assert {row["ID number"]: row[NAME] for row in exported(course, "Moodle")} == {
        FIELDS[id]: "" if id not in SCORES else f"{SCORES[id]}" for id in STUDENTS
    }


def has_name(id):
    return bool(STUDENTS[id])


def test_students_and_assignments_can_be_chosen(course):
    (row,) = exported(course, "Marks", "--student", '["0042"]', "--assignment", f'["{NAME}"]')
    assert (row["student_id"], row["points"], row["mark"], row["max_points"]) == ("0042", "2", "2", "6")


def test_a_late_penalty_is_taken_off_but_no_mark_is_below_zero(course):
    with Gradebook(course.database, "gradient_descent") as gradebook:
        for student in ("0042", "comma"):
            gradebook.find_submission_notebook(NAME, NAME, student).late_submission_penalty = 1.5
        gradebook.db.commit()
    marks = {row["student_id"]: row["mark"] for row in exported(course, "Marks")}
    assert (marks["0042"], marks["comma"]) == ("0.5", "0")
