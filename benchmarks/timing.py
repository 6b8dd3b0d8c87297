"""How long things take, side by side."""

import multiprocessing
import tracemalloc
from functools import partial
from statistics import median
from time import perf_counter

TURN = 0.2  # seconds: after a rest, threads that wait for each other take a while to get up to speed


def side_by_side(contenders, rounds):
    """Seconds of each contender in each round, `{name: [seconds, ...]}`.

    All take turns, so that a busy moment of the machine affects all alike. One call each comes first and
    does not count: it fills caches and compiles.
    """
    return take_turns({name: partial(seconds_of, work) for name, work in contenders.items()}, rounds)


def side_by_side_apart(contenders, rounds):
    """The same, each in a process of its own, because the libraries' threads slow each other down."""
    context, there, processes = multiprocessing.get_context("fork"), {}, []
    for name, work in contenders.items():
        there[name], channel = context.Pipe()
        processes.append(context.Process(target=measure_when_asked, args=(work, channel), daemon=True))
        processes[-1].start()
        channel.close()

    def seconds_in(channel):
        channel.send("once more")
        return channel.recv()

    seconds = take_turns({name: partial(seconds_in, channel) for name, channel in there.items()}, rounds)
    for channel, process in zip(there.values(), processes):
        channel.send(None)
        process.join()
    return seconds


def measure_when_asked(work, channel):
    while channel.recv():
        channel.send(seconds_of(work))


def seconds_of(work):
    """The median of as many calls as fit into a turn, but at least one."""
    began, calls = perf_counter(), []
    while not calls or perf_counter() < began + TURN:
        start = perf_counter()
        work()
        calls.append(perf_counter() - start)
    return median(calls)


def take_turns(timers, rounds):
    seconds = {name: [] for name in timers}
    for round in range(-1, rounds):
        for name, timer in timers.items():
            took = timer()
            if round >= 0:
                seconds[name].append(took)
    return seconds


def per(count, seconds):
    """The same per step, say: each number divided by `count`, to four digits."""
    return {name: [float(f"{x / count:.4g}") for x in rounds] for name, rounds in seconds.items()}


def peak_memory(work):
    """The most bytes that `work` holds at any time, beyond those held before."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
