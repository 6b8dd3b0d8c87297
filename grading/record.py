"""What comes after the grading, by nbgrader's own steps.

Marks go into the gradebook, notebooks into autograded/, and pages for students into feedback/.
"""

import logging
import os
import signal
import time
from contextlib import contextmanager
from errno import EDQUOT, EIO, ENOSPC, EROFS
from functools import lru_cache
from pathlib import Path

from nbgrader.api import InvalidEntry
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import rmtree, temp_attrs
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from traitlets.utils.importstring import import_item

from grading.course import Course, CourseError, Submission, first_line
from grading.isolation.notebook import Graded
from grading.preprocessors import IsolatedExecute

RUNS_NOTEBOOKS = "grading.preprocessors.IsolatedExecute"
WAITS = (1, 2, 4, 8, 16)  # seconds, for a gradebook that is locked, or whose server is being started again
PASSING = ("locked", "connection", "shutting down", "starting up")  # words of problems that may pass
DISK_ERRORS = (ENOSPC, EDQUOT, EROFS, EIO)


log = logging.getLogger(__name__)


class CannotWrite(Exception):
    """The gradebook or the disk can no longer be written to, for any submission; the text says why."""


class GradedBefore(IsolatedExecute):
    """Takes the place of IsolatedExecute, and gives the notebooks that a worker has graded."""

    def grade(self, where, path):
        recorder, name = self.parent.parent, where["notebook"]
        return recorder.submission.notebooks[name], recorder.graded[name]


class Recorder(Autograde):
    """nbgrader's autograding of submissions whose notebooks are graded already.

    A submission's notebooks are taken away first and written after its marks, so one that was interrupted is
    not taken for graded (Course.is_graded).
    """

    def __init__(self, course: Course) -> None:
        super().__init__(coursedir=course.dir, parent=course.app)
        steps: list = self.autograde_preprocessors  # type: ignore[has-type]  # one of traitlets' lists
        if RUNS_NOTEBOOKS not in steps:
            raise CourseError(
                f"nbgrader_config.py does not name {RUNS_NOTEBOOKS} in Autograde.autograde_preprocessors"
            )
        self.autograde_preprocessors = [GradedBefore if each == RUNS_NOTEBOOKS else each for each in steps]
        self.course = course

    def record(self, submission: Submission, graded: dict[str, Graded]) -> None:
        """Write the marks and the notebooks of a submission.

        Raises CannotWrite if other submissions would fail, too; any other exception concerns only this one.
        """
        self.submission, self.graded = submission, graded
        try:
            self._start_when_it_can()
        except (SQLAlchemyError, InvalidEntry) as problem:
            raise CannotWrite(first_line(problem)) from problem
        except OSError as problem:
            if problem.errno in DISK_ERRORS:
                raise CannotWrite(first_line(problem)) from problem
            raise

    def _start_when_it_can(self):
        for wait in (*WAITS, None):
            try:
                with uninterrupted(), temp_attrs(self.coursedir, student_id=self.submission.student):
                    return self.start()
            except (OperationalError, InvalidEntry) as problem:
                if wait is None or not any(word in str(problem) for word in PASSING):
                    raise
                log.debug("%r waits for the gradebook: %s", self.submission.student, first_line(problem))
                time.sleep(wait)

    def init_notebooks(self):
        folder = self.course.path(self.coursedir.submitted_directory, self.submission.student)
        self.notebooks = [str(folder / f"{name}.ipynb") for name in sorted(self.graded)]

    def convert_notebooks(self):
        where = self.course.assignment, self.submission.student
        folder = self.course.path(self.coursedir.autograded_directory, self.submission.student)
        if folder.exists():
            rmtree(folder)
        self.run_pre_convert_hook()
        self.init_assignment(*where)
        for notebook in self.notebooks:
            self.convert_single_notebook(notebook)
        self.set_permissions(*where)
        self.run_post_convert_hook()


def correct_penalties(course: Course) -> list[str]:
    """Take off what is due for lateness by today's due dates, extensions and rules, without grading again.

    The students for whom that was another number. Their feedback is out of date then: `has_feedback` sees it.
    """
    steps = map(import_item, Autograde(parent=course.app).autograde_preprocessors)
    rule = next((step for step in steps if issubclass(step, AssignLatePenalties)), None)
    if not rule:
        return []
    penalties = rule(config=course.app.config)
    penalties.init_plugin()
    changed = []
    with course.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(course.assignment):
            for notebook in submission.notebooks:
                penalty = penalty_for(submission, notebook, penalties)
                if penalty != notebook.late_submission_penalty:
                    notebook.late_submission_penalty = penalty
                    changed.append(submission.student_id)
        gradebook.db.commit()
    for student in changed:
        for path in course.path(course.dir.autograded_directory, student).glob("*.ipynb"):
            os.utime(path)
    return sorted(set(changed))


def penalty_for(submission, notebook, penalties: AssignLatePenalties) -> float | None:
    """As `penalties` itself would compute it in the course of grading."""
    late = submission.total_seconds_late
    if late <= 0:
        return None
    penalty = penalties.plugin_inst.late_submission_penalty(submission.student_id, notebook.score, late)
    return None if penalty is None else penalties._check_late_penalty(notebook, penalty)


@contextmanager
def uninterrupted():
    """Ctrl-C waits until this is done; a second one does not, and SQLAlchemy shows a traceback for it."""
    pressed = []

    def press(*_):
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    handler = signal.signal(signal.SIGINT, press)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if pressed:
            signal.raise_signal(signal.SIGINT)


def has_feedback(course: Course, student: str) -> bool:
    """Whether each of the student's graded notebooks has a page that is complete and not older."""
    feedback = course.path(course.dir.feedback_directory, student)
    for notebook in course.path(course.dir.autograded_directory, student).glob("*.ipynb"):
        page = feedback / f"{notebook.stem}.html"
        if (
            not page.exists()
            or page.stat().st_mtime < notebook.stat().st_mtime
            or b"</html>" not in page.read_bytes()[-100:]
        ):
            return False
    return True


class Feedback(GenerateFeedback):
    """nbgrader's, but for one student, whose id is no pattern, whatever characters it has."""

    def init_notebooks(self):
        course = self.coursedir
        folder = course.format_path(course.autograded_directory, course.student_id, course.assignment_id)
        self.assignments = {folder: sorted(map(str, Path(folder).glob("*.ipynb")))}


def write_feedback(folder: str, assignment: str, database: str, student: str) -> None:
    """Works in any process of a machine that has the course folder and reaches the gradebook."""
    course = opened(folder, assignment, database)
    with temp_attrs(course.dir, student_id=student):
        converter = Feedback(coursedir=course.dir, parent=course.app)
        converter.force = True
        converter.start()


@lru_cache(maxsize=1)
def opened(folder: str, assignment: str, database: str) -> Course:
    os.chdir(folder)
    return Course(assignment, database=database)
