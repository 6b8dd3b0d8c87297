"""`python -m grading`: what it writes, what it prints, and what it does when it is called again."""

import os
import re

import pytest
from nbgrader.api import Gradebook

from .assignment import assignment
from .classroom import ANSWERS, NOT_ALL_GRADED, NOT_BEGUN, Classroom
from .course import NAME

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def classroom(new_course):
    classroom = Classroom(new_course(), 4)
    classroom.said = classroom.grade("--workers", "2")
    return classroom


def test_marks_are_right(classroom):
    assert classroom.marks() == classroom.expected


def test_table_has_a_line_for_each_student(classroom):
    for student, mark in classroom.expected.items():
        assert f"{student}  {mark:6g}       6" in classroom.said


def test_verbose_tells_of_each_cell_in_place_of_a_bar(new_course):
    said = Classroom(new_course(), 1).grade("--verbose", "--no-feedback")
    assert re.search(r"'student-0000', notebook 'small' is done after \d+\.\d\d s by the clock", said)
    assert re.search(r"session \d+-\d+, student's process \d+, cell `square-values`: \d+\.\d\d s", said)
    assert "graded: " not in said


def test_folders_and_marks_are_as_nbgrader_leaves_them(new_course):
    classroom = Classroom(new_course(), 3)
    classroom.grade()
    ours = contents(classroom.folder), classroom.marks()
    for command in ("autograde", "generate_feedback"):
        classroom.course.nbgrader(command, NAME, "--force")
    assert ours == (contents(classroom.folder), classroom.marks())


def contents(folder):
    """{path: (permissions, bytes)} of what nbgrader makes."""
    paths = [
        path for step in ("autograded", "feedback") for path in (folder / step).rglob("*") if path.is_file()
    ]
    return {str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes()) for path in paths}


def test_what_is_graded_is_not_graded_again_and_what_has_changed_is(new_course):
    classroom = Classroom(new_course(), 3)
    classroom.grade("--no-feedback")
    before = classroom.graded()
    classroom.hand_in("student-0000", (1, 1, 1), timestamp="2030-01-02 12:00:00 UTC")  # all wrong
    classroom.hand_in("student-0003", (0, 0, 0))
    classroom.grade("--no-feedback")
    after = classroom.graded()
    assert {student for student in after if after[student] != before.get(student)} == {
        "student-0000",
        "student-0003",
    }
    assert classroom.marks() == classroom.expected


def test_students_are_chosen_and_forced(new_course):
    classroom = Classroom(new_course(), 3)
    classroom.grade("--no-feedback", "--students", "*1")
    assert list(before := classroom.graded()) == ["student-0001"]
    classroom.grade("--no-feedback", "--students", "*[12]", "--force")
    assert before["student-0001"] != classroom.graded()["student-0001"]
    assert sorted(classroom.graded()) == ["student-0001", "student-0002"]


def test_marks_given_by_hand_stay_and_lateness_is_known(new_course):
    classroom = Classroom(new_course(), 1)
    with Gradebook(classroom.database, "gradient_descent") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2030-01-01 11:00:00 UTC")
    classroom.grade("--no-feedback")
    with Gradebook(classroom.database, "gradient_descent") as gradebook:
        assert gradebook.find_submission(NAME, "student-0000").total_seconds_late == 3600
        gradebook.find_grade("number-test", NAME, NAME, "student-0000").manual_score = 0.5
        gradebook.db.commit()
    said = classroom.grade("--no-feedback", "--force")
    assert classroom.marks() == {"student-0000": 5.5}
    assert "to be marked by hand" in said


def test_the_table_tells_marks_without_what_lateness_costs(new_course):
    classroom = Classroom(new_course(), 1)
    with open(classroom.folder / "nbgrader_config.py", "a") as config:
        config.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    with Gradebook(classroom.database, "gradient_descent") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2030-01-01 11:00:00 UTC")
    assert "student-0000       0       6" in classroom.grade("--no-feedback")


def test_a_moved_due_date_an_extension_and_another_rule_reach_what_is_graded(new_course):
    classroom = Classroom(new_course(), 3)
    classroom.expected = dict.fromkeys(classroom.expected, 6)
    for student in classroom.expected:
        classroom.hand_in(student, (0, 0, 0))

    def marks(said):
        return [int(mark) for mark in re.findall(r"student-\d+ +(\d+) +6", said)]

    def due(when):
        with Gradebook(classroom.database, "gradient_descent") as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate=when)

    due("2030-01-01 11:00:00 UTC")
    assert marks(classroom.grade()) == [6, 6, 6]
    with open(classroom.folder / "nbgrader_config.py", "a") as config:
        config.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    said = classroom.grade("--verbose")
    assert marks(said) == [0, 0, 0] and "What is taken off for lateness has changed for student-0000" in said
    assert "notebook 'small' begins" not in said, "nothing is run again"
    assert "6 of them taken off because it was late" in classroom.course.feedback("student-0000").read_text()
    with Gradebook(classroom.database, "gradient_descent") as gradebook:
        gradebook.grant_extension(NAME, "student-0001", days=1)
    assert marks(classroom.grade()) == [0, 6, 0]
    due("2030-01-02 11:00:00 UTC")
    assert marks(classroom.grade()) == [6, 6, 6]
    assert "because it was late" not in classroom.course.feedback("student-0000").read_text()


# The last is as long as a file's name may be.
IDS = ["[x]", "-dash", "=1+1", "a*", "?", "ünï 007", "<img src=x>", "a\x1b[2J", "é" * 126]


@pytest.mark.parametrize("student", IDS)
def test_any_id_is_graded_and_gets_feedback(one_of_each_id, student):
    assert one_of_each_id.marks()[student] == 6
    assert one_of_each_id.course.feedback(student).exists()


@pytest.fixture(scope="module")
def one_of_each_id(new_course):
    classroom = Classroom(new_course(), 0)
    for student in IDS:
        classroom.hand_in(student, (0, 0, 0))
    said = classroom.grade("--workers", "2")
    assert r"a\x1b[2J" in said and "\x1b[2J" not in said
    return classroom


@pytest.mark.parametrize(
    "student", ["x" * 129, os.fsdecode(b"\xff"), "a\nb"], ids=["long", "no text", "lines"]
)
def test_an_id_that_no_gradebook_takes_is_said_and_stops_nobody_else(new_course, student):
    classroom = Classroom(new_course(), 2)
    expected = dict(classroom.expected)
    classroom.hand_in(student, (0, 0, 0))
    said = classroom.grade(code=NOT_ALL_GRADED)
    assert classroom.marks() == expected
    assert "Traceback" not in said
    reasons = "an id has at most 128 characters, and this has 129", "text: rename it"
    assert any(reason in said for reason in reasons)


def test_what_a_student_wrote_moves_no_cursor(new_course):
    classroom = Classroom(new_course(), 0)
    classroom.course.hand_in("eve", assignment(number='student_id = "\x1b[2J"\nnumber = 42'))
    said = classroom.grade("--no-feedback")
    assert r'`student_id` is "\x1b[2J"' in said and "\x1b" not in said


def test_each_submission_ends_with_a_mark_and_a_reason(new_course):
    classroom = Classroom(new_course(), 1)
    folder = classroom.folder / "submitted" / "empty" / NAME
    folder.mkdir(parents=True)
    broken = classroom.folder / "submitted" / "broken" / NAME / f"{NAME}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("{")
    said = classroom.grade()
    assert classroom.marks() == classroom.expected | {"empty": 0, "broken": 0}
    assert said.count("The file could not be read") == 2
    assert (classroom.folder / "feedback" / "empty" / NAME / f"{NAME}.html").exists()


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("timestamp.txt", "yesterday", "holds no date and time"),
        ("data", "a file where the assignment has a folder", "NotADirectoryError"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_stops_nobody_else(new_course, path, content, reason):
    classroom = Classroom(new_course(), 3)
    data = classroom.folder / "solutions" / NAME / "data"
    data.mkdir()
    (data / "points.txt").write_text("1 2 3")
    classroom.path("submitted", "student-0001").with_name(path).write_text(content)
    said = classroom.grade("--no-feedback", code=NOT_ALL_GRADED)
    assert reason in said
    assert "student-0001    none" in said
    assert sorted(classroom.graded()) == ["student-0000", "student-0002"]


def test_without_the_sandbox_every_report_says_so(new_course):
    classroom = Classroom(new_course(), 2)
    assert classroom.grade("--no-sandbox", "--no-feedback").count("without the sandbox") == 2


def test_two_notebooks_make_one_submission(new_course):
    course = new_course()
    for name in ("first", "second"):
        course.write(f"solutions/two/{name}.ipynb", assignment())
    course.nbgrader("generate_assignment", "two")
    wrong = assignment(twice=ANSWERS["twice"][1])
    course.write("submitted/both/two/first.ipynb", assignment())
    course.write("submitted/both/two/second.ipynb", wrong)
    course.write("submitted/one/two/second.ipynb", wrong)
    said = Classroom(course, 0).grade(name="two")
    assert f"both     {6 + 4:6}      12" in said
    assert f"one      {4:6}      12" in said


@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        (lambda course: None, ["--students", "nobody"], "Nothing was handed in"),
        (lambda course: None, ["--workers", "0"], "invalid positive value"),
        (
            lambda course: None,
            ["--scheduler", "tcp://127.0.0.1:1", "--force"],
            "no workers at tcp://127.0.0.1:1",
        ),
        (
            lambda course: None,
            ["--database", "sqlite:////no/such/folder/gradebook.db"],
            "The gradebook cannot be opened",
        ),
        (lambda course: None, ["--database", "nonsense"], "The gradebook cannot be opened"),
        (
            lambda course: course.write(f"solutions/{NAME}/{NAME}.ipynb", new_points()),
            [],
            "has other tasks or points than its release",
        ),
        (
            lambda course: (course.folder / "gradebook.db").unlink(),
            [],
            "is not in the gradebook: run `nbgrader generate_assignment",
        ),
        (
            lambda course: (course.folder / f"solutions/{NAME}/{NAME}.ipynb").unlink(),
            [],
            "is not there: `make exercises` makes it",
        ),
        (lambda course: (course.folder / "nbgrader_config.py").unlink(), [], "There is no assignment"),
    ],
)
def test_bad_input_is_said_in_a_line(new_course, change, options, reason):
    classroom = Classroom(new_course(), 1)
    change(classroom.course)
    said = classroom.grade(*options, code=NOT_BEGUN)
    assert reason in said
    assert "Traceback" not in said
    assert classroom.graded() == {}


def new_points():
    notebook = assignment()
    notebook.cells[2].metadata.nbgrader.points = 60
    return notebook
