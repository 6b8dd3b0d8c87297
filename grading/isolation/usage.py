"""What the processes of a session use, as /proc tells it: memory, and time of their own."""

import os
import resource
from pathlib import Path
from time import monotonic

from grading.isolation.sandbox import FOLDERS

TICKS = os.sysconf("SC_CLK_TCK")  # in which /proc counts seconds
MOST_SLEEP = 0.1  # seconds of sleep that one look can add


class OwnTime:
    """The seconds that some processes, and all that they start, have used since this was made.

    While one of them could run, their processor time counts; how long they wait for a processor does not,
    because others decide that. While all of them sleep, the clock counts, because nothing else holds them
    up. For this to be exact, `look` has to be called often. Where there is no /proc, only the
    clock counts.
    """

    def __init__(self, roots: list[int]) -> None:
        self.roots = roots
        self.seconds = 0.0
        self._clock = monotonic()
        self._processor, _ = processor_time(roots)

    def look(self) -> float:
        """The seconds so far."""
        clock = monotonic()
        processor, could_run = processor_time(self.roots)
        if could_run is None:
            self.seconds += clock - self._clock
        elif could_run:
            self.seconds += max(0.0, processor - self._processor)
        else:
            # If more time has passed, the grader itself had to wait, and nobody knows how long they slept.
            self.seconds += min(clock - self._clock, MOST_SLEEP)
        self._clock, self._processor = clock, processor
        return self.seconds


def processor_time(roots: list[int]) -> tuple[float, bool | None]:
    """Seconds of processor time that the processes have had, and whether one could run now; None if unknown.

    A process that has ended counts with the one that waited for it.
    """
    ticks, could_run = 0, None
    for pid in processes_of(roots):
        its_own_and_its_childrens = _stat(f"/proc/{pid}")[11:15]  # in user and in system mode
        ticks += sum(map(int, its_own_and_its_childrens))
        for task in _tasks(pid):
            for state in _stat(task)[:1]:
                could_run = could_run or state in "RD"  # it runs or is ready to, or it waits for a disk
    return ticks / TICKS, could_run


def _tasks(pid: int) -> list[Path]:
    """The folder of each thread of a process; none of a process that has just ended."""
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # which Python 3.11's `glob` raises too
        return []


def _stat(folder) -> list[str]:
    """What proc(5) calls fields 3 and following, the state first; none of a process that has just ended."""
    try:
        text = Path(folder, "stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()  # the name before it may hold anything


def processes_of(roots: list[int]) -> list[int]:
    """Process ids of `roots` and of all that descend from them and are still alive."""
    found, waiting = [], list(roots)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in _tasks(pid):
            try:
                waiting += map(int, Path(task, "children").read_text().split())
            except OSError:
                pass  # it has just ended
    return found


def memory_of(roots: list[int], student: int | None, limit: int) -> int:
    """Bytes of memory that processes and their files use; exact only where a rough count is above the limit.

    student  process id of one in a sandbox, for the files in it; None if there is no sandbox
    """
    pids = processes_of(roots)
    files = sum(_size_of_files(f"/proc/{student}/root{folder}") for folder in FOLDERS) if student else 0
    page_tables = sum(_number(f"/proc/{pid}/status", "VmPTE:") for pid in pids) * 1024
    resident = sum(_number(f"/proc/{pid}/statm", 1) for pid in pids) * resource.getpagesize()
    if files + page_tables + resident > limit:
        # Pss splits what is shared, with the warm parent for example, among those who share it.
        resident = sum(_number(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in pids) * 1024
    return files + page_tables + resident


def _size_of_files(folder: str) -> int:
    """Bytes of memory that the files in a sandbox's folder take: what they hold, and about 1 KB for each."""
    try:
        state = os.statvfs(folder)
    except OSError:
        return 0
    return (state.f_files - state.f_ffree) * 1024 + (state.f_blocks - state.f_bfree) * state.f_frsize


def _number(path: str, key: int | str) -> int:
    """The word at a place, or after a word, in a file; 0 if it is not there."""
    try:
        words = Path(path).read_text().split()
        return int(words[key] if isinstance(key, int) else words[words.index(key) + 1])
    except (OSError, ValueError, IndexError):
        return 0
