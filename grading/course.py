"""A course folder as nbgrader knows it: what was handed in for an assignment, what is graded, the marks."""

import json
import logging
import os
import re
from dataclasses import dataclass
from datetime import datetime
from glob import escape, glob
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import AutogradeApp
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError

from grading.export import mark
from grading.files import data_files, find_notebooks, is_link, root_of
from grading.isolation.handed_in import NotRead, NotThere, read_handed_in, read_text
from grading.isolation.notebook import Given
from grading.personal import secret, seed_of
from grading.preprocessors import (
    IsolatedExecute,
    NotReleased,
    check_released,
    fingerprint,
)

MAX_ID = 128  # characters of an id in nbgrader's tables, which not every database enforces

log = logging.getLogger(__name__)


class CourseError(Exception):
    """Something is wrong with the course folder or the gradebook; the text says what to do."""


@dataclass(frozen=True)
class Submission:
    student: str
    notebooks: dict[str, Given]  # {name: what `grade_notebook` is given of it}


class Mark(NamedTuple):
    points: float  # without what is taken off for being late
    out_of: float
    by_hand: bool  # whether a part of it is still to be marked by hand


def app(sandboxed: bool = True) -> AutogradeApp:
    """One of nbgrader's own commands, for the settings that it reads in the working folder."""
    app = AutogradeApp(log_level="ERROR")
    app.initialize([])
    if not sandboxed:
        app.config.IsolatedExecute.sandbox = False
    return app


class Course:
    """The course in the working folder, with its nbgrader_config.py, and one assignment of it."""

    def __init__(
        self, assignment: str, students: str = "*", database: str | None = None, sandboxed: bool = True
    ) -> None:
        self.app = app(sandboxed)
        self.assignment = assignment
        self.dir = self.app.coursedir
        self.dir.assignment_id, self.dir.student_id = assignment, students
        if database:
            self.dir.db_url = database
        self.settings = IsolatedExecute(config=self.app.config)
        self.folder = self.path(self.dir.source_directory, ".")
        if not self.folder.is_dir():
            raise CourseError(f"There is no assignment {assignment!r}: {self.folder} is not there")
        self.sources = self._read_released()
        self.files = data_files(self.folder, self.dir.ignore)
        self.secret = secret(Path(self.dir.root))

    def path(self, step: str, student: str) -> Path:
        return Path(self.dir.format_path(step, student, self.assignment))

    def gradebook(self) -> Gradebook:
        try:
            return Gradebook(self.dir.db_url, self.dir.course_id)
        except (SQLAlchemyError, ImportError) as problem:
            raise CourseError(f"The gradebook cannot be opened: {first_line(problem)}") from None

    def _read_released(self) -> dict[str, bytes]:
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
                f"{self.assignment} is not in the gradebook: "
                f"run `nbgrader generate_assignment {self.assignment}`"
            )
        return sources

    # What was handed in

    def students(self) -> list[str]:
        """Those who have a submission, in order."""
        pattern = self.dir.format_path(self.dir.submitted_directory, "([^/]*)", self.assignment, escape=True)
        below = self.path(self.dir.submitted_directory, self.dir.student_id).relative_to(self.dir.root)
        folders = sorted(glob(str(Path(escape(self.dir.root)) / below)))
        # No link is followed, but whoever has handed one in is told so.
        found = [
            re.fullmatch(pattern, each) for each in folders if os.path.isdir(each) or os.path.islink(each)
        ]
        students = [match[1] for match in found if match]
        left_out = self.dir.student_id_exclude.split(",")
        return [student for student in students if student not in left_out]

    def submission(self, student: str) -> Submission:
        """What the student has handed in. If that is none of the notebooks, it is all of them, as missing."""
        check_id(student)
        folder = self.path(self.dir.submitted_directory, student)
        notebooks: dict[str, Given] = {}
        for name, path in find_notebooks(folder, self.sources).items():
            handed_in = read_handed_in(root_of(folder), path)
            seed = seed_of(self.secret, student, name, handed_in)
            notebooks[name] = self.sources[name], handed_in, self.files, seed
        return Submission(student, notebooks)

    # What is graded

    def timestamps(self) -> dict[str, datetime | None]:
        """{student: when the submission that the gradebook knows was handed in}"""
        with self.gradebook() as gradebook:
            submissions = gradebook.assignment_submissions(self.assignment)
            return {each.student_id: each.timestamp for each in submissions}

    def is_graded(self, submission: Submission, timestamps: dict[str, datetime | None]) -> bool:
        """Whether it was graded to the end as it is now: a graded notebook is written after its marks."""
        student = submission.student
        timestamp = self._timestamp(student)
        if student not in timestamps or timestamps[student] != timestamp:
            return False
        for name, given in submission.notebooks.items():
            if self._graded(student, name).get("of") != fingerprint(*given):
                return False
        return True

    def _timestamp(self, student: str) -> datetime | None:
        folder = self.path(self.dir.submitted_directory, student)
        path = folder / "timestamp.txt"
        if is_link(folder):
            return None
        try:
            text = read_text(root_of(folder), path).strip()
            return parse_utc(text) if text else None
        except NotThere:
            return None
        except NotRead as problem:
            raise CourseError(f"{path} cannot be read: {problem}") from None
        except (ValueError, OverflowError):
            raise CourseError(f"{path} holds no date and time") from None

    def report(self, student: str, name: str) -> list[str]:
        """What had to be said when the notebook was graded, as sentences."""
        return self._graded(student, name).get("report", [])

    def reasons(self, student: str, name: str) -> dict[str, list[str]]:
        """{failed test: what its checks took for the reasons}"""
        return self._graded(student, name).get("reasons", {})

    def _graded(self, student: str, name: str) -> dict[str, Any]:
        path = self.path(self.dir.autograded_directory, student) / f"{name}.ipynb"
        try:
            return json.loads(path.read_bytes())["metadata"]["grading"]
        except (OSError, ValueError, LookupError):
            return {}

    def marks(self) -> dict[str, Mark]:
        """{student: mark}"""
        with self.gradebook() as gradebook:
            submissions = gradebook.assignment_submissions(self.assignment)
            return {
                each.student_id: Mark(mark(each), each.max_score, each.needs_manual_grade)
                for each in submissions
            }

    def write_log(self, student: str, lines: list[str], problem: Exception | None = None) -> None:
        """Keep what was reported while the submission was graded, of the last time."""
        path = Path(self.dir.root, "logs", self.assignment, f"{student}.log")
        path.parent.mkdir(parents=True, exist_ok=True)
        ending = [f"not graded: {first_line(problem)}"] if problem else []
        try:
            path.write_text("\n".join([*lines, *ending, ""]), encoding="utf-8")
        except OSError as error:  # an id may be as long as a file's name, and this is longer
            log.warning("there is no log of %r: %s", student, error)


def check_id(student: str) -> None:
    """CourseError unless nbgrader can find the id in a path, and any database keep it."""
    if len(student) > MAX_ID:
        raise CourseError(f"an id has at most {MAX_ID} characters, and this has {len(student)}")
    try:
        student.encode()
    except UnicodeEncodeError:
        raise CourseError("the name of the folder is not text: rename it") from None
    if "\n" in student:
        raise CourseError("the name of the folder is not one line of text: rename it")


def assignments_of(database: str | None) -> list[str]:
    """The names of those that the gradebook of the course in the working folder knows."""
    course = app().coursedir
    try:
        with Gradebook(database or course.db_url, course.course_id) as gradebook:
            return [assignment.name for assignment in gradebook.assignments if assignment.notebooks]
    except (SQLAlchemyError, ImportError) as problem:
        raise CourseError(f"The gradebook cannot be opened: {first_line(problem)}") from None


def first_line(problem: BaseException) -> str:
    return f"{type(problem).__name__}: {problem}".partition("\n")[0]
