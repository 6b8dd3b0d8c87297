"""A course folder as nbgrader knows it: what was handed in for an assignment, what is graded already, and the marks."""

import hashlib
import json
import re
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from nbgrader.apps import AutogradeApp
from sqlalchemy.exc import SQLAlchemyError

from grading.limits import Limits
from grading.notebook import grade_notebook
from grading.preprocessors import IsolatedExecute, NotReleased, check_released, data_files, read_file, what_was_graded


class CourseError(Exception):
    """The course folder or the gradebook is not as it has to be; the text says what to do."""


@dataclass(frozen=True)
class Work:
    """What a worker needs to grade what one student has handed in, and nothing else: no path, no database."""

    notebooks: dict[str, tuple[bytes, bytes | None]]  # {name: (the instructor's, the one handed in)}
    files: dict[str, bytes]
    limits: Limits
    sandboxed: bool

    def done(self):
        """{name: Graded}"""
        return {
            name: grade_notebook(source, submitted, self.files, self.limits, self.sandboxed)
            for name, (source, submitted) in self.notebooks.items()
        }


class Course:
    """The course in the working folder, with its nbgrader_config.py, and one assignment of it."""

    def __init__(self, assignment, students="*", database=None, sandboxed=True):
        # nbgrader's own command, for the settings that it reads; it is not started.
        self.app = AutogradeApp(log_level="WARN")
        self.app.initialize([])
        self.dir = self.app.coursedir
        self.dir.assignment_id, self.dir.student_id = assignment, students
        if database:
            self.dir.db_url = database
        if not sandboxed:
            self.app.config.IsolatedExecute.sandbox = False
        self.assignment = assignment
        self.settings = IsolatedExecute(config=self.app.config)
        self._read_source()

    def _read_source(self):
        folder = self.path(self.dir.source_directory, ".")
        if not folder.is_dir():
            raise CourseError(f"There is no assignment {self.assignment!r} here: {folder} is missing.{self._did_you_mean()}")
        with self.gradebook() as gradebook:
            try:
                released = gradebook.find_assignment(self.assignment).notebooks
            except MissingEntry:
                released = []
            if not released:
                raise CourseError(f"{self.assignment} was not released: run `nbgrader generate_assignment {self.assignment}` first.")
            self.sources = {notebook.name: (folder / f"{notebook.name}.ipynb").read_bytes() for notebook in released}
            for notebook in released:
                try:
                    check_released(self.sources[notebook.name], notebook)
                except NotReleased as problem:
                    raise CourseError(str(problem)) from None
        self.files = data_files(folder, self.dir.ignore)

    def _did_you_mean(self):
        names = sorted(path.name for path in self.path(self.dir.source_directory, ".").parent.glob("*/"))
        return f" There is: {', '.join(names)}." if names else ""

    def path(self, step, student):
        return Path(self.dir.format_path(step, student, self.assignment))

    def gradebook(self):
        try:
            return Gradebook(self.dir.db_url, self.dir.course_id)
        except (SQLAlchemyError, ImportError) as problem:
            raise CourseError(f"The gradebook cannot be opened: {first_line(problem)}") from None

    def students(self):
        """Those whose submission is there, and is one of those asked for."""
        pattern = self.dir.format_path(self.dir.submitted_directory, "(?P<student>[^/]*)", self.assignment, escape=True)
        folders = sorted(glob(str(self.path(self.dir.submitted_directory, self.dir.student_id))))
        found = [re.fullmatch(pattern, folder)["student"] for folder in folders if Path(folder).is_dir()]
        return [student for student in found if student not in self.dir.student_id_exclude.split(",")]

    def work(self, student):
        """What the student has handed in; if that is none of the notebooks, all are taken as empty."""
        folder = self.path(self.dir.submitted_directory, student)
        handed_in = [name for name in self.sources if (folder / f"{name}.ipynb").exists()] or self.sources
        notebooks = {name: (self.sources[name], read_file(folder / f"{name}.ipynb")) for name in handed_in}
        return Work(notebooks, self.files, self.settings.limits, self.settings.sandbox)

    # What is graded

    def graded(self, student, name):
        """What is known of the last grading of a notebook: {"of": what was graded, "report": what had to be said}."""
        path = self.path(self.dir.autograded_directory, student) / f"{name}.ipynb"
        try:
            return json.loads(path.read_bytes())["metadata"]["grading"]
        except (OSError, ValueError, LookupError):
            return {}

    def is_graded(self, student, work):
        """Whether what is there now was graded, to the end: a notebook is written after its marks."""
        return all(self.graded(student, name).get("of") == what_was_graded(*pair, work.files) for name, pair in work.notebooks.items())

    def unfinished(self):
        """Students of whose submissions the gradebook misses marks."""
        with self.gradebook() as gradebook:
            rows = gradebook.db.query(SubmittedAssignment.student_id).join(SubmittedNotebook).join(Grade)
