# %% attack: ends_its_process
"""Ends the process instead of answering.

mark: 0
"""
import os


def square(x):
    os._exit(0)


twice = square

# %% attack: crashes
"""Reads memory that is not there.

mark: 0
"""
import ctypes


def square(x):
    ctypes.string_at(0)

# %% attack: closes_everything
"""Closes every handle, the one to the examiner among them.

mark: 0
"""
import os

os.closerange(0, 1000)

# %% attack: becomes_another_program
"""Replaces itself with a program of its own, with the line to the examiner still open.

mark: 0
"""
import os
import sys

os.set_inheritable(3, True)
os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(1000)"])

# %% attack: makes_many_processes
"""Forks in a loop, and so do the forks.

mark: 0
"""
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

# %% attack: leaves_a_process_behind
"""Starts a process that should outlive the submission and answer to nobody.

mark: 3
"""
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.01)
    os._exit(0)


def square(x):
    return x * x

# %% attack: signals_everybody
"""Sends signals to its parents, to its group, and to all processes.

mark: 0
"""
import os
import signal

for target in (os.getppid(), 0, 1, -1, *range(2, 40000, 7)):
    if target != os.getpid():
        try:
            os.kill(target, signal.SIGTERM)
        except OSError:
            pass

# %% attack: watches_other_processes
"""Looks at the memory, the handles and the environment of other processes.

mark: 0
"""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in [*range(1, 400), os.getppid()]:
    for name in ("mem", "environ", "cmdline", "fd", "root", "cwd", "maps"):
        if os.path.lexists(f"/proc/{pid}/{name}"):
            print("ESCAPED: there is /proc", pid, name)
    if pid != os.getpid() and libc.ptrace(16, pid, 0, 0) == 0:  # PTRACE_ATTACH
        print("ESCAPED: traces", pid)

# %% attack: asks_the_kernel
"""Tries the ways out of other sandboxes: namespaces, mounts, keys, tracing, rings, foreign sockets.

mark: 0
"""

import ctypes
import os
import platform
import socket

libc = ctypes.CDLL(None, use_errno=True)
if platform.machine() == "x86_64":
    numbers = dict(
        ptrace=101,
        keyctl=250,
        add_key=248,
        bpf=321,
        perf_event_open=298,
        userfaultfd=323,
        io_uring_setup=425,
        unshare=272,
        setns=308,
        mount=165,
        chroot=161,
        open_by_handle_at=304,
        pidfd_getfd=438,
        kcmp=312,
    )
    for name, number in numbers.items():
        ctypes.set_errno(0)
        if libc.syscall(number, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != 1:
            print("ESCAPED:", name, os.strerror(ctypes.get_errno()))
    if libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) == 0:  # clone into a new user namespace
        print("ESCAPED: a user namespace")
        os._exit(0)
for family in (socket.AF_NETLINK, socket.AF_PACKET, 40):
    try:
        socket.socket(family, socket.SOCK_RAW)
        print("ESCAPED: a socket of family", family)
    except OSError:
        pass
for act in (
    lambda: os.setuid(0),
    lambda: os.chroot("/tmp"),
    lambda: os.mknod("/tmp/disk", 0o60666, os.makedev(8, 0)),
):
    try:
        act()
        print("ESCAPED: has privileges")
    except OSError:
        pass
