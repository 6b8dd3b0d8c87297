"""Work for many processes, of this machine or of several, any of which may be lost on the way."""

import multiprocessing
import os
import random
import signal
import threading
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, ProcessPoolExecutor, wait
from itertools import cycle

from grading.isolation.notebook import grade_notebook

TRIES = 3  # for a task whose worker is lost
CONNECT_SECONDS = 30


class WorkerLost(Exception):
    """The process that should do a task ended before it was done, each time that it was tried."""


class NoWorkers(Exception):
    """There are no workers, or none that stay alive; the text says what is known."""


def grade(notebooks, limits, sandboxed):
    """What a worker does with one submission: {name: Graded}."""
    return {name: grade_notebook(*given, limits, sandboxed) for name, given in notebooks.items()}


class LocalProcesses:
    """Workers on this machine. They end with the process that started them, however it ends."""

    lost = (BrokenExecutor,)

    def __init__(self, number):
        self.number = number
        self.others = set(multiprocessing.active_children())
        # A clean process that forks: this one has threads and connections that a fork must not have.
        self.context = multiprocessing.get_context("forkserver")
        self.renew()

    def renew(self):
        cores = self.context.SimpleQueue()
        for _, core in zip(range(self.number), cycle(cores_of_this_process())):
            cores.put(core)
        self.executor = ProcessPoolExecutor(self.number, self.context, start_local_worker, (cores,))

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


def start_local_worker(cores):
    core = cores.get()
    if core is not None:
        # A test and the answer that it calls take turns: on one core they answer each other twice as fast.
        os.sched_setaffinity(0, [core])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)


class DaskCluster:
    """The workers of a Dask scheduler; each needs this package, and bubblewrap."""

    def __init__(self, address):
        try:
            from distributed import Client, KilledWorker
        except ImportError:
            raise NoWorkers('a cluster needs Dask: pip install "gdcore[cluster]"') from None
        self.lost = (KilledWorker, CancelledError)
        try:
            self.client = Client(address, timeout=CONNECT_SECONDS)
            self.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except (OSError, TimeoutError, ValueError) as problem:
            raise NoWorkers(f"no workers at {address}: {problem}") from None
        self.number = sum(self.client.nthreads().values())
        self.executor = self.client.get_executor(pure=False)

    def renew(self):
        pass  # Dask starts lost workers again by itself

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()


def in_parallel(workers, function, tasks):
    """Yield (task, result of `function(*arguments)`, exception) for each (task, arguments), as they are done.

    No more tasks are taken than the workers can soon begin. One whose worker is lost is tried again, now alone, so
    that it is known whether the fault is its own.
    """
    tasks = iter(tasks)
    suspects, running, tries, given_up = deque(), {}, Counter(), 0
    while True:
        while len(running) < (1 if suspects else 3 * workers.number):
            task, arguments = suspects.popleft() if suspects else next(tasks, (None, None))
            if task is None:
                break
            try:
                future = workers.executor.submit(function, *arguments)
            except workers.lost:  # since the last result
                workers.renew()
                future = workers.executor.submit(function, *arguments)
            running[future] = task, arguments, workers.executor
            if tries[task]:
                break
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            task, arguments, executor = running.pop(future)
            problem = CancelledError() if future.cancelled() else future.exception()
            if not isinstance(problem, workers.lost):
                given_up = 0
                yield task, None if problem else future.result(), problem
                continue
            if executor is workers.executor:
                workers.renew()
            tries[task] += 1
            if tries[task] < TRIES:
                suspects.append((task, arguments))
                continue
            given_up += 1
            if given_up == TRIES:
                raise NoWorkers(f"workers end again and again: {problem}")
            yield task, None, WorkerLost(f"its worker ended {TRIES} times: {problem}")
