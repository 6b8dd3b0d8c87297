"""Marks for the systems that students look at: `nbgrader export --exporter grading.export.Canvas`.

`--to` names the file, `--assignment` and `--student` choose, as in nbgrader's own export. Every field is
quoted, and no field is a formula that a spreadsheet would carry out. Ids are written as they are, because a
system finds its students by them. A student who handed in nothing gets an empty field, not a zero: that is
for the instructor to decide. Answers that are still to be marked by hand count for nothing yet: the command
says how many there are, and Marks has a column for their points.
"""

import csv
import re
from collections.abc import Iterator
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from grading.by_hand import still_to_mark
from grading.collect import UNKNOWN

FORMULA = tuple("=+-@\t\r\n")  # how a field begins that a spreadsheet takes for a formula
HARMLESS = re.compile(r"[\w.@+=-]+")  # no formula of these characters can call anything


class Id(str):
    """What a system finds its students by."""


def chosen(name: str, choice: list) -> bool:
    """Whether a student or an assignment is among those asked for; if none are named, all are."""
    return not choice or name in map(str, choice)


class CsvExport(ExportPlugin):
    """What the formats share."""

    def rows(self, students: list, assignments: list) -> Iterator[list]:
        raise NotImplementedError

    def export(self, gradebook: Gradebook) -> None:
        students = [each for each in gradebook.students if chosen(each.id, self.student)]
        assignments = [each for each in gradebook.assignments if chosen(each.name, self.assignment)]
        path = self.to or "grades.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            rows = self.rows(students, assignments)
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([map(field, row) for row in rows])
        self.log.info("Marks of %d students are in %s", len(students), path)
        for assignment in assignments:
            waiting = sum(map(bool, map(still_to_mark, assignment.submissions)))
            if waiting:
                self.log.warning(
                    "%s: %d of %d submissions hold answers that are still to be marked by hand; "
                    "export again when they are",
                    *(assignment.name, waiting, len(assignment.submissions)),
                )


class Marks(CsvExport):
    """A line for each student and assignment, for any other use."""

    def rows(self, students, assignments):
        person = ["student_id", "last_name", "first_name", "email"]
        yield [
            "assignment",
            *person,
            "handed_in",
            "points",
            "late_penalty",
            "mark",
            "still_to_mark",
            "max_points",
        ]
        for assignment in assignments:
            submissions = submissions_of(assignment)
            for student in students:
                person = [Id(student.id), student.last_name, student.first_name, student.email]
                given = submissions.get(student.id)
                marks = [None] * 5
                if given:
                    marks = [
                        given.timestamp,
                        given.score,
                        given.late_submission_penalty or 0,
                        mark(given),
                        still_to_mark(given),
                    ]
                yield [assignment.name, *person, *marks, assignment.max_score]


class Canvas(CsvExport):
    """For Canvas: Grades, Import. Students are found by `lms_user_id`, else by their login id."""

    def rows(self, students, assignments):
        person = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
        yield [*person, *(each.name for each in assignments)]
        yield ["Points Possible", "", "", "", "", *(each.max_score for each in assignments)]
        for student, marks in marks_by_student(students, assignments):
            number, login = student.lms_user_id, Id(student.id)
            if not number and has_no_name(student):  # filed under Canvas' number, by collect.py
                number, login = student.id.removeprefix(UNKNOWN), ""
            yield [full_name(student, "{last}, {first}"), Id(number or ""), "", login, "", *marks]


class Moodle(CsvExport):
    """For Moodle: Grades, Import, CSV file; map "ID number" or "Email address", then each assignment."""

    def rows(self, students, assignments):
        yield ["First name", "Last name", "ID number", "Email address", *(each.name for each in assignments)]
        for student, marks in marks_by_student(students, assignments):
            yield [student.first_name, student.last_name, Id(student.id), student.email, *marks]


def marks_by_student(students: list, assignments: list) -> Iterator[tuple[Any, list[float | None]]]:
    """(student, [mark, or None, for each of the assignments])."""
    submissions = [submissions_of(each) for each in assignments]
    for student in students:
        yield student, [mark(each[student.id]) if student.id in each else None for each in submissions]


def submissions_of(assignment) -> dict[str, Any]:
    return {submission.student_id: submission for submission in assignment.submissions}


def mark(submission) -> float:
    """The points less what is taken off for being late, but never below zero."""
    return max(0.0, submission.score - (submission.late_submission_penalty or 0))


def has_no_name(student) -> bool:
    return not (student.last_name or student.first_name)


def full_name(student, pattern: str) -> str:
    """By the pattern; the id of a student whose name is not known."""
    if not (student.last_name and student.first_name):
        return student.id
    return pattern.format(last=student.last_name, first=student.first_name)


def field(value: object) -> str:
    """A value as it stands in the file.

    >>> field("=HYPERLINK(0)"), field("007"), field(2.5), field(10.0), field(None)
    ("'=HYPERLINK(0)", '007', '2.5', '10', '')
    >>> field(Id("-dash")), field(Id("=HYPERLINK(0)"))
    ('-dash', "'=HYPERLINK(0)")
    """
    if isinstance(value, (int, float)):
        return f"{round(value, 4):g}"
    text = "" if value is None else str(value)
    if isinstance(value, Id) and HARMLESS.fullmatch(text):
        return text
    return f"'{text}" if text.startswith(FORMULA) else text
