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

# %% attack: kills_itself
"""Kills its own process in every way, as somebody outside might, in which case it would be tried again.

mark: 0
"""
import ctypes
import os
import signal
import threading

libc = ctypes.CDLL(None, use_errno=True)


def square(x):
    os.kill(os.getpid(), signal.SIGKILL)


def tries(act):
    try:
        act()
        print("ESCAPED: has sent a signal")
    except OSError as error:
        print(error)


tries(lambda: os.kill(0, signal.SIGKILL))
tries(lambda: os.killpg(0, signal.SIGKILL))
tries(lambda: signal.pthread_kill(threading.get_ident(), signal.SIGKILL))
tries(lambda: signal.pidfd_send_signal(os.pidfd_open(os.getpid()), signal.SIGKILL))
if libc.sigqueue(os.getpid(), signal.SIGKILL, None) == 0:
    print("ESCAPED: has queued a signal")

# %% attack: answers_from_a_grandchild
"""Lets a process in another session hold the line to the examiner, and ends itself.

mark: 0
"""
import os
import time

if os.fork():
    os._exit(0)
os.setsid()
if os.fork():
    os._exit(0)


def square(x):
    return x * x


time.sleep(1000)

# %% attack: uses_the_other_numbering
"""Asks the kernel by the numbers of x32, which a filter for x86_64 may not know.

mark: 0
"""
import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
if platform.machine() == "x86_64" and libc.syscall(0x40000000 + 39) > 0:
    print("ESCAPED: x32 is answered")

# %% attack: uses_32_bit_calls
"""Runs machine code that asks the kernel as a 32-bit program does.

mark: 0
"""
import ctypes
import mmap
import os
import platform

if platform.machine() != "x86_64":
    os._exit(0)
code = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # getpid, through int 0x80
address = ctypes.addressof(ctypes.c_char.from_buffer(code))
print("ESCAPED: a 32-bit call is answered:", ctypes.CFUNCTYPE(ctypes.c_int)(address)())

# %% attack: becomes_somebody_else
"""Asks for other users, groups, capabilities, and a root of its own.

mark: 0
"""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
acts = {
    "user": lambda: os.setresuid(0, 0, 0),
    "group": lambda: os.setresgid(0, 0, 0),
    "groups": lambda: os.setgroups([0]),
    "owner": lambda: os.chown("/usr/bin", os.getuid(), 0),
    "mode": lambda: os.chmod("/usr/bin", 0o777),
    "host name": lambda: os.sethostname("escaped") if hasattr(os, "sethostname") else os.chroot("/"),
    "clock": lambda: __import__("time").clock_settime(0, 0),
    "device": lambda: os.mknod("/tmp/kmem", 0o20666, os.makedev(1, 2)),
}
for name, act in acts.items():
    try:
        act()
        print("ESCAPED: another", name)
    except OSError:
        pass
if libc.prctl(23, 21, 0, 0, 0) == 1:  # PR_CAPBSET_READ, CAP_SYS_ADMIN
    print("ESCAPED: may still get privileges")
if libc.prctl(39, 0, 0, 0, 0) != 1:  # PR_GET_NO_NEW_PRIVS
    print("ESCAPED: programs may have more privileges")

# %% attack: runs_privileged_programs
"""Runs every program that has the rights of another user, and asks it for a shell.

mark: 0
"""
import os
import stat
import subprocess

for folder in ("/usr/bin", "/usr/lib", "/bin"):
    for name in os.listdir(folder):
        path = f"{folder}/{name}"
        if os.path.isfile(path) and os.stat(path).st_mode & (stat.S_ISUID | stat.S_ISGID):
            done = subprocess.run([path, "-c", "id -u"], capture_output=True, stdin=subprocess.DEVNULL)
            if done.stdout.strip() == b"0":
                print("ESCAPED: is root through", path)
        if path.endswith(("/su", "/sudo", "/bwrap", "/unshare", "/nsenter", "/newuidmap")):
            done = subprocess.run([path, "id"], capture_output=True, stdin=subprocess.DEVNULL)
            if done.returncode == 0 and b"uid=0" in done.stdout:
                print("ESCAPED: through", path)

# %% attack: shares_its_handles
"""Sends its handles over the line to the examiner, who must neither keep them nor stop at them.

mark: 3
"""
import gc
import os
import socket

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
line = student.connection.socket


class Line:
    close = line.close

    def sendall(self, data):
        socket.send_fds(line, [data[:1]], [0, 1, 2])
        line.sendall(data[1:])


student.connection.socket = Line()


def square(x):
    return x * x

# %% attack: looks_for_handles
"""Looks for handles that lead outside, and what they are.

mark: 0
"""
import os
import stat

for handle in range(200):
    try:
        mode = os.fstat(handle).st_mode
    except OSError:
        continue
    if stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and handle not in (1, 2)) or stat.S_ISFIFO(mode):
        print("ESCAPED: has the handle", handle)

# %% attack: waits_for_the_next_student
"""Leaves files, semaphores and shared memory behind, and looks for those of others.

mark: 0
"""
import os
from multiprocessing import shared_memory

for folder in ("/tmp", "/dev/shm", os.environ["HOME"], "/var/tmp"):
    try:
        if os.path.exists(f"{folder}/left-behind"):
            print("ESCAPED: found what another session has left in", folder)
        open(f"{folder}/left-behind", "w").close()
    except OSError:
        pass
try:
    shared_memory.SharedMemory("left-behind-too", create=True, size=100)
except FileExistsError:
    print("ESCAPED: found shared memory of another session")
