"""Grade what has been handed in, in parallel: marks into nbgrader's gradebook, a table, feedback.

Run it in the course folder. What is graded already as it is now is not graded again: run it again after an
interruption, or when more has been handed in.
"""

import argparse
import gc
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from nbgrader.api import InvalidEntry
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from tqdm import tqdm

from grading.course import Course, CourseError, Submission, app, first_line
from grading.driver import DaskCluster, InParallel, LocalProcesses, NoWorkers, WorkerLost, grade
from grading.isolation.log import printable, show
from grading.isolation.sandbox import SandboxError, check_available
from grading.isolation.supervise import Accident
from grading.preprocessors import IsolatedExecute
from grading.record import CannotWrite, Recorder, correct_penalties, has_feedback, write_feedback
from grading.watch import Watch

GO_ON = "Run the same command again: it goes on from here."
log = logging.getLogger("grading")
WITHOUT_SANDBOX = "With --no-sandbox, what was handed in can read and write all that you can."


def parser():
    parser = argparse.ArgumentParser(
        "python -m grading", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "assignment",
        nargs="?",
        help="its folder in solutions/ and submitted/STUDENT/; with --watch, all if none is named",
    )
    parser.add_argument(
        "--watch", action="store_true", help="grade what arrives, within seconds, until it is stopped"
    )
    parser.add_argument(
        "--students", metavar="GLOB", default="*", help="only those whose id matches, as 'a*' (all)"
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=positive,
        default=os.cpu_count(),
        help="processes on this machine (%(default)s)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on the workers of this Dask scheduler, as tcp://host:8786",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help="the gradebook, as postgresql+psycopg://user@host/name (gradebook.db)",
    )
    parser.add_argument("--force", action="store_true", help="grade again what is graded")
    parser.add_argument(
        "--no-sandbox", action="store_true", help="let what was handed in read and write all that you can"
    )
    parser.add_argument("--no-feedback", action="store_true", help="write no feedback")
    parser.add_argument(
        "--verbose", action="store_true", help="say of each session and cell how it went, in place of a bar"
    )
    return parser


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    options = parser().parse_args(arguments)
    if not (options.assignment or options.watch):
        parser().error("name an assignment, or say --watch")
    if options.watch and options.force:
        parser().error("--watch grades what is new, and cannot be combined with --force")
    return options


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 if all is graded, 1 if not, 2 if grading could not begin."""
    options = read_options(arguments)
    if options.verbose:
        show(logging.DEBUG)
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, on each new submission
    # Here nbgrader prints the traceback of each problem with the gradebook that it raises as well.
    logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
    gc.freeze()  # what is imported stays; looking through it again and again took a tenth of the recording
    try:
        if options.watch:
            settings = IsolatedExecute(config=app(not options.no_sandbox).config)
            Watch(options, workers(options, settings)).run()
        grading = Grading(options)
        grading.grade_all()
        if not options.no_feedback:
            grading.write_all_feedback()
        grading.print_table()
    except (CourseError, NoWorkers) as problem:
        return complain(2, str(problem))
    except SandboxError as problem:
        return complain(2, f"{problem}. {WITHOUT_SANDBOX}")
    except CannotWrite as problem:
        return complain(1, f"What is graded cannot be written: {problem}.", GO_ON)
    except (SQLAlchemyError, InvalidEntry, OSError) as problem:
        return complain(1, f"What is graded cannot be written: {first_line(problem)}.", GO_ON)
    except KeyboardInterrupt:
        return complain(0, "Stopped.") if options.watch else complain(130, "Interrupted.", GO_ON)
    return 1 if grading.not_graded or grading.no_feedback else 0


def complain(code: int, *sentences: str) -> int:
    print(*sentences, file=sys.stderr)
    return code


def in_words(problem: Exception) -> str:
    """Our own exceptions are sentences; others need their type to be understood."""
    return str(problem) if isinstance(problem, (CourseError, WorkerLost, Accident)) else first_line(problem)


def workers(options: argparse.Namespace, settings: IsolatedExecute) -> DaskCluster | LocalProcesses:
    if options.scheduler:
        return DaskCluster(options.scheduler)
    if settings.sandbox:
        check_available()
    return LocalProcesses(options.workers, log.getEffectiveLevel())


class Grading:
    """One run of the command.

    Whatever fails raises an exception. If that concerns one student only, it is noted, and the others go on:
    `noting` is the one place that decides this.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.course = Course(options.assignment, options.students, options.database, not options.no_sandbox)
        self.students = self.course.students()
        if not self.students:
            folder = self.course.path(self.course.dir.submitted_directory, options.students)
            raise CourseError(f"Nothing was handed in: there is no {folder}")
        self.not_graded: dict[str, Exception] = {}  # {student: why}
        self.no_feedback: dict[str, Exception] = {}

    @contextmanager
    def noting(self, problems: dict[str, Exception], student: str) -> Iterator[None]:
        """Note in `problems` what happens to this student, unless it would happen to the others as well."""
        try:
            yield
        except (SandboxError, CannotWrite):
            raise
        except Exception as problem:
            problems[student] = problem

    def grade_all(self) -> None:
        """Grade those whose submission is not graded as it is now."""
        waiting = self._waiting()
        if waiting:
            self._grade(waiting)
        changed = correct_penalties(self.course)
        if changed:
            print(printable(f"What is taken off for lateness has changed for {', '.join(changed)}."))

    def _grade(self, waiting: list[str]) -> None:
        recorder = Recorder(self.course)
        under_way: dict[str, Submission] = {}
        with workers(self.options, self.course.settings) as all_workers:
            results = InParallel(all_workers, grade, self._tasks(waiting, under_way)).results()
            bar = self._progress("graded", len(waiting), results)
            for student, future in bar:
                submission = under_way.pop(student)
                # One that hangs may take its ten minutes, and then this tells which.
                bar.set_postfix_str(printable(f"now {next(iter(under_way))}") if under_way else "")
                with self.noting(self.not_graded, student):
                    self._record(recorder, submission, future)

    def _record(self, recorder: Recorder, submission: Submission, future: Future) -> None:
        student = submission.student
        try:
            done = future.result()
        except Exception as problem:
            self.course.write_log(student, getattr(problem, "__notes__", []), problem)
            raise
        recorder.record(submission, done.notebooks)
        self.course.write_log(student, done.log)

    def _waiting(self) -> list[str]:
        """The students whose submission is not graded as it is now."""
        timestamps = {} if self.options.force else self.course.timestamps()
        waiting = []
        for student in self.students:
            with self.noting(self.not_graded, student):
                if not self.course.is_graded(self.course.submission(student), timestamps):
                    waiting.append(student)
        return waiting

    def _tasks(self, students: list[str], under_way: dict[str, Submission]) -> Iterator[tuple[str, tuple]]:
        """(student, arguments of `grade`); a submission is read when a worker can soon begin it."""
        settings = self.course.settings
        for student in students:
            submission = under_way[student] = self.course.submission(student)
            yield student, (student, submission.notebooks, settings.limits, settings.sandbox)

    def write_all_feedback(self) -> None:
        """Write the pages that are missing or out of date, of all who are graded."""
        course = self.course
        graded = [student for student in self.students if student not in self.not_graded]
        waiting = [student for student in graded if not has_feedback(course, student)]
        if not waiting:
            return
        where = course.dir.root, course.assignment, course.dir.db_url
        tasks = ((student, (*where, student)) for student in waiting)
        with LocalProcesses(self.options.workers) as processes:
            results = InParallel(processes, write_feedback, tasks).results()
            for student, future in self._progress("feedback", len(waiting), results):
                with self.noting(self.no_feedback, student):
                    future.result()

    def _progress(self, what: str, waiting: int, results: Iterator[tuple[str, Future]]) -> tqdm:
        """The results, with a bar of how many there are and how long the others will take; or the log."""
        total = len(self.students)
        shape = {"total": total, "initial": total - waiting, "unit": "", "smoothing": 0.1}
        shape["mininterval"] = 0.1 if sys.stderr.isatty() else 10  # seconds; a file keeps every line
        return tqdm(results, what, disable=self.options.verbose, **shape)

    def print_table(self) -> None:
        marks = self.course.marks()
        width = max(len(printable(each)) for each in [*self.students, "student"])
        print(f"{'student':{width}}  {'mark':>6}  {'out of':>6}  remarks")
        for student in self.students:
            numbers = f"{'none':>6}  {'':6}"
            remarks = []
            if student in self.not_graded:
                remarks.append(in_words(self.not_graded[student]))
            else:
                if student in marks:
                    numbers = f"{marks[student].points:6g}  {marks[student].out_of:6g}"
                remarks += self._remarks(student)
                if student in marks and marks[student].by_hand:
                    remarks.append("to be marked by hand")
            if student in self.no_feedback:
                remarks.append(f"no feedback: {in_words(self.no_feedback[student])}")
            first, *others = map(printable, remarks or [""])
            print(f"{printable(student):{width}}  {numbers}  {first}".rstrip())
            for remark in others:
                print(f"{'':{width}}  {'':6}  {'':6}  {remark}")

    def _remarks(self, student: str) -> list[str]:
        """What had to be said when the student's notebooks were graded."""
        remarks = []
        for name in self.course.sources:
            for line in self.course.report(student, name):
                remarks.append(f"{name}: {line}" if len(self.course.sources) > 1 else line)
        return remarks
