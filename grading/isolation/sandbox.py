"""The sandbox of a student's process: bubblewrap makes it, and a process forked from the warm parent enters it.

Inside there is no network, no /proc, no other process, and of the files only the system's programs and libraries and
the Python environment, read-only, plus an empty home and temporary folder of limited size that end with it. Nobody in
it has a privilege, and a filter keeps it from the system calls that none of our answers needs and that other attacks
begin with. If the grader is root, every sandbox has a user of its own; if not, a user namespace of its own.

A process cannot be forked into bubblewrap, which starts programs. So bubblewrap starts `cat`, which holds the
namespaces open, and the fork joins them one by one, then gives up what let it do so.
"""

import ctypes
import fcntl
import json
import os
import platform
import resource
import shutil
import struct
import subprocess
import sys
from pathlib import Path

HOME = "/home/student"
FOLDERS = ("/dev/shm", "/tmp", HOME)  # that can be written to
FIRST_USER = 2**30  # with the process id added, a user that nobody else is
OPEN_FILES = 128

_NAMESPACES = {  # flags of setns(2)
    "cgroup": 0x02000000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "net": 0x40000000,
    "pid": 0x20000000,
    "mnt": 0x00020000,
}
_NEW_USER = 0x10000000
_OWNER_OF_NAMESPACE = 0xB701  # ioctl_ns(2)
_SET_DUMPABLE, _DROP_BOUND, _NO_NEW_PRIVILEGES, _SECCOMP = 4, 24, 38, 22  # prctl(2)
_CAPABILITIES = 0x20080522  # capget(2), version 3

_libc = ctypes.CDLL(None, use_errno=True)


class SandboxError(Exception):
    """No sandbox can be made here; the text says why."""


def check_available():
    """SandboxError unless submissions can be locked in on this machine."""
    if sys.platform != "linux" or platform.machine() not in _SYSTEM_CALLS:
        raise SandboxError(
            f"the sandbox needs Linux on x86_64 or arm64, and this is {sys.platform} on {platform.machine()}"
        )
    if not shutil.which("bwrap"):
        raise SandboxError("the sandbox needs bubblewrap (apt-get install bubblewrap)")


class Holder:
    """A sandbox, empty but for what holds it open."""

    def __init__(self, limits, packages):
        told, tell = os.pipe()
        self.process = subprocess.Popen(
            ["bwrap", *_options(limits, packages), "--info-fd", str(tell), "--", "/usr/bin/cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[tell],
            cwd="/",
        )
        os.close(tell)
        with open(told, "rb") as file:
            told = file.read()
        self.process.stdin.write(b".")
        self.process.stdin.flush()
        if self.process.stdout.read(1) != b".":  # the sandbox is not complete before its program runs
            raise SandboxError(
                f"bubblewrap cannot make the sandbox: {self.process.stderr.read().decode().strip()}"
            )
        self.pid = json.loads(told)["child-pid"]

    def end(self):
        """End it, and with it every process inside."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()


def _options(limits, packages):
    """What bubblewrap is asked for; `packages` are what is to be seen outside of Python's installation."""
    size = str(limits.files)
    options = "--unshare-pid --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup".split()
    options += (
        "--die-with-parent --new-session --cap-drop ALL --clearenv --hostname sandbox --dev /dev".split()
    )
    if not is_root():
        options += "--unshare-user --disable-userns --uid 1000 --gid 1000".split()
    for folder in FOLDERS:
        options += ["--perms", "1777", "--size", size, "--tmpfs", folder]
    options += ["--remount-ro", "/dev"]
    for folder in ("/bin", "/lib", "/lib64"):
        if os.path.islink(folder):
            options += ["--symlink", os.readlink(folder), folder]
        else:
            options += ["--ro-bind-try", folder, folder]
    # Not all of /usr and of Python's folder: nbgrader's exchange may be in its share/.
    seen = [
        "/usr/bin",
        "/usr/lib",
        "/usr/lib64",
        "/usr/share/zoneinfo",
        "/usr/share/fonts",
        "/etc/ld.so.cache",
    ]
    for prefix in dict.fromkeys([sys.base_prefix, sys.prefix]):
        seen += [f"{prefix}/{name}" for name in ("bin", "lib", "lib64", "pyvenv.cfg")]
    made = {Path("/"), Path("/tmp")}
    for path in filter(os.path.exists, dict.fromkeys([*seen, *packages])):
        for parent in reversed(Path(path).parents):
            if parent not in made:
                options += [
                    "--perms",
                    "0755",
                    "--dir",
                    str(parent),
                ]  # bubblewrap would let nobody but root in
        made.update(Path(path).parents)
        options += ["--ro-bind", path, path]
    return [*options, "--remount-ro", "/", "--chdir", HOME]


def is_root():
    return os.getuid() == 0


def enter(pid):
    """Join the namespaces of process `pid`, the pid namespace with the next fork; there is no way back."""
    root = is_root()  # in the namespaces that are on the way, everybody is
    handles = {name: os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY) for name in (*_NAMESPACES, "user")}
    # Without root, the other namespaces belong to a user namespace around the one inside: first that, last this.
    owner = fcntl.ioctl(handles["mnt"], _OWNER_OF_NAMESPACE)
    if not root:
        _call(_libc.setns, owner, _NEW_USER)
    for name, kind in _NAMESPACES.items():
        _call(_libc.setns, handles[name], kind)
    if not root:
        _call(_libc.setns, handles["user"], _NEW_USER)
    for handle in (owner, *handles.values()):
        os.close(handle)


def give_up_privileges(limits, user):
    """To be called inside, before anything of the student's runs; `user` is who root becomes."""
    os.setsid()  # a signal to the process group must not leave the sandbox
    last_capability = 63
    for capability in range(last_capability + 1):
        _libc.prctl(_DROP_BOUND, capability, 0, 0, 0)
    if user:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    _call(_libc.capset, struct.pack("Ii", _CAPABILITIES, 0), bytes(24))
    _call(_libc.prctl, _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _call(
        _libc.prctl, _SET_DUMPABLE, 1, 0, 0, 0
    )  # or the grader, unless it is root, cannot see how much memory is used
    set_limits(limits)
    os.nice(10)  # whatever it does, those who watch it come first
    resource.setrlimit(resource.RLIMIT_NPROC, (limits.processes, limits.processes))
    _filter_system_calls()


def set_limits(limits):
    for kind, amount in {
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_FSIZE: limits.files,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(kind, (amount, amount))


def _call(function, *arguments):
    if function(*arguments):
        error = ctypes.get_errno()
        raise SandboxError(f"{function.__name__}: {os.strerror(error)}")


# System calls that are refused. Some would hide memory from the count (shared memory without a process), some reach
# other processes or the kernel's keys, the rest have been the way out of other sandboxes.
_NAMES = (
    "memfd_create memfd_secret shmget msgget ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp add_key "
    "request_key keyctl bpf perf_event_open userfaultfd io_uring_setup unshare setns mount umount2 pivot_root chroot "
    "open_tree move_mount fsopen mount_setattr open_by_handle_at syslog socket clone clone3"
).split()
_SYSTEM_CALLS = {  # {machine: (its name in the filter, numbers in the order above)}
    "x86_64": (0xC000003E, (319, 447, 29, 68, 101, 310, 311, 438, 312, 248, 249, 250, 321, 298, 323, 425, 272, 308,
                            165, 166, 155, 161, 428, 429, 430, 442, 304, 103, 41, 56, 435)),
    "aarch64": (0xC00000B7, (279, 447, 194, 186, 117, 270, 271, 438, 272, 217, 218, 219, 280, 241, 282, 425, 97, 268,
                             40, 39, 41, 51, 428, 429, 430, 442, 265, 116, 198, 220, 435)),
}  # fmt: skip
_LOCAL_SOCKETS = (1, 2, 10)  # AF_UNIX, AF_INET and AF_INET6: these end at the namespace, AF_VSOCK does not


def _filter_system_calls():
    """A seccomp filter for this process and all that it starts."""
    load, equal, at_least, any_bit, result = 0x20, 0x15, 0x35, 0x45, 0x06  # instructions of classic BPF
    allow, refuse, missing, kill = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38, 0x80000000  # EPERM, ENOSYS
    number, architecture, first_argument = 0, 4, 16  # where these stand
    machine, numbers = _SYSTEM_CALLS[platform.machine()]
    calls = dict(zip(_NAMES, numbers, strict=True))
    socket, clone, clone3 = (calls.pop(name) for name in ("socket", "clone", "clone3"))

    program = [(load, 0, 0, architecture), (equal, 1, 0, machine), (result, 0, 0, kill)]
    program += [
        (load, 0, 0, number),
        (at_least, 0, 1, 0x40000000),
        (result, 0, 0, refuse),
    ]  # x86_64's second numbering
    for call in calls.values():
        program += [(equal, 0, 1, call), (result, 0, 0, refuse)]
    # clone3 hides its arguments; the C library falls back on clone, of which new namespaces are refused.
    program += [(equal, 0, 1, clone3), (result, 0, 0, missing)]
    program += [(equal, 0, 4, clone), (load, 0, 0, first_argument)]
    program += [
        (any_bit, 0, 1, sum(_NAMESPACES.values()) | _NEW_USER),
        (result, 0, 0, refuse),
        (result, 0, 0, allow),
    ]
    program += [(equal, 1, 0, socket), (result, 0, 0, allow), (load, 0, 0, first_argument)]
    for family in _LOCAL_SOCKETS:
        program += [(equal, 0, 1, family), (result, 0, 0, allow)]
    program += [(result, 0, 0, refuse)]

    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    _call(_libc.prctl, _SECCOMP, 2, header, 0, 0)


def processes_of(roots):
    """Process ids of `roots` and all that descend from them, as far as they live."""
    found, waiting = [], list(roots)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += map(int, task.read_text().split())
            except OSError:
                pass  # it has just ended
    return found


def memory_of(roots, student, limit):
    """Bytes of memory that a session's processes and files use; exactly only where a rough count is above the limit."""
    pids = processes_of(roots)
    files = sum(_size_of_files(f"/proc/{student}/root{folder}") for folder in FOLDERS)
    resident = sum(_number(f"/proc/{pid}/statm", 1) for pid in pids) * resource.getpagesize()
    if files + resident <= limit:
        return files + resident
    # What is shared, with the warm parent for one, is counted in parts, not for each anew.
    return files + sum(_number(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in pids) * 1024


def _size_of_files(folder):
    """Bytes of memory that the files below a folder of a sandbox take: about a kilobyte each, and what they hold."""
    try:
        state = os.statvfs(folder)
    except OSError:
        return 0
    return (state.f_files - state.f_ffree) * 1024 + (state.f_blocks - state.f_bfree) * state.f_frsize


def _number(path, key):
    try:
        words = Path(path).read_text().split()
        return int(words[key] if isinstance(key, int) else words[words.index(key) + 1])
    except (OSError, ValueError, IndexError):
        return 0
