# %% attack: takes_all_memory
"""Takes memory in one process until there is none.

mark: 0
"""

blocks = []
while True:
    blocks.append(bytearray(10**7))

# %% attack: takes_memory_in_many_processes
"""Takes a little memory in each of many processes.

mark: 0
"""
import os
import time

for _ in range(20):
    if os.fork() == 0:
        block = bytearray(10**8)
        time.sleep(1000)
time.sleep(1000)

# %% attack: hides_memory
"""Takes memory that belongs to no process: memory files, System V segments, files that only look like files.

mark: 0
"""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
try:
    os.memfd_create("hidden")
    print("ESCAPED: a memory file")
except OSError as error:
    print(error)
if libc.shmget(0, 2**20, 0o1600) != -1:
    print("ESCAPED: a segment of shared memory")
written = 0
for folder in ("/tmp", "/dev/shm", os.environ["HOME"], "/dev", "/", "/run", "/var/tmp"):
    for number in range(20):
        try:
            with open(f"{folder}/{number}", "wb", buffering=0) as file:
                written += file.write(bytes(2**24))
        except OSError:
            break
if written > 3 * 2**25:
    print("ESCAPED: wrote", written, "bytes")

# %% attack: returns_a_hundred_megabytes
"""Returns more than the examiner is willing to hold.

mark: 0
"""
import numpy as np


def square(x):
    return np.zeros(10**8)


# %% attack: loops_and_ignores_the_interrupt
"""Never ends, and does not listen.

mark: 0
"""
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 32)))


def square(x):
    while True:
        pass


# %% attack: stops_itself
"""Stops its process, so that it neither answers nor ends.

mark: 0
"""
import os
import signal


def square(x):
    os.kill(os.getpid(), signal.SIGSTOP)


# %% attack: iterates_without_end
"""Returns iterators and ranges that do not end.

mark: 0
"""
import itertools


def square(x):
    return itertools.count() if isinstance(x, float) else range(10**18)


def twice(f, x):
    return range(10**18)


# %% attack: collides_hashes
"""Returns a dict and a set that take for ever to build at the other end.

mark: 0
"""
PRIME = 2**61 - 1


def square(x):
    return {PRIME * i: 0 for i in range(1, 30_000)}


number = {PRIME * i for i in range(1, 30_000)}

# %% attack: takes_semaphores
"""Takes sets of semaphores, which lie in the kernel and in no process, by the gigabyte.

mark: 0
"""
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.semget(0, 32000, 0o1600) != -1:  # the first of as many as it likes
    print("ESCAPED: a set of semaphores")

# %% attack: shares_memory_that_nobody_maps
"""Touches shared memory without a file and lets go of its pages, which stay, and are counted nowhere.

mark: 0
"""
import mmap

for flags in (mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, 0x03 | mmap.MAP_ANONYMOUS):
    try:
        mmap.mmap(-1, 2**20, flags=flags)
        print("ESCAPED: shared memory without a file")
    except OSError as error:
        print(error)

# %% attack: shares_the_memory_of_a_device
"""Maps /dev/zero and its like as shared memory, which then belongs to no file and to no process.

mark: 0
"""
import glob
import mmap

for path in glob.glob("/dev/*"):
    try:
        with open(path, "r+b", buffering=0) as device:
            mmap.mmap(device.fileno(), 2**20, flags=mmap.MAP_SHARED)
            print("ESCAPED: shared memory of", path)
    except (OSError, ValueError):
        pass

# %% attack: fills_page_tables
"""Reads from a terabyte in large steps: no memory is taken, but a page table for each step.

mark: 0
"""
import ctypes
import mmap

area = mmap.mmap(
    -1, 2**40, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=mmap.PROT_READ
)
sum(area[place] for place in range(0, 2**40, 2**21))
print("ESCAPED: filled the page tables")

# %% attack: fills_sockets
"""Leaves data in the buffers of pairs of sockets, of every kind that it can get.

mark: 0
"""
import socket

families = {family for name, family in vars(socket).items() if name.startswith("AF_")}
for family in families - {socket.AF_UNIX}:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        for make in (socket.socket, socket.socketpair):
            try:
                make(family, kind)
                print("ESCAPED: a socket of family", family)
            except PermissionError:
                pass
            except OSError as error:
                print("ESCAPED: the kernel was asked:", error)
pairs = []
try:
    while True:
        pairs += socket.socketpair()
        pairs[-1].setblocking(False)
        while True:
            try:
                pairs[-1].send(bytes(2**20))
            except BlockingIOError:
                break
except OSError:
    if len(pairs) > 64:
        print("ESCAPED: the buffers of", len(pairs), "sockets")
    pairs.clear()

# %% attack: raises_its_limits
"""Asks for more memory, processes, files and priority than it was given.

mark: 0
"""
import os
import resource

for name in ("DATA", "NPROC", "NOFILE", "FSIZE", "AS", "CPU", "CORE", "NICE", "RTPRIO"):
    kind = getattr(resource, f"RLIMIT_{name}", None)
    if kind is not None:
        for limit in ((1, 1), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)):
            try:
                resource.setrlimit(kind, limit)
                print("ESCAPED: set the limit", name)
            except (OSError, ValueError):
                pass
for act in (
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
    lambda: os.nice(-20),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
):
    try:
        act()
        print("ESCAPED: has a higher priority")
    except OSError:
        pass

# %% attack: hogs_all_cores
"""Keeps every core busy with as many processes as it can get, in sessions of their own, and answers right.

mark: 3
"""
import os

for _ in range(24):
    try:
        if os.fork() == 0:
            os.setsid()
            os.sched_setaffinity(0, range(os.cpu_count()))
            while True:
                pass
    except OSError:
        pass


def square(x):
    return x * x


# %% attack: takes_small_files
"""Makes empty files and folders until there are no more, which takes memory as well.

mark: 0
"""
import itertools
import os

for number in itertools.count():
    os.makedirs(f"/tmp/{number}/{'x' * 200}")

# %% attack: holds_memory_in_pipes
"""Leaves data in as many pipes as it can get, each as large as it can get.

mark: 3
"""
import fcntl
import os

pipes = []
try:
    while True:
        pipes.append(os.pipe())
        try:
            fcntl.fcntl(pipes[-1][1], 1031, 2**20)  # F_SETPIPE_SZ
        except OSError:
            pass
        os.set_blocking(pipes[-1][1], False)
        try:
            while True:
                os.write(pipes[-1][1], bytes(2**16))
        except BlockingIOError:
            pass
except OSError:
    if len(pipes) > 64:
        print("ESCAPED: has", len(pipes), "pipes")
    for pair in pipes[1:]:
        os.close(pair[0])
        os.close(pair[1])


def square(x):
    return x * x


# %% attack: recurses_without_end
"""Calls itself until the stack of the process is used up.

mark: 0
"""
import sys

sys.setrecursionlimit(10**9)


def square(x):
    return square([x])


# %% attack: sleeps_through_the_tests
"""Sleeps, in the hope that a test that takes too long counts as passed.

mark: 0
"""
import time


def square(x):
    while True:
        try:
            time.sleep(1000)
        except KeyboardInterrupt:
            pass


# %% attack: is_slow_only_where_nobody_looks
"""Answers the test that students see, and sleeps in the hidden one.

mark: 0
"""
import time


def square(x):
    if isinstance(x, float):
        return x * x
    time.sleep(1000)


# %% attack: computes_a_power_without_end
"""Computes a number that has more digits than there is memory, in C, where no interrupt is seen.

mark: 0
"""


def square(x):
    return 9 ** (9**9)


# %% attack: raises_the_alarm
"""Blocks, and has timers send it signals all the time.

mark: 0
"""
import signal

signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)


def square(x):
    while True:
        pass

# %% attack: locks_parts_of_files
"""Locks every second byte of its files: the kernel's memory for such locks is counted nowhere.

mark: 0
"""
import fcntl
import struct
import tempfile

held = []
try:
    while len(held) < 2000:
        held.append(tempfile.TemporaryFile())
        for place in range(0, 2000, 2):
            for command in (6, 7, 37, 38):  # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
                try:
                    fcntl.fcntl(held[-1], command, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, place, 1, 0))
                    print("ESCAPED: has a lock by command", command)
                except PermissionError:
                    pass
except OSError:
    pass

# %% attack: hides_memory_in_attributes
"""Gives its files attributes, which lie beside what they hold and are none of it, until there are no more.

mark: 0
"""
import itertools
import os

given = 0
for number in itertools.count():
    path = f"/tmp/{number % 100}"
    open(path, "a").close()
    try:
        os.setxattr(path, f"user.{number}", bytes(60_000))
    except OSError:
        break
    given += 60_000
    if given > 2**30:
        print("ESCAPED: attributes of", given, "bytes")
        break

# %% attack: leaves_work_with_the_kernel
"""Takes timers, message queues, watches and memory policies, which the kernel keeps for it, without end.

mark: 0
"""
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)


def how_many(act, most=200_000):
    for number in range(most):
        if act(number) == -1:
            return number
    return most


timer = ctypes.c_void_p()
area = mmap.mmap(-1, 2**30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ)
watches = libc.inotify_init()
os.makedirs("watched")
taken = {
    "timers": (how_many(lambda _: libc.timer_create(1, None, ctypes.byref(timer))), 100_000),
    "queues": (how_many(lambda number: libc.mq_open(b"/%d" % number, 0o102, 0o600, None)), 256),
    "watches": (how_many(lambda _: libc.inotify_add_watch(watches, b"watched", 2)) and 1, 1),
}
for name, (number, most) in taken.items():
    if number > most:
        print("ESCAPED: has", number, name)

# %% attack: asks_for_huge_pages
"""Asks for pages of two megabytes and of a gigabyte, which the system may keep apart and count elsewhere.

mark: 0
"""
import mmap

kept = []
for size in (21, 30):
    for prot in (mmap.PROT_READ | mmap.PROT_WRITE, mmap.PROT_READ):
        for _ in range(1000):
            try:
                flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000 | size << 26  # MAP_HUGETLB
                kept.append(mmap.mmap(-1, 2**size, flags=flags, prot=prot))
            except OSError:
                break
            if len(kept) * 2**21 > 2**29:
                print("ESCAPED: huge pages")
                break
