"""A memory cgroup for each session, where the system lets the grader make one.

The kernel then counts everything: also what is in no process, such as semaphores, buffers of sockets, page
tables and shared memory that nobody maps, and what is taken between two looks. Root may make cgroups, in
version 1 and in version 2. An ordinary user may in version 2 where systemd has delegated memory, as under
`systemd-run --user --scope`. Elsewhere usage.py counts what /proc shows.
"""

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

ENDS_WITHIN = 2  # seconds in which the kernel lets go of processes that were killed


class Cgroup:
    """One that exists, in either version: processes enter it, and it has a limit."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def limit(self, memory: int) -> None:
        """Bytes of memory for all that is in it, and no swap beyond them."""
        if (self.folder / "memory.max").exists():
            limits = {"memory.max": memory, "memory.swap.max": 0}
        else:
            limits = {"memory.limit_in_bytes": memory, "memory.memsw.limit_in_bytes": memory}
        for (name, amount), is_needed in zip(limits.items(), (True, False)):
            if is_needed or (self.folder / name).exists():  # the kernel may not count swap
                (self.folder / name).write_text(str(amount))

    def enter(self) -> None:
        """Let this process, and what it forks from now on, be counted here."""
        (self.folder / "cgroup.procs").write_text("0")

    def was_full(self) -> bool:
        """Whether the kernel has killed a process in it because its memory was used up."""
        for name in ("memory.events", "memory.oom_control"):
            with suppress(OSError):
                return (
                    re.search(r"^oom_kill [1-9]", (self.folder / name).read_text(), re.MULTILINE) is not None
                )
        return False

    def remove(self) -> None:
        """To be called when its processes have ended."""
        end = time.monotonic() + ENDS_WITHIN
        while self.folder.exists() and time.monotonic() < end:
            with suppress(OSError):
                return self.folder.rmdir()
            time.sleep(0.01)


@cache
def place() -> Path | None:
    """A folder in which this process may make cgroups with a limit of memory; None if there is none."""
    if sys.platform != "linux":
        return None
    for folder in candidates(Path("/proc/self/cgroup").read_text(), Path("/proc/self/mountinfo").read_text()):
        if works(folder):
            remove_what_the_dead_left(folder)
            return folder
    return None


def works(folder: Path) -> bool:
    """Whether a cgroup can be made there, limited and entered."""
    trial = Cgroup(folder / f"grading-{os.getpid()}-trial")
    try:
        trial.folder.mkdir()
        trial.limit(2**30)
        enter = ["/bin/sh", "-c", 'echo 0 > "$0"', str(trial.folder / "cgroup.procs")]
        return subprocess.run(enter, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False
    finally:
        trial.remove()


def remove_what_the_dead_left(folder: Path) -> None:
    for left in folder.glob("grading-*-*"):
        if not Path("/proc", left.name.split("-")[1]).exists():
            with suppress(OSError):
                left.rmdir()


def candidates(own: str, mounts: str) -> list[Path]:
    """Folders that may be the place, best first, from the texts of /proc/self/cgroup and mountinfo.

    In version 1 that is the process's own cgroup. In version 2 a cgroup that hands out memory to others may
    hold no processes itself, so there it is the one around it: a systemd slice around a scope or service.

    >>> version_1 = "35 24 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory"
    >>> candidates("4:memory:/jobs\\n0::/", version_1)
    [PosixPath('/sys/fs/cgroup/memory/jobs')]
    >>> version_2 = "30 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw"
    >>> candidates("0::/user.slice/app.slice/run-1.scope", version_2)
    [PosixPath('/sys/fs/cgroup/user.slice/app.slice')]
    """
    paths = dict(re.findall(r"^\d+:([^:]*):(.*)$", own, re.MULTILINE))
    found = []
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        root, mount = (Path(part) for part in before.split()[3:5])
        kind, _, options = after.split(" ", 2)
        with suppress(ValueError):  # a cgroup that cannot be seen from here
            if kind == "cgroup" and "memory" in options.split(",") and "memory" in paths:
                found.append(mount / Path(paths["memory"]).relative_to(root))
            elif kind == "cgroup2" and "" in paths:
                found.append(mount / Path(paths[""]).relative_to(root).parent)
    return found
