"""A notebook's own time: what its processes compute and sleep, but not how long they wait for a processor."""

import os
import sys
from subprocess import PIPE, Popen
from time import sleep

import psutil
import pytest

from grading.isolation import usage
from grading.isolation.limits import Limits
from grading.isolation.notebook import grade_notebook
from grading.isolation.supervise import MachineTooBusy
from grading.isolation.usage import MOST_SLEEP, OwnTime, processor_time

from ..assignment import assignment, data


@pytest.fixture
def machine(monkeypatch):
    """A machine whose clocks stand where the test sets them."""

    class Machine:
        clock = processor = 0.0
        could_run = True

    monkeypatch.setattr(usage, "monotonic", lambda: Machine.clock)
    monkeypatch.setattr(usage, "processor_time", lambda roots: (Machine.processor, Machine.could_run))
    return Machine


def test_waiting_for_a_processor_costs_nothing(machine):
    time = OwnTime([])
    machine.clock = 1000
    assert time.look() == 0
    machine.clock, machine.processor = 2000, 3
    assert time.look() == 3


def test_sleep_counts_by_the_clock_unless_the_grader_had_to_wait(machine):
    time = OwnTime([])
    machine.could_run = False
    machine.clock = MOST_SLEEP / 2
    assert time.look() == MOST_SLEEP / 2
    machine.clock += 1000
    assert time.look() == MOST_SLEEP / 2 + MOST_SLEEP


def test_where_nothing_is_known_the_clock_counts(machine):
    time = OwnTime([])
    machine.could_run = None
    machine.clock = 1000
    assert time.look() == 1000


def test_processes_that_have_ended_take_no_time_back(machine):
    machine.processor = 5
    time = OwnTime([])
    machine.processor = 2
    assert time.look() == 0


@pytest.mark.skipif(not psutil.LINUX, reason="only Linux has /proc")
def test_a_process_that_sleeps_is_told_from_one_that_computes():
    program = "import sys\nprint('ready', flush=True)\nsys.stdin.read(1)\nwhile True: pass"
    with Popen([sys.executable, "-c", program], stdin=PIPE, stdout=PIPE) as process:
        try:
            process.stdout.readline()
            while (before := processor_time([process.pid]))[1]:
                sleep(0.01)  # it is on its way to sleep
            process.stdin.write(b".")
            process.stdin.flush()
            while processor_time([process.pid])[0] < before[0] + 0.1:
                sleep(0.01)
            assert processor_time([process.pid])[1] is True
        finally:
            process.kill()


def test_a_process_that_ends_while_it_is_looked_at_is_nobodys_error(monkeypatch):
    def gone(path="."):
        raise FileNotFoundError(path)

    monkeypatch.setattr(os, "scandir", gone)
    monkeypatch.setattr(os, "listdir", gone)
    assert usage.processes_of([os.getpid()]) == [os.getpid()]
    assert processor_time([os.getpid()])[1] is None


def test_a_machine_that_is_too_busy_gives_no_marks():
    limits = Limits(clock_seconds=0)
    sleeper = data(assignment(square="import time\ntime.sleep(600)"))
    before = psutil.Process().children(recursive=True)
    with pytest.raises(MachineTooBusy, match="too busy: after 0 seconds by the clock"):
        grade_notebook(data(assignment()), sleeper, limits=limits)
    left = set(psutil.Process().children(recursive=True)) - set(before)
    assert all("grading.isolation.warm" in " ".join(process.cmdline()) for process in left)
