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
