"""A course folder as nbgrader knows it: what was handed in for an assignment, what is graded already, and the marks."""

import json
import re
from dataclasses import dataclass
from glob import glob
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import AutogradeApp
from sqlalchemy.exc import SQLAlchemyError

from grading.export import mark
from grading.preprocessors import (
    IsolatedExecute,
    NotReleased,
    check_released,
    data_files,
    fingerprint,
    read_file,
)


class CourseError(Exception):
    """The course folder or the gradebook is not as it has to be; the text says what to do."""


@dataclass(frozen=True)
class Submission:
    student: str
    notebooks: dict[
        str, tuple[bytes, bytes | None, dict[str, bytes]]
    ]  # {name: what `grade_notebook` is given}


class Course:
    """The course in the working folder, with its nbgrader_config.py, and one assignment of it."""

    def __init__(self, assignment, students="*", database="", sandboxed=True):
        self.app = AutogradeApp(log_level="ERROR")  # nbgrader's own command, for the settings that it reads
        self.app.initialize([])
        self.assignment = assignment
        self.dir = self.app.coursedir
        self.dir.assignment_id, self.dir.student_id = assignment, students
        if database:
            self.dir.db_url = database
        if not sandboxed:
            self.app.config.IsolatedExecute.sandbox = False
        self.settings = IsolatedExecute(config=self.app.config)
        self.folder = self.path(self.dir.source_directory, ".")
        if not self.folder.is_dir():
            raise CourseError(f"There is no assignment {assignment!r}: {self.folder} is not there")
        self.sources = self._read_released()
        self.files = data_files(self.folder, self.dir.ignore)

    def path(self, step, student):
        return Path(self.dir.format_path(step, student, self.assignment))

    def gradebook(self):
        try:
            return Gradebook(self.dir.db_url, self.dir.course_id)
        except (SQLAlchemyError, ImportError) as problem:
            raise CourseError(f"The gradebook cannot be opened: {first_line(problem)}") from None

    def _read_released(self):
        """{name: bytes} of the instructor's notebooks."""
        sources = {}
        with self.gradebook() as gradebook:
            try:
                for released in gradebook.find_assignment(self.assignment).notebooks:
                    sources[released.name] = (self.folder / f"{released.name}.ipynb").read_bytes()
                    check_released(nbformat.reads(sources[released.name], as_version=4), released)
            except FileNotFoundError as missing:
                raise CourseError(
                    f"{missing.filename} is not there: `make exercises` makes it from the text beside it"
                ) from None
            except (NotReleased, OSError) as problem:
                raise CourseError(str(problem)) from None
            except MissingEntry:
                pass
        if not sources:
            raise CourseError(
                f"{self.assignment} is not in the gradebook: run `nbgrader generate_assignment {self.assignment}`"
            )
        return sources

    # What was handed in

    def students(self):
        """Those of whom there is a submission, in order."""
        pattern = self.dir.format_path(self.dir.submitted_directory, "([^/]*)", self.assignment, escape=True)
        folders = sorted(glob(str(self.path(self.dir.submitted_directory, self.dir.student_id))))
        students = [re.fullmatch(pattern, folder)[1] for folder in folders if Path(folder).is_dir()]
        left_out = self.dir.student_id_exclude.split(",")
        return [student for student in students if student not in left_out]

    def submission(self, student):
        """What the student has handed in; if none of the notebooks, all of them as missing."""
        folder = self.path(self.dir.submitted_directory, student)
        paths = {name: folder / f"{name}.ipynb" for name in self.sources}
        there = {name: path for name, path in paths.items() if path.exists()} or paths
        return Submission(
            student, {name: (self.sources[name], read_file(path), self.files) for name, path in there.items()}
        )

    # What is graded

    def timestamps(self):
        """{student: when the submission that the gradebook knows was handed in}"""
        with self.gradebook() as gradebook:
            return {
                each.student_id: each.timestamp for each in gradebook.assignment_submissions(self.assignment)
            }

    def is_graded(self, submission, timestamps):
        """Whether it was graded to the end as it is now: a graded notebook is written after its marks."""
        student = submission.student
        return timestamps.get(student, "none") == self._timestamp(student) and all(
            self._graded(student, name).get("of") == fingerprint(*given)
            for name, given in submission.notebooks.items()
        )

    def _timestamp(self, student):
        folder = self.path(self.dir.submitted_directory, student)
        try:
            return self.dir.get_existing_timestamp(str(folder))
        except (
            AttributeError,
            ValueError,
            OverflowError,
            OSError,
        ):  # the first is how nbgrader fails to fail
            raise CourseError(f"{folder / 'timestamp.txt'} holds no date and time") from None

    def report(self, student, name):
        """What had to be said when the notebook was graded, as sentences."""
        return self._graded(student, name).get("report", [])

    def _graded(self, student, name):
        path = self.path(self.dir.autograded_directory, student) / f"{name}.ipynb"
        try:
            return json.loads(path.read_bytes())["metadata"]["grading"]
        except (OSError, ValueError, LookupError):
            return {}

    def marks(self):
        """{student: (mark, less what is taken off for being late; out of how much; whether to be marked by hand)}"""
        with self.gradebook() as gradebook:
            submissions = gradebook.assignment_submissions(self.assignment)
            return {
                each.student_id: (mark(each), each.max_score, each.needs_manual_grade) for each in submissions
            }


def first_line(problem):
    return f"{type(problem).__name__}: {problem}".partition("\n")[0]
