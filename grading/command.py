"""Grade what has been handed in, in parallel: marks into nbgrader's gradebook, a table, feedback.

Run it in the course folder. What is graded already as it is now is not graded again: run it again after an
interruption, or when more has been handed in.
"""

import argparse
import gc
import os
import sys
import warnings
from errno import EDQUOT, EIO, ENOSPC, EROFS

from nbgrader.api import InvalidEntry
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from tqdm import tqdm

from grading.course import Course, CourseError, first_line
from grading.driver import DaskCluster, LocalProcesses, NoWorkers, grade, in_parallel
from grading.isolation.sandbox import SandboxError, check_available
from grading.record import Recorder, has_feedback, write_feedback

GO_ON = "Run the same command again: it goes on from here."


def parser():
    parser = argparse.ArgumentParser(
        "python -m grading", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("assignment", help="its folder in solutions/ and submitted/STUDENT/")
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
    return parser


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def main(arguments=None):
    """The exit code: 0 if all is graded, 1 if not, 2 if grading could not begin."""
    options = parser().parse_args(arguments)
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, on each new submission
    gc.freeze()  # what is imported stays; looking through it again and again took a tenth of the recording
    try:
        course = Course(options.assignment, options.students, options.database, not options.no_sandbox)
        students = course.students()
        if not students:
            raise CourseError(
                f"Nothing was handed in: there is no {course.path(course.dir.submitted_directory, options.students)}"
            )
        failed = grade_all(course, students, options)
        without = {}
        if not options.no_feedback:
            without = write_all_feedback(
                course, [student for student in students if student not in failed], options.workers
            )
        print_table(course, students, failed, without)
    except (CourseError, NoWorkers) as problem:
        return complain(2, str(problem))
    except SandboxError as problem:
        return complain(
            2, f"{problem}. With --no-sandbox, what was handed in can read and write all that you can."
        )
    except (SQLAlchemyError, InvalidEntry, OSError) as problem:
        return complain(1, f"What is graded cannot be written: {first_line(problem)}.", GO_ON)
    except KeyboardInterrupt:
        return complain(130, "Interrupted.", GO_ON)
    return 1 if failed or without else 0


def complain(code, *sentences):
    print(*sentences, file=sys.stderr)
    return code


def grade_all(course, students, options):
    """Grade those whose submission is not graded as it is now; {student: why not} of those where that failed."""
    timestamps = {} if options.force else course.timestamps()
    waiting, under_way, failed = [], {}, {}
    for student in students:
        try:
            if not course.is_graded(course.submission(student), timestamps):
                waiting.append(student)
        except CourseError as problem:
            failed[student] = str(problem)
    if not waiting:
        return failed
    recorder = Recorder(course)

    def tasks():
        for student in waiting:
            under_way[student] = course.submission(student)
            yield student, (under_way[student].notebooks, course.settings.limits, course.settings.sandbox)

    with workers_for(options, course.settings.sandbox) as workers:
        bar = progress("graded", students, waiting, in_parallel(workers, grade, tasks()))
        for student, graded, problem in bar:
            submission = under_way.pop(student)
            bar.set_postfix_str(
                f"now {next(iter(under_way))}" if under_way else ""
            )  # it may take its ten minutes
            if isinstance(problem, SandboxError):
                raise problem
            if not problem:
                problem = record(recorder, submission, graded)
            if problem:
                failed[student] = first_line(problem)
    return failed


def record(recorder, submission, graded):
    """Why the submission cannot be recorded; raises what would come in the way of the others as well."""
    try:
        recorder.record(submission, graded)
    except (SQLAlchemyError, InvalidEntry):
        raise
    except Exception as problem:
        if isinstance(problem, OSError) and problem.errno in (ENOSPC, EDQUOT, EROFS, EIO):
            raise
        return problem


def workers_for(options, sandboxed):
    if options.scheduler:
        return DaskCluster(options.scheduler)
    if sandboxed:
        check_available()
    return LocalProcesses(options.workers)


def write_all_feedback(course, students, workers):
    """{student: why not} of those where that failed."""
    waiting = [student for student in students if not has_feedback(course, student)]
    if not waiting:
        return {}
    where = course.dir.root, course.assignment, course.dir.db_url
    with LocalProcesses(workers) as workers:
        done = in_parallel(workers, write_feedback, ((student, (*where, student)) for student in waiting))
        return {
            student: f"no feedback: {first_line(problem)}"
            for student, _, problem in progress("feedback", students, waiting, done)
            if problem
        }


def progress(what, students, waiting, done):
    return tqdm(done, what, total=len(students), initial=len(students) - len(waiting), unit="", smoothing=0.1)


def print_table(course, students, failed, without_feedback):
    marks = course.marks()
    width = max(map(len, [*students, "student"]))
    print(f"{'student':{width}}  {'mark':>6}  {'out of':>6}  remarks")
    for student in students:
        points, out_of, by_hand = marks.get(student, (0, 0, False))
        numbers = (
            f"{points:6g}  {out_of:6g}"
            if student in marks and student not in failed
            else f"{'none':>6}  {'':6}"
        )
        said = [failed[student]] if student in failed else remarks(course, student, by_hand)
        first, *more = [*said, *filter(None, [without_feedback.get(student)])] or [""]
        print(f"{student:{width}}  {numbers}  {first}".rstrip())
        for remark in more:
            print(f"{'':{width}}  {'':6}  {'':6}  {remark}")


def remarks(course, student, by_hand):
    several = len(course.sources) > 1
    found = [
        f"{name}: {line}" if several else line
        for name in course.sources
        for line in course.report(student, name)
    ]
    return found + ["to be marked by hand"] * by_hand
