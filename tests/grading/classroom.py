"""A class that has handed in the small assignment, and `python -m grading` at work on it."""

import json
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from itertools import product

import psutil
from nbgrader.api import Gradebook

from ..nbgrader_command import BIN, environment
from .assignment import assignment
from .course import NAME

ANSWERS = {  # task: (right, wrong, points)
    "square": ("def square(x):\n    return x**2", "def square(x):\n    return 2 * x", 3),
    "twice": ("def twice(f, x):\n    return f(f(x))", "def twice(f, x):\n    return f(x)", 2),
    "number": ("number = 42", "number = 41", 1),
}
KINDS = list(product((0, 1), repeat=len(ANSWERS)))  # which answers are wrong
ALL_GRADED, NOT_ALL_GRADED, NOT_BEGUN = 0, 1, 2  # exit codes


class Classroom:
    """`size` students, of whom each has other answers wrong than the next."""

    def __init__(self, course, size, database=None):
        self.course, self.folder = course, course.folder
        self.database = database or course.database
        self.expected = {}
        for number in range(size):
            self.hand_in(f"student-{number:04}", KINDS[number % len(KINDS)])

    def hand_in(self, student, wrong, timestamp="2030-01-01 12:00:00 UTC"):
        given = list(zip(ANSWERS, ANSWERS.values(), wrong, strict=True))
        self.course.hand_in(student, assignment(**{task: answers[choice] for task, answers, choice in given}))
        self.path("submitted", student).with_name("timestamp.txt").write_text(timestamp)
        self.expected[student] = sum(points for _, (_, _, points), choice in given if not choice)

    def path(self, step, student):
        return self.folder / step / student / NAME / f"{NAME}.ipynb"

    def start(self, *options, name=NAME, **settings):
        names = [name] if name else []
        command = [sys.executable, "-m", "grading", *names, "--database", self.database, *options]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **settings,
        )

    def grade(self, *options, code=ALL_GRADED, **settings):
        """What the command prints."""
        process = self.start(*options, **settings)
        said, _ = process.communicate()
        assert process.returncode == code, said
        return said

    def graded(self):
        """{student: when the notebook was written, in ns}"""
        paths = {student: self.path("autograded", student) for student in self.expected}
        return {student: path.stat().st_mtime_ns for student, path in paths.items() if path.exists()}

    def wait_for(self, number, process):
        """Return as soon as so many are graded, and not all."""
        while len(self.graded()) < number:
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.05)
        assert len(self.graded()) < len(self.expected)

    def marks(self):
        """{student: mark}, of what the gradebook has exactly once."""
        with closing(Gradebook(self.database, "gradient_descent")) as gradebook:
            records = gradebook.submission_dicts(NAME)
        assert len(records) == len({record["student"] for record in records})
        assert {record["max_score"] for record in records} == {sum(points for *_, points in ANSWERS.values())}
        return {record["student"]: record["score"] for record in records}


def processes_of(driver, words):
    """{process id: its parent's} of those below the driver whose command has these words, oldest first."""
    below = {each.pid for each in psutil.Process(driver.pid).children(recursive=True)}
    # A process that has ended in the meantime is left out.
    found = [
        each.info
        for each in psutil.process_iter(["pid", "ppid", "cmdline", "create_time"])
        if each.pid in below
    ]
    found = [each for each in found if words in " ".join(each["cmdline"] or ())]
    return {each["pid"]: each["ppid"] for each in sorted(found, key=lambda each: each["create_time"])}


@contextmanager
def dask_scheduler(folder):
    """Its address."""
    file = folder / "scheduler.json"
    command = [BIN / "dask", "scheduler", "--scheduler-file", file, "--host", "127.0.0.1", "--port", "0"]
    with in_silence([*command, "--no-dashboard"], folder) as scheduler:
        try:
            while not file.exists():
                time.sleep(0.1)
            yield json.loads(file.read_text())["address"]
        finally:
            scheduler.terminate()


@contextmanager
def dask_cluster(folder, workers=2):
    """(address of a scheduler, process whose children are the workers and what watches over them)"""
    command = [BIN / "dask", "worker", "--host", "127.0.0.1", "--no-dashboard", "--nthreads", "1"]
    with (
        dask_scheduler(folder) as address,
        in_silence([*command, "--nworkers", str(workers), address], folder) as parent,
    ):
        try:
            yield address, parent
        finally:
            parent.terminate()


def in_silence(command, folder):
    silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=folder, env=environment(), **silence)
