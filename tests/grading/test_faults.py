"""Whatever is killed, locked or full while 100 submissions are graded: in the end each has its mark, once."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

import psutil
import pytest

from grading.record import Recorder

from .assignment import assignment
from .classroom import NOT_ALL_GRADED, Classroom, dask_cluster, processes_of
from .course import NAME
from .postgresql import needs_postgresql, postgresql

pytestmark = pytest.mark.slow
WORKERS = 2
OPTIONS = ["--workers", str(WORKERS), "--no-feedback"]


@pytest.fixture
def classroom(new_course):
    return Classroom(new_course(), 100)


def ends(process, code=0):
    said, _ = process.communicate()
    assert process.returncode == code, said
    return said


def workers(driver):
    """The forkserver is the oldest process of this kind, its forks are the workers."""
    return list(processes_of(driver, "multiprocessing.forkserver"))[1:]


def warm_parents(driver):
    return [
        pid
        for pid, parent in processes_of(driver, "grading.isolation.warm").items()
        if parent in workers(driver)
    ]


@pytest.mark.parametrize("processes", [workers, warm_parents], ids=["worker", "warm parent"])
def test_a_process_is_killed_again_and_again(classroom, processes):
    driver = classroom.start(*OPTIONS)
    for graded in (10, 30, 50):
        classroom.wait_for(graded, driver)
        os.kill(processes(driver)[0], signal.SIGKILL)
    ends(driver)
    assert classroom.marks() == classroom.expected


def test_driver_is_killed_and_called_again(classroom):
    for graded in (5, 40, 70):
        driver = classroom.start(*OPTIONS)
        classroom.wait_for(graded, driver)
        below = psutil.Process(driver.pid).children(recursive=True)
        driver.kill()
        assert not psutil.wait_procs(below, timeout=600)[1]  # nothing goes on without it
        driver.communicate()
        before = classroom.graded()
    ends(classroom.start(*OPTIONS))
    assert classroom.marks() == classroom.expected
    again = [student for student, written in before.items() if classroom.graded()[student] != written]
    assert len(again) <= 1  # the one that was being written


def test_driver_is_interrupted_and_called_again(classroom):
    driver = classroom.start(*OPTIONS, start_new_session=True)
    classroom.wait_for(10, driver)
    os.killpg(driver.pid, signal.SIGINT)
    said = ends(driver, code=130)
    assert "Traceback" not in said and "Run the same command again" in said
    ends(classroom.start(*OPTIONS))
    assert classroom.marks() == classroom.expected


def test_an_interruption_waits_until_the_marks_are_written():
    written, handler = [], signal.getsignal(signal.SIGINT)

    def start():
        signal.raise_signal(signal.SIGINT)
        written.append("marks")

    submission = SimpleNamespace(student="ada")
    recorder = SimpleNamespace(start=start, coursedir=SimpleNamespace(student_id="*"), submission=submission)
    with pytest.raises(KeyboardInterrupt):
        Recorder._start_when_it_can(recorder)
    assert written and signal.getsignal(signal.SIGINT) is handler


def test_dask_worker_is_killed(classroom, tmp_path):
    with dask_cluster(tmp_path) as (address, cluster):
        driver = classroom.start("--scheduler", address, "--no-feedback")
        for graded in (10, 50):
            classroom.wait_for(graded, driver)
            os.kill(next(iter(processes_of(cluster, "spawn_main"))), signal.SIGKILL)
        ends(driver)
    assert classroom.marks() == classroom.expected


def test_gradebook_is_locked_by_another_program(classroom):
    driver = classroom.start(*OPTIONS)
    classroom.wait_for(10, driver)
    with sqlite3.connect(classroom.folder / "gradebook.db", timeout=60) as other:
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(12)  # SQLite itself waits for 5 seconds
        assert driver.poll() is None
    ends(driver)
    assert classroom.marks() == classroom.expected


@needs_postgresql
def test_gradebook_is_lost_for_a_while_and_for_good(new_course):
    course = new_course()
    with postgresql() as server:
        course.nbgrader("generate_assignment", NAME, "--force", "--db", server.database)
        classroom = Classroom(course, 40, server.database)
        driver = classroom.start(*OPTIONS)
        classroom.wait_for(5, driver)
        server.stop()
        server.start()
        classroom.wait_for(15, driver)
        server.stop()
        said = ends(driver, code=NOT_ALL_GRADED)
        assert "cannot be written" in said and "Run the same command again" in said
        assert "Traceback" not in said
        server.start()
        ends(classroom.start(*OPTIONS))
        assert classroom.marks() == classroom.expected


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a small disk")
def test_disk_is_full(new_course, tmp_path):
    with small_disk(tmp_path) as disk:
        course = new_course()
        course.folder = shutil.copytree(course.folder, disk, dirs_exist_ok=True)
        classroom = Classroom(course, 100)
        fill = disk / "fill"
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        fill.write_bytes(bytes(free - 500_000))
        said = ends(classroom.start(*OPTIONS), code=NOT_ALL_GRADED)
        assert "cannot be written" in said and "Run the same command again" in said
        assert "Traceback" not in said
        assert 0 < len(classroom.graded()) < 100
        fill.unlink()
        ends(classroom.start(*OPTIONS))
        assert classroom.marks() == classroom.expected


@contextmanager
def small_disk(folder):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_fifty_kills_leave_a_hundred_right_marks(classroom):
    """One after every second submission or so, of any process at all: the driver, a student's, bubblewrap."""
    chance = random.Random(50)
    driver = classroom.start(*OPTIONS)
    for number in range(50):
        while len(classroom.graded()) < 1.8 * number or driver.poll() is not None:
            if driver.poll() is not None:
                driver.communicate()
                driver = classroom.start(*OPTIONS)
            time.sleep(0.02)
        kill_any(driver, chance)
    said, _ = driver.communicate()
    for _ in range(10):
        if driver.returncode == 0:
            break
        driver = classroom.start(*OPTIONS)
        said, _ = driver.communicate()
    assert driver.returncode == 0, said
    assert classroom.marks() == classroom.expected


def kill_any(driver, chance):
    """Kill the driver or a process below it, in one case of ten the driver."""
    while driver.poll() is None:
        below = [each for each in psutil.Process(driver.pid).children(recursive=True)]
        victim = chance.choice(below) if below and chance.random() > 0.1 else psutil.Process(driver.pid)
        try:
            if victim.status() != psutil.STATUS_ZOMBIE:
                victim.kill()
                return
        except psutil.NoSuchProcess:
            pass


SLOW = """
def square(x):
    start = time.process_time()
    while time.process_time() < start + 0.2:
        pass
    return x * x
"""


def test_on_a_busy_machine_the_marks_are_the_same(new_course):
    """Limits of two seconds, answers that need a good part of them, and twenty processes beside them."""
    course = new_course()
    with (course.folder / "nbgrader_config.py").open("a") as config:
        config.write("\nc.IsolatedExecute.timeout = 2\nc.IsolatedExecute.notebook_timeout = 20\n")
    classroom = Classroom(course, 8)
    hand_ins = {
        "slow": SLOW,
        "sleepy": "def square(x):\n    time.sleep(0.1)\n    return x * x",
        "endless": "def square(x):\n    while True:\n        pass",
        "greedy": "blocks = [bytearray(2**24) for _ in range(100)]\ndef square(x): return x * x",
    }
    for student, square in hand_ins.items():
        course.hand_in(student, assignment(square=square))
    alone = classroom.grade(*OPTIONS, "--force"), classroom.marks()
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(20)]
    try:
        busy = classroom.grade(*OPTIONS, "--force"), classroom.marks()
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert busy[1] == alone[1]
    assert busy[1]["slow"] == busy[1]["sleepy"] == 6 and busy[1]["endless"] == 3
    assert table_in(busy[0]) == table_in(alone[0])


def table_in(said):
    return said[said.index("student ") :]
