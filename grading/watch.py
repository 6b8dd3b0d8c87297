"""`python -m grading --watch`: grade what arrives, within seconds, until it is stopped.

It looks at submitted/ and at nbgrader's exchange, if there is one. What it has graded is remembered in the
course's folder alone, as by `python -m grading ASSIGNMENT`, so it may be stopped, or killed, at any moment.
"""

import fcntl
import os
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from time import monotonic

from nbgrader.auth import Authenticator
from nbgrader.exchange import ExchangeError, ExchangeFactory
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import SQLAlchemyError

from grading.course import Course, CourseError, Submission, app, assignments_of, first_line
from grading.driver import DaskCluster, InParallel, LocalProcesses, grade
from grading.files import state_of
from grading.isolation.log import printable
from grading.isolation.sandbox import SandboxError
from grading.record import CannotWrite, Recorder, correct_penalties, has_feedback, write_feedback

LOOK_SECONDS = 1.0  # between two looks at what has arrived
READ_SECONDS = 10.0  # between two looks at which assignments there are, and whether one has changed
RETRY_SECONDS = 600.0  # after which what could not be graded is tried again
LOCK = ".watched"


class WatchedAlready(CourseError):
    """Another process does this work."""


@dataclass
class Watched:
    """One assignment, and what is known of what was handed in for it.

    A state tells when a folder's files were changed last. While somebody writes one, it changes.
    """

    course: Course
    recorder: Recorder
    sources: tuple  # state of the instructor's folder
    last_look: dict[str, tuple] = field(default_factory=dict)  # {student: state}
    settled: dict[str, tuple] = field(default_factory=dict)  # {student: state in which it was graded}
    under_way: dict[str, tuple[tuple, Submission]] = field(default_factory=dict)
    collected: set[str] = field(default_factory=set)  # names in the exchange


class Watch:
    def __init__(self, options, workers: LocalProcesses | DaskCluster) -> None:
        self.options, self.workers = options, workers
        self.assignments: dict[str, Watched] = {}
        self.refused: dict[str, tuple] = {}  # {assignment that cannot be graded: state of its folder}
        self.waiting: deque[tuple[str, str]] = deque()  # (assignment, student)
        self.pages: deque[tuple[str, str]] = deque()
        self.again: dict[tuple[str, str], float] = {}  # {(assignment, student): when to try once more}
        self.next_look = self.next_reading = 0.0
        self.is_stopped = False
        self.source = Path(app().coursedir.source_directory)

    def run(self) -> None:
        """Work until SIGINT or SIGTERM, and then raise KeyboardInterrupt, which ends the workers.

        Both need handlers of their own, because what runs in the background of a shell begins with SIGINT
        ignored. These only leave a mark: Python drops what is raised while it cleans up an object.
        """
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, self._stop)
        with only_one(Path.cwd() / LOCK), self.workers as workers, LocalProcesses(1) as writer:
            grading = InParallel(workers, grade, self._tasks())
            writing = InParallel(writer, write_feedback, self._feedback_tasks())
            print("Watching. What arrives is graded; Ctrl-C ends it.", flush=True)
            while not self.is_stopped:
                for task, future in grading.poll(LOOK_SECONDS):
                    self._record(task, future)
                for (name, student), future in writing.poll(0):
                    if problem := future.exception():
                        self._say(name, student, f"no feedback: {first_line(problem)}")
            raise KeyboardInterrupt

    def _stop(self, *_: object) -> None:
        if self.is_stopped:  # whoever asks twice does not want to wait
            raise KeyboardInterrupt
        self.is_stopped = True

    # What is to be done

    def _tasks(self) -> Iterator[tuple | None]:
        """What a worker can begin; None if that is nothing at the moment."""
        while True:
            if not self.waiting and monotonic() >= self.next_look:
                self.next_look = monotonic() + LOOK_SECONDS
                self._look()
            yield self._next_task() if self.waiting else None

    def _next_task(self) -> tuple | None:
        name, student = self.waiting.popleft()
        watched = self.assignments[name]
        course, state = watched.course, watched.last_look[student]
        try:
            submission = course.submission(student)
            graded = course.is_graded(submission, course.timestamps())
        except CourseError as problem:
            self._give_up(name, student, state, str(problem))
            return None
        if graded:
            watched.settled[student] = state
            self._want_feedback(name, student)
            return None
        watched.under_way[student] = state, submission
        settings = course.settings
        return (name, student), (student, submission.notebooks, settings.limits, settings.sandbox)

    def _feedback_tasks(self) -> Iterator[tuple | None]:
        while True:
            if not self.pages:
                yield None
                continue
            name, student = self.pages.popleft()
            course = self.assignments[name].course
            yield (name, student), (course.dir.root, name, course.dir.db_url, student)

    def _want_feedback(self, name: str, student: str) -> None:
        if not self.options.no_feedback and not has_feedback(self.assignments[name].course, student):
            self.pages.append((name, student))

    # What has arrived

    def _look(self) -> None:
        if monotonic() >= self.next_reading:
            self.next_reading = monotonic() + READ_SECONDS
            self._read_assignments()
        for name, watched in self.assignments.items():
            self._collect(watched)
            for student in watched.course.students():
                state = state_of(watched.course.path(watched.course.dir.submitted_directory, student))
                unchanged = watched.last_look.get(student) == state
                watched.last_look[student] = state
                if student in watched.under_way or not unchanged:
                    continue  # it is graded now; or somebody may be writing it
                if watched.settled.get(student) != state or monotonic() > self.again.get(
                    (name, student), float("inf")
                ):
                    self.again.pop((name, student), None)
                    self.waiting.append((name, student))

    def _read_assignments(self) -> None:
        """Take up what is new, and read again what has changed, if nothing of it is under way."""
        options = self.options
        for name in assignments_of(options.database):
            if options.assignment not in (None, name):
                continue
            watched = self.assignments.get(name)
            state = state_of(self.source / name)
            if watched and (watched.under_way or watched.sources == state) or self.refused.get(name) == state:
                continue
            try:
                course = Course(name, options.students, options.database, not options.no_sandbox)
                self.assignments[name] = Watched(course, Recorder(course), state)
                correct_penalties(course)
            except CourseError as problem:
                self.refused[name] = state
                print(f"{name} is left out: {problem}", flush=True)

    def _collect(self, watched: Watched) -> None:
        """Take what students have submitted through nbgrader's exchange, if this course has one."""
        course = watched.course
        factory = ExchangeFactory(config=course.app.config)
        authenticator = Authenticator(config=course.app.config)
        collect = factory.Collect(coursedir=course.dir, authenticator=authenticator, parent=course.app)
        collect.update = True
        inbound = Path(collect.root) / course.dir.course_id / "inbound"
        if not inbound.is_dir():
            return
        for path in sorted(inbound.glob(f"*+{escape(course.assignment)}+*")):
            # nbgrader writes this file last.
            # It may be closed to us, and then `Path.exists` would raise.
            if path.name in watched.collected or not os.path.exists(path / "timestamp.txt"):
                continue
            watched.collected.add(path.name)
            student = path.name.partition(f"+{course.assignment}+")[0]
            try:
                with temp_attrs(course.dir, student_id=escape(student)):
                    collect.start()
            except ExchangeError as problem:
                self._say(course.assignment, student, f"cannot be collected: {problem}")
            for sentence in collect.left_out:
                self._say(course.assignment, student, sentence)
            collect.left_out.clear()

    # What is done

    def _record(self, task: tuple[str, str], future) -> None:
        name, student = task
        watched = self.assignments[name]
        state, submission = watched.under_way.pop(student)
        try:
            done = future.result()
            watched.recorder.record(submission, done.notebooks)
            watched.course.write_log(student, done.log)
        except (SandboxError, CannotWrite, SQLAlchemyError):
            raise
        except Exception as problem:
            watched.course.write_log(student, getattr(problem, "__notes__", []), problem)
            self.again[task] = monotonic() + RETRY_SECONDS
            self._give_up(name, student, state, first_line(problem))
            return
        watched.settled[student] = state
        mark = watched.course.marks()[student]
        remarks = sum(len(watched.course.report(student, each)) for each in watched.course.sources)
        told = f"{mark.points:g} of {mark.out_of:g}" + (f", remarks: {remarks}" if remarks else "")
        self._say(name, student, told)
        self._want_feedback(name, student)

    def _give_up(self, name: str, student: str, state: tuple, why: str) -> None:
        """Say why it is not graded; it comes again when it changes."""
        self.assignments[name].settled[student] = state
        self._say(name, student, f"none: {why}")

    def _say(self, name: str, student: str, what: str) -> None:
        print(printable(f"{name}  {student}  {what}"), flush=True)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Nobody else does this at the same time; a lock that ends with the process that has it."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WatchedAlready(f"This course is already being watched: {path} is locked") from None
        file.write(str(os.getpid()))
        file.flush()
        yield
