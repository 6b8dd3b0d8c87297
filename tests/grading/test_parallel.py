"""Tasks whose worker is lost: they are tried again, alone, and given up only if the fault is their own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from grading.driver import TRIES, InParallel, NoWorkers, WorkerLost
from grading.isolation.supervise import Killed, MachineTooBusy


class Lost(Exception):
    """What a task raises here when its worker ends."""


class Runs:
    """Which tasks have run how often, and which are running."""

    def __init__(self):
        self.tries, self.running, self.lock = Counter(), set(), threading.Lock()

    @contextmanager
    def noting(self, name):
        """Yields whether the task is the only one that is running."""
        with self.lock:
            self.tries[name] += 1
            alone = not self.running
            self.running.add(name)
        try:
            yield alone
        finally:
            self.running.remove(name)


@pytest.fixture
def workers():
    with ThreadPoolExecutor(4) as executor:
        yield SimpleNamespace(number=4, executor=executor, lost=(Lost,), renew=lambda: None)


def test_a_task_that_ends_its_worker_is_given_up_and_those_beside_it_are_not(workers):
    runs = Runs()

    def act(name):
        with runs.noting(name) as alone:
            if runs.tries[name] > 1:
                assert alone
            if name == "bad" or (name.startswith("beside") and runs.tries[name] == 1):
                raise Lost
            return name.upper()

    names = ["beside 1", "bad", "beside 2", *map(str, range(20))]
    results = dict(InParallel(workers, act, [(name, (name,)) for name in names]).results())
    with pytest.raises(WorkerLost, match=f"ended {TRIES} times"):
        results.pop("bad").result()
    assert {name: future.result() for name, future in results.items()} == {
        name: name.upper() for name in names if name != "bad"
    }
    assert runs.tries == Counter(dict.fromkeys(names, 1)) + Counter(
        {"beside 1": 1, "beside 2": 1, "bad": TRIES - 1}
    )


def test_what_a_task_raises_comes_back_with_its_name(workers):
    ((name, future),) = InParallel(workers, int, [("ada", ("no number",))]).results()
    assert name == "ada"
    with pytest.raises(ValueError):
        future.result()


def test_tasks_are_drawn_only_as_fast_as_workers_can_begin_them(workers):
    drawn = []

    def tasks():
        for number in range(100):
            drawn.append(number)
            yield str(number), (number,)

    next(InParallel(workers, abs, tasks()).results())
    assert len(drawn) == 3 * workers.number


def test_when_all_workers_end_it_is_not_the_tasks_fault(workers):
    def act():
        raise Lost

    with pytest.raises(NoWorkers):
        list(InParallel(workers, act, [(str(number), ()) for number in range(10)]).results())


def test_a_task_that_had_an_accident_is_tried_once_more_alone(workers):
    runs = Runs()

    def act(name):
        with runs.noting(name) as alone:
            if name == "once" and runs.tries[name] == 1:
                raise MachineTooBusy("later")
            if name == "always":
                raise Killed("again")
            assert alone or name != "once"
            return name

    names = ["once", "always", *map(str, range(20))]
    results = dict(InParallel(workers, act, [(name, (name,)) for name in names]).results())
    with pytest.raises(Killed):  # which the command reports, in place of a mark
        results.pop("always").result()
    assert {future.result() for future in results.values()} == {"once", *map(str, range(20))}
    assert runs.tries == Counter(names) + Counter(["once", "always"])
