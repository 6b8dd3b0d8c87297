"""The sandbox of a student's process: bubblewrap makes it, and a fork of the warm parent enters it.

Inside there is no network, no /proc, no other process, and of the files only the system's programs and
libraries and the Python environment, read-only, plus an empty home and temporary folder of limited size that
end with it. Nobody in it has a privilege, and a filter keeps it from the system calls that none of our
answers needs and that other attacks begin with. If the grader is root, every sandbox has a user of its own;
if not, a user namespace of its own.

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
from errno import ENOSYS, EPERM
from pathlib import Path

HOME = "/home/student"
FOLDERS = ("/dev/shm", "/tmp", HOME)  # that can be written to
FIRST_USER = 2**30  # with the process id added, a user that nobody else is
OPEN_FILES = 64
KILLED = "it was killed from outside"  # by SIGKILL: the filter keeps answers from sending that to themselves

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
        output, input = os.pipe()
        self.process = subprocess.Popen(
            ["bwrap", *_options(limits, packages), "--info-fd", str(input), "--", "/usr/bin/cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[input],
            cwd="/",
        )
        os.close(input)
        with open(output, "rb") as file:
            info = file.read()
        self.process.stdin.write(b".")
        self.process.stdin.flush()
        if self.process.stdout.read(1) != b".":  # the sandbox is not complete before its program runs
            raise SandboxError(
                f"bubblewrap cannot make the sandbox: {self.process.stderr.read().decode().strip()}"
            )
        self.pid = json.loads(info)["child-pid"]

    def end(self):
        """End it, and with it every process inside."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()


def _options(limits, packages):
    """What bubblewrap is asked for; `packages` are what is to be seen outside of Python's installation."""
    options = "--unshare-pid --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup".split()
    options += "--die-with-parent --new-session --cap-drop ALL --clearenv --hostname sandbox".split()
    if not is_root():
        options += "--unshare-user --disable-userns --uid 1000 --gid 1000".split()
    # Mapped as shared memory, /dev/zero would be memory in no process.
    options += ["--dev", "/dev", "--ro-bind", "/dev/null", "/dev/zero"]
    for folder in FOLDERS:
        options += ["--perms", "1777", "--size", str(limits.files), "--tmpfs", folder]
    options += ["--remount-ro", "/dev"]
    for folder in ("/bin", "/lib", "/lib64"):
        if os.path.islink(folder):
            options += ["--symlink", os.readlink(folder), folder]
        else:
            options += ["--ro-bind-try", folder, folder]
    made = {Path("/"), Path("/tmp")}
    for path in filter(os.path.exists, dict.fromkeys([*_installation(), *packages])):
        for parent in reversed(Path(path).parents):
            if parent not in made:
                # Left to itself, bubblewrap would let nobody but root into it.
                options += ["--perms", "0755", "--dir", str(parent)]
                made.add(parent)
        options += ["--ro-bind", path, path]
    return [*options, "--remount-ro", "/", "--chdir", HOME]


def _installation():
    """Paths of the system's programs and libraries and of Python's.

    Not all of /usr and of Python's folder: nbgrader's exchange may be in its share/.
    """
    paths = [
        "/usr/bin",
        "/usr/lib",
        "/usr/lib64",
        "/usr/share/zoneinfo",
        "/usr/share/fonts",
        "/etc/ld.so.cache",
    ]
    for prefix in (sys.base_prefix, sys.prefix):
        paths += [f"{prefix}/{name}" for name in ("bin", "lib", "lib64", "pyvenv.cfg")]
    return paths


def is_root():
    return os.getuid() == 0


def enter(pid):
    """Join the namespaces of process `pid`; there is no way back.

    If the grader is not root, bubblewrap makes two user namespaces, one inside the other. The outer one owns
    all other namespaces, so it has to be joined first for the right to join those. In the inner one nobody
    has a privilege, so it is joined last.

        step  namespace                 joined by    holds for
        1     outer user                not by root  this process
        2     cgroup, uts, ipc, net     everybody    this process
              pid                       everybody    what this process forks from now on
              mnt                       everybody    this process
        3     inner user                not by root  this process
    """
    root = is_root()  # asked now, because in the outer user namespace everybody looks like root
    namespaces = {name: os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY) for name in (*_NAMESPACES, "user")}
    outer_user, inner_user = fcntl.ioctl(namespaces["mnt"], _OWNER_OF_NAMESPACE), namespaces.pop("user")
    if not root:
        _call(_libc.setns, outer_user, _NEW_USER)
    for name, handle in namespaces.items():
        _call(_libc.setns, handle, _NAMESPACES[name])
    if not root:
        _call(_libc.setns, inner_user, _NEW_USER)
    for handle in (outer_user, inner_user, *namespaces.values()):
        os.close(handle)


def give_up_privileges(limits, user):
    """To be called inside before the student's code runs. `user` is whom root becomes; None if not root."""
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
    # Otherwise the grader, unless it is root, could not see how much memory is used.
    _call(_libc.prctl, _SET_DUMPABLE, 1, 0, 0, 0)
    set_limits(limits)
    os.nice(10)  # its watchers get the processor first, however much it does
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


# System calls that are refused. Some would hide memory from the count, because it is in no process, some
# reach other processes or the kernel's keys, the rest have been the way out of other sandboxes.
_NAMES = (
    "memfd_create memfd_secret shmget semget msgget ptrace process_vm_readv process_vm_writev pidfd_getfd "
    "kcmp add_key request_key keyctl bpf perf_event_open userfaultfd io_uring_setup unshare setns mount "
    "umount2 pivot_root chroot open_tree move_mount fsopen mount_setattr open_by_handle_at syslog setrlimit"
).split()
# Those that are refused with some arguments only.
_SOME = (
    "socket socketpair mmap prlimit64 kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal "
    "fcntl clone clone3"
).split()
_SYSTEM_CALLS = {  # {machine: (its name in the filter, numbers in the order above)}
    "x86_64": (0xC000003E, (319, 447, 29, 64, 68, 101, 310, 311, 438, 312, 248, 249, 250, 321, 298, 323, 425,
                            272, 308, 165, 166, 155, 161, 428, 429, 430, 442, 304, 103, 160,
                            41, 53, 9, 302, 62, 200, 234, 129, 297, 424, 72, 56, 435)),
    "aarch64": (0xC00000B7, (279, 447, 194, 190, 186, 117, 270, 271, 438, 272, 217, 218, 219, 280, 241, 282,
                             425, 97, 268, 40, 39, 41, 51, 428, 429, 430, 442, 265, 116, 164,
                             198, 199, 222, 261, 129, 130, 131, 138, 240, 424, 25, 220, 435)),
}  # fmt: skip
_LOCAL = 1  # AF_UNIX. Buffers of others are counted by nobody, and AF_VSOCK does not end at the namespace.
_SHARED, _ANONYMOUS = 0x01, 0x20  # flags of mmap(2): shared memory without a file may be in no process
# Commands of fcntl(2) that lock a part of a file: F_SETLK, F_SETLKW and the same for open files. The kernel
# has no limit for such locks, and does not count their memory in any process or cgroup.
_LOCKS = (6, 7, 37, 38)
_SIGKILL = 9
_SIGNAL_IN = {  # {system call: which of its arguments is a signal}
    "kill": 1,
    "tkill": 1,
    "tgkill": 2,
    "rt_sigqueueinfo": 1,
    "rt_tgsigqueueinfo": 2,
    "pidfd_send_signal": 1,
}


def _filter_system_calls():
    """Load the filter for this process and all that it starts."""
    program = _filter(platform.machine())
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    _call(_libc.prctl, _SECCOMP, 2, header, 0, 0)


# Classic BPF, in which seccomp(2) wants its filters. An instruction is (what to do, how many instructions to
# leave out if a test is met, how many if it is not, operand). Tests look at the value that was loaded last.
_LOAD, _IS, _IS_AT_LEAST, _HAS_A_BIT_OF, _END = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS, _HIGH = 0, 4, 16, 4  # where in a system call these stand
_ALLOW, _REFUSE, _AS_IF_MISSING, _KILL = 0x7FFF0000, 0x00050000 | EPERM, 0x00050000 | ENOSYS, 0x80000000
_SECOND_NUMBERING = 0x40000000  # x86_64 has two; the second (x32) is used only by programs built for it


def _load(place):
    return [(_LOAD, 0, 0, place)]


def _load_argument(number, half=0):
    """Half of an argument, the low one if nothing is said; they are counted from 0."""
    return _load(_ARGUMENTS + 8 * number + half)


def _end(result):
    return [(_END, 0, 0, result)]


def _if(test, operand, block):
    """Do what is in the block only if the test is met."""
    return [(test, 0, len(block), operand), *block]


def _if_not(test, operand, block):
    return [(test, len(block), 0, operand), *block]


def _filter(machine):
    """The instructions that decide whether a system call is allowed."""
    architecture, numbers = _SYSTEM_CALLS[machine]
    call = dict(zip((*_NAMES, *_SOME), numbers, strict=True))
    new_namespaces = sum(_NAMESPACES.values()) | _NEW_USER

    program = _load(_ARCHITECTURE) + _if_not(_IS, architecture, _end(_KILL))
    program += _load(_NUMBER) + _if(_IS_AT_LEAST, _SECOND_NUMBERING, _end(_REFUSE))
    for name in _NAMES:
        program += _if(_IS, call[name], _end(_REFUSE))

    # clone3 hides its arguments. The C library falls back on clone, and there new namespaces can be refused.
    program += _if(_IS, call["clone3"], _end(_AS_IF_MISSING))
    program += _if(_IS, call["clone"], _refuse_if(0, _HAS_A_BIT_OF, new_namespaces))
    for name in ("socket", "socketpair"):
        only_local = _load_argument(0) + _if_not(_IS, _LOCAL, _end(_REFUSE))
        program += _if(_IS, call[name], only_local + _end(_ALLOW))
    shared = _if(_HAS_A_BIT_OF, _SHARED, _if(_HAS_A_BIT_OF, _ANONYMOUS, _end(_REFUSE)))
    program += _if(_IS, call["mmap"], _load_argument(3) + shared + _end(_ALLOW))
    # Without a new limit in the third argument, an address in two halves, it only tells the present one.
    only_tells = _load_argument(2) + _if_not(_IS, 0, _end(_REFUSE))
    only_tells += _load_argument(2, _HIGH) + _if_not(_IS, 0, _end(_REFUSE))
    program += _if(_IS, call["prlimit64"], only_tells + _end(_ALLOW))
    no_lock = _load_argument(1)
    for command in _LOCKS:
        no_lock += _if(_IS, command, _end(_REFUSE))
    program += _if(_IS, call["fcntl"], no_lock + _end(_ALLOW))
    for name, signal in _SIGNAL_IN.items():
        program += _if(_IS, call[name], _refuse_if(signal, _IS, _SIGKILL))
    return program + _end(_ALLOW)


def _refuse_if(argument, test, operand):
    return _load_argument(argument) + _if(test, operand, _end(_REFUSE)) + _end(_ALLOW)
