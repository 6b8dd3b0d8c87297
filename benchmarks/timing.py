"""How long things take, side by side."""

import tracemalloc
from time import perf_counter


def side_by_side(contenders, rounds):
    """Seconds of each contender in each round, `{name: [seconds, ...]}`.

    All take turns, so that a busy moment of the machine hits all alike. One call each comes first and
    does not count: it fills caches and compiles.
    """
    seconds = {name: [] for name in contenders}
    for round in range(-1, rounds):
        for name, work in contenders.items():
            start = perf_counter()
            work()
            if round >= 0:
                seconds[name].append(perf_counter() - start)
    return seconds


def per(count, seconds):
    """The same per step, say: each number divided by `count`, to four digits."""
    return {name: [float(f"{x / count:.4g}") for x in rounds] for name, rounds in seconds.items()}


def peak_memory(work):
    """Bytes that `work` holds at most at one time, beyond what was there before."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
