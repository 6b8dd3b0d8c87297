"""`python -m grading --watch` grades what arrives, never twice, whatever becomes of it in between."""

import os
import signal
import threading
import time
from contextlib import contextmanager

import psutil
import pytest
from nbformat.v4 import new_notebook

from .assignment import assignment
from .classroom import NOT_BEGUN, Classroom
from .course import NAME

pytestmark = pytest.mark.slow
PATIENCE = 900  # seconds, which no machine takes, so that what never comes ends the test


@contextmanager
def watching(classroom, *options):
    """The process, and the lines that it has said so far; it is stopped in the end."""
    process = classroom.start("--watch", *options, name=None, start_new_session=True)
    said = []
    reader = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
    reader.start()
    try:
        wait_until(lambda: any("Watching" in line for line in said), process, said)
        yield process, said
    finally:
        if process.poll() is None:
            below = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, said
            assert not psutil.wait_procs(below, timeout=60)[1]
        reader.join()
        process.stdout.close()


def wait_until(condition, process, said):
    last = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None and time.monotonic() < last, "".join(said)
        time.sleep(0.1)


def has_feedback(classroom):
    return [s for s in classroom.expected if classroom.course.feedback(s).exists()]


def test_what_arrives_is_graded_once_with_its_feedback_and_again_when_it_changes(new_course):
    classroom = Classroom(new_course(), 2)
    with watching(classroom) as (process, said):
        wait_until(lambda: len(has_feedback(classroom)) == 2, process, said)
        classroom.hand_in("late", (0, 0, 0))
        wait_until(lambda: len(has_feedback(classroom)) == 3, process, said)
        before = classroom.graded()
        classroom.hand_in("late", (1, 1, 1), timestamp="2030-01-02 12:00:00 UTC")
        wait_until(lambda: classroom.graded().get("late", before["late"]) != before["late"], process, said)
        wait_until(lambda: any("late  0 of 6" in line for line in said), process, said)
    assert classroom.marks() == classroom.expected
    graded = classroom.graded()
    assert {s for s in graded if graded[s] != before[s]} == {"late"}

    with watching(classroom) as (process, said):  # nothing is graded again
        classroom.hand_in("new", (0, 0, 1))
        wait_until(lambda: "new" in has_feedback(classroom), process, said)
    assert [line for line in said if " of 6" in line] == [f"{NAME}  new  5 of 6\n"]
    assert {s: classroom.graded()[s] for s in graded} == graded


def test_it_is_killed_again_and_again(new_course):
    classroom = Classroom(new_course(), 24)
    for number in (3, 9, 15):
        with watching(classroom, "--no-feedback", "--workers", "2") as (process, said):
            wait_until(lambda: len(classroom.graded()) >= number, process, said)  # noqa: B023
            below = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait()
            assert not psutil.wait_procs(below, timeout=60)[1]
    before = classroom.graded()
    with watching(classroom, "--no-feedback") as (process, said):
        wait_until(lambda: len(classroom.graded()) == 24, process, said)
    assert classroom.marks() == classroom.expected
    assert len([s for s in before if classroom.graded()[s] != before[s]]) <= 1  # the one being written


def test_one_that_takes_long_holds_up_nobody(new_course):
    classroom = Classroom(new_course(), 0)
    classroom.course.hand_in("loop", assignment(number="while True: pass"))
    with watching(classroom, "--workers", "2") as (process, said):
        time.sleep(3)  # by now a worker is at it, for its minute
        classroom.hand_in("quick", (0, 0, 0))
        wait_until(lambda: "quick" in has_feedback(classroom), process, said)
        assert not classroom.course.feedback("loop").exists()


def test_what_cannot_be_graded_stops_nothing(new_course):
    classroom = Classroom(new_course(), 1)
    classroom.path("submitted", "student-0000").with_name("timestamp.txt").write_text("yesterday")
    with watching(classroom) as (process, said):
        wait_until(lambda: any("holds no date and time" in line for line in said), process, said)
        classroom.hand_in("student-0000", (0, 0, 0))
        classroom.course.hand_in("empty", new_notebook())
        wait_until(lambda: "student-0000" in classroom.graded(), process, said)
        wait_until(lambda: any("empty  0 of 6" in line for line in said), process, said)


def test_what_is_submitted_to_the_exchange_is_collected_and_graded(new_course, tmp_path):
    course = new_course()
    tmp_path.chmod(0o777)
    with open(course.folder / "nbgrader_config.py", "a") as config:
        config.write(f"c.Exchange.root = {str(tmp_path)!r}\nc.Exchange.path_includes_course = False\n")
    classroom = Classroom(course, 0)
    course.nbgrader("release_assignment", NAME)
    student = course.folder / "home" / NAME
    course.write(f"home/{NAME}/{NAME}.ipynb", assignment())
    with watching(classroom) as (process, said):
        course.nbgrader("submit", str(student), "--course", "gradient_descent")
        wait_until(lambda: any(" 6 of 6" in line for line in said), process, said)


def test_two_do_not_watch_one_course(new_course):
    classroom = Classroom(new_course(), 0)
    with watching(classroom):
        said = classroom.grade("--watch", name=None, code=NOT_BEGUN)
        assert "already being watched" in said and "Traceback" not in said


def test_ctrl_c_stops_it_cleanly(new_course):
    with watching(Classroom(new_course(), 0)) as (process, _):
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 0


def test_it_is_stopped_in_the_background_of_a_shell(new_course):
    """There SIGINT is ignored from the beginning."""
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with watching(Classroom(new_course(), 0)):
            pass
    finally:
        signal.signal(signal.SIGINT, handler)
