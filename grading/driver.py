"""Work for many processes, of this machine or of several, any of which may be lost on the way."""

import logging
import multiprocessing
import os
import platform
import random
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from itertools import cycle
from time import monotonic, sleep
from typing import Any, NamedTuple, Protocol

from grading.isolation.limits import Limits
from grading.isolation.log import kept, show
from grading.isolation.notebook import Given, Graded, grade_notebook
from grading.isolation.supervise import Accident

TRIES = 3  # for a task whose worker is lost
CONNECT_SECONDS = 30

log = logging.getLogger(__name__)


class WorkerLost(Exception):
    """The process that should do a task ended before it was done, each time that it was tried."""


class NoWorkers(Exception):
    """There are no workers, or none that stay alive; the text says what is known."""


class Done(NamedTuple):
    """A submission that was graded."""

    notebooks: dict[str, Graded]
    log: list[str]  # what ran where, and how it ended


def grade(student: str, notebooks: dict[str, Given], limits: Limits, sandboxed: bool) -> Done:
    """What a worker does with one submission. What it raises has the log among its notes."""
    graded = {}
    with kept() as lines:
        try:
            log.debug("%r comes to process %d of %s", student, os.getpid(), platform.node())
            for name, given in notebooks.items():
                began = monotonic()
                log.debug("%r, notebook %r begins", student, name)
                graded[name] = grade_notebook(*given, limits, sandboxed)
                seconds = monotonic() - began
                log.debug("%r, notebook %r is done after %.2f s by the clock", student, name, seconds)
        except Exception as problem:
            problem.add_note("\n".join(lines))
            raise
    return Done(graded, lines)


class Workers(Protocol):
    """Where tasks are done."""

    number: int  # of tasks that can be done at once
    executor: Executor
    lost: tuple[type[BaseException], ...]  # what a task raises if its worker has ended

    def renew(self) -> None:
        """Replace an executor that cannot go on after a loss."""


class LocalProcesses:
    """Workers on this machine. They end with the process that started them, however it ends."""

    lost = (BrokenExecutor,)

    def __init__(self, number: int, level: int = logging.WARNING) -> None:
        self.number, self.level = number, level  # of the log that is shown
        self.others = set(multiprocessing.active_children())
        # A clean process that forks: this one has threads and connections that a fork must not have.
        self.context = multiprocessing.get_context("forkserver")
        self.renew()

    def renew(self) -> None:
        cores = self.context.SimpleQueue()
        for _, core in zip(range(self.number), cycle(cores_of_this_process())):
            cores.put(core)
        settings = cores, self.level
        self.executor = ProcessPoolExecutor(self.number, self.context, start_local_worker, settings)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in set(multiprocessing.active_children()) - self.others:
            process.terminate()
        self.executor.shutdown(cancel_futures=True)


def cores_of_this_process():
    """In any order, for another grader may be at work here; [None] where processes cannot choose."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [None]
    return random.sample(cores, len(cores))


def start_local_worker(cores, level):
    core = cores.get()
    if core is not None:
        # A test and the answer that it calls take turns: on one core they answer each other twice as fast.
        os.sched_setaffinity(0, [core])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    threading.Thread(target=end_with_parent, daemon=True).start()
    show(level)


def end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)


class DaskCluster:
    """The workers of a Dask scheduler; each needs this package, and bubblewrap."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker
        except ImportError:
            raise NoWorkers("a cluster needs Dask: pip install '.[cluster]' in the course's folder") from None
        self.lost = (KilledWorker, CancelledError)
        try:
            self.client = Client(address, timeout=CONNECT_SECONDS)
            self.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except (OSError, TimeoutError, ValueError) as problem:
            raise NoWorkers(f"no workers at {address}: {problem}") from None
        self.number = sum(self.client.nthreads().values())
        self.executor = self.client.get_executor(pure=False)

    def renew(self) -> None:
        pass  # Dask itself starts lost workers again

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()


@dataclass
class Task:
    name: Any
    arguments: tuple
    tries: int = 0  # that ended with the loss of the worker, or with an Accident
    executor: Executor | None = None  # of the try that is running


class InParallel:
    """Do `function(*arguments)` for each (name, arguments), with all the workers there are.

    A task is in one of four states:

        waiting   in `tasks`, which are drawn from only as fast as the workers can begin them
        running   in `running`
        suspect   in `suspects`, because its worker was lost, or had an Accident for the first time. Suspects
                  come first, and one at a time: a task whose worker is lost while it runs alone is to blame
                  itself, and not another beside it, and the machine is less busy
        done      yielded by `results`

              waiting ──submit──> running ──done──> done
                                   │  ^                ^
                              lost │  │ submit, alone  │ lost for the third time, as WorkerLost
                                   v  │                │
                                  suspect ─────────────┘
    """

    def __init__(self, workers: Workers, function: Callable, tasks: Iterable[tuple | None]) -> None:
        """`tasks` are (name, arguments), or None if there is none at the moment."""
        self.workers = workers
        self.function = function
        self.tasks = (Task(*each) if each else None for each in tasks)
        self.running: dict[Future, Task] = {}
        self.suspects: deque[Task] = deque()
        self.given_up = 0  # tasks given up in a row: several mean that the workers are at fault

    def results(self) -> Iterator[tuple[Any, Future]]:
        """(name, future that is done) of each task, in the order in which they are done.

        The future's `result` gives what the function returned, or raises what it raised, or WorkerLost.
        """
        while True:
            self._submit()
            if not self.running:
                return
            yield from self._done(None)

    def poll(self, seconds: float) -> Iterator[tuple[Any, Future]]:
        """The results that come within this time, for tasks that have no end."""
        self._submit()
        if self.running:
            yield from self._done(seconds)
        else:
            sleep(seconds)

    def _done(self, seconds: float | None) -> Iterator[tuple[Any, Future]]:
        for future in wait(self.running, seconds, FIRST_COMPLETED).done:
            task = self.running.pop(future)
            problem = CancelledError() if future.cancelled() else future.exception()
            if isinstance(problem, Accident) and not task.tries:
                log.debug("%r is tried once more, alone: %r", task.name, problem)
                task.tries += 1
                self.suspects.append(task)
                continue
            if not isinstance(problem, self.workers.lost):
                self.given_up = 0
                yield task.name, future
                continue
            self._lost(task, problem)
            if task.tries == TRIES:
                yield task.name, failed(WorkerLost(f"its worker ended {TRIES} times: {problem}"))

    def _submit(self) -> None:
        """Let tasks run, as many as the workers can soon begin; but a suspect alone."""
        if self.suspects:
            if not self.running:
                self._start(self.suspects.popleft())
            return
        while len(self.running) < 3 * self.workers.number:
            task = next(self.tasks, None)
            if task is None:
                return
            self._start(task)

    def _start(self, task: Task) -> None:
        try:
            future = self.workers.executor.submit(self.function, *task.arguments)
        except self.workers.lost:  # since the last result
            self.workers.renew()
            future = self.workers.executor.submit(self.function, *task.arguments)
        task.executor = self.workers.executor
        self.running[future] = task

    def _lost(self, task: Task, problem: BaseException) -> None:
        """Make a task whose worker was lost a suspect, unless it has been tried often enough."""
        log.debug("%r lost its worker: %r", task.name, problem)
        if task.executor is self.workers.executor:  # otherwise it has been renewed already
            self.workers.renew()
        task.tries += 1
        if task.tries < TRIES:
            self.suspects.append(task)
            return
        self.given_up += 1
        if self.given_up == TRIES:
            raise NoWorkers(f"workers end again and again: {problem}")


def failed(problem: Exception) -> Future[Any]:
    """A future that raises the problem."""
    future: Future[Any] = Future()
    future.set_exception(problem)
    return future
