"""Whatever is killed, locked or full while 100 submissions are graded: in the end each has its mark, once."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import contextmanager
from types import SimpleNamespace

import psutil
import pytest

from grading.record import Recorder

from .classroom import NOT_ALL_GRADED, Classroom, dask_cluster, processes_of

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
        Recorder._start_when_unlocked(recorder)
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
