"""The warm parent: a process that has imported what a notebook imports, and forks instead of starting anew.

A fork inherits all that its parent has in memory. Therefore the parent starts with a small environment, and
sees only those set-up cells that come out the same in every session; students have these as well. It does
what the supervisor (supervise.py) asks, one line of JSON at a time, and answers with a line of JSON.

A session is an examiner and a student's process with a socket between them. The student's process is the
child of a guardian, because only a child of the process that has joined a pid namespace is in it. This is how
they start and end; what goes to the right is forked, and all that comes back to the warm parent goes through
one pipe, `reports`:

    supervisor           warm parent             examiner       guardian                student
        |                     |
        |--- "start" -------->|
        |                     |------------------->+
        |                     |                    |
        |                     |---------------------------------->+
        |                     |                    |              | enters the sandbox
        |                     |                    |              |---------------------->+
        |                     |<-- process id of the student -----|                       | waits
        |                     |                    |              |-- `begin` ----------->|
        |                     |                    |              |                       | drops privileges
        |                     |<-- READY ------------------------------------------------|
        |<-- process ids -----|                    |              |                       |
        |                     |                    |<-- calls, outputs (peer.py) -------->|
        |--- cells, outputs (supervise.py) ------->|              |                       |
        |                     |                    |              |                       + ends, or is ended
        |                     |<-- exit code ---------------------|
        |--- "end" ---------->|                    |              |
        |                     |-- kills ---------->+------------->+
"""

import ctypes
import gc
import importlib
import json
import os
import random
import select
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy.random  # by name: NumPy would import it at its first use, in each fork anew
from matplotlib import pyplot
from traitlets.config import Config

from grading.isolation import examiner, log, sandbox, student
from grading.isolation.cgroups import Cgroup
from grading.isolation.limits import Limits
from grading.isolation.shell import Shell

READY = b"ready"
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


class Pipe:
    """Lines from one process to another, made before the fork that parts them."""

    def __init__(self):
        self.reader, self.writer = os.pipe()

    def tell(self, line):
        os.write(self.writer, line + b"\n")

    def as_file(self):
        """The end to read from, without a buffer, for the process that does not write."""
        os.close(self.writer)
        return open(self.reader, "rb", buffering=0)


@dataclass
class Session:
    folder: str  # where the examiner works
    examiner: int  # process ids
    guardian: int
    student: int
    reports: object  # a file: the student's process id, READY, its exit code
    holder: sandbox.Holder | None
    cgroup: Cgroup | None
    ended: str = ""  # why the student's process has ended

    @property
    def roots(self):
        """The processes from which all on the student's side descend."""
        return [self.guardian, *([self.holder.process.pid] if self.holder else [])]


class WarmParent:
    def __init__(self, requests, folder):
        self.requests = requests
        self.folder = folder
        self.sessions = {}
        self.count = 0  # of sessions so far
        self.shell = Shell.instance(config=Config({"HistoryManager": {"enabled": False}}), ipython_dir=folder)

    def work(self):
        while request := self.receive():
            kind, *arguments = request
            try:
                answer = getattr(self, kind)(*arguments)
            except sandbox.SandboxError as error:
                answer = {"error": str(error)}
            self.requests.sendall(json.dumps(answer).encode() + b"\n")
        for number in list(self.sessions):
            self.end(number)

    def receive(self):
        """The next request, its last argument the handle that came along; None when there are no more."""
        line, handles = b"", []
        while not line.endswith(b"\n"):
            data, more, _, _ = socket.recv_fds(self.requests, 65536, 1)
            if not data:
                return None
            line, handles = line + data, handles + more
        return [*json.loads(line), *handles]

    def prepare(self, modules, setup_cells):
        """Import, and run the set-up cells that come out the same in every notebook."""
        for name in modules:
            with suppress(ImportError):  # a function that is imported from a module, say
                importlib.import_module(name)
        self.packages = paths_of(modules)
        # A figure is drawn when it is shown; pyplot would draw it for a window as well.
        pyplot.switch_backend(pyplot.get_backend())
        pyplot.uninstall_repl_displayhook()
        self.shell.run("1 / 0")  # the first traceback takes a quarter of a second
        self.shell.reset()
        self.shell.prepare(setup_cells)
        gc.freeze()  # or the collector would touch, and so copy, every page in every fork
        gc.set_threshold(50_000)  # a fork does not live long: collecting less often saves a tenth of its time
        return {}

    def start(self, limits, sandboxed, place, supervisor):
        """A new session, whose examiner listens to the socket with the handle `supervisor`.

        place  the folder for its cgroup; None if there is none
        """
        limits = Limits(**limits)
        self.count += 1
        holder = sandbox.Holder(limits, self.packages) if sandboxed else None
        cgroup = self.new_cgroup(place, limits) if place else None
        folder = tempfile.mkdtemp(dir=self.folder)
        examiners, students = os.path.join(folder, "examiner"), os.path.join(folder, "student")
        os.mkdir(examiners)
        os.mkdir(students)
        examiners_end, students_end = socket.socketpair()
        reports = Pipe()
        examiner_pid = fork(self.run_examiner, supervisor, examiners_end, examiners, cgroup, limits)
        guardian_pid = fork(self.run_guardian, students_end, reports, holder, students, cgroup, limits)
        os.close(supervisor)
        examiners_end.close()
        students_end.close()
        number = self.count
        session = Session(folder, examiner_pid, guardian_pid, 0, reports.as_file(), holder, cgroup)
        self.sessions[number] = session
        session.student = int(session.reports.readline() or 0)
        if session.reports.readline().strip() != READY:
            self.end(number)
            raise sandbox.SandboxError(
                "the student's process cannot enter the sandbox; standard error says why"
            )
        return {
            "session": number,
            "examiner": examiner_pid,
            "student": session.student,
            "roots": session.roots,
            "cgroup": str(cgroup.folder) if cgroup else None,
        }

    def new_cgroup(self, place, limits):
        cgroup = Cgroup(f"{place}/grading-{os.getpid()}-{self.count}")
        cgroup.folder.mkdir()
        cgroup.limit(limits.memory)
        return cgroup

    def has_ended(self, number, seconds):
        """Whether the student's process has ended, after waiting for that for some seconds."""
        session = self.sessions[number]
        return bool(session.ended or select.select([session.reports], [], [], seconds)[0])

    def end_student(self, number):
        """Make sure that the student's process, and all that it started, has ended; why it has."""
        session = self.sessions[number]
        if not session.ended:
            without_us = self.has_ended(number, 0)
            if session.holder:
                session.holder.end()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(session.student, signal.SIGKILL)
            code = session.reports.readline()
            how = how_it_ended(int(code)) if code else sandbox.KILLED  # together with its guardian
            session.ended = how if without_us else "it no longer answered"
            session.reports.close()
            os.kill(session.guardian, signal.SIGKILL)
            os.waitpid(session.guardian, 0)
        return session.ended

    def end(self, number):
        self.end_student(number)
        session = self.sessions.pop(number)
        os.kill(session.examiner, signal.SIGKILL)
        os.waitpid(session.examiner, 0)
        shutil.rmtree(session.folder, ignore_errors=True)
        if session.cgroup:
            session.cgroup.remove()
        return {}

    # In the forks

    def run_examiner(self, supervisor, answers, folder, cgroup, limits):
        keep_open(supervisor, answers.fileno())
        if cgroup:
            cgroup.enter()
        # More than the student's, for what an answer may lead a test to do.
        sandbox.set_limits(replace(limits, memory=4 * limits.memory))
        os.chdir(folder)
        with socket.socket(fileno=supervisor) as supervisor:
            examiner.main(supervisor, answers, self.shell, limits)

    def run_guardian(self, answers, reports, holder, folder, cgroup, limits):
        """Enter the sandbox, start the student's process in it, report its end, and wait to be killed."""
        keep_open(answers.fileno(), reports.writer)
        if cgroup:
            cgroup.enter()
        die_first_without_memory()
        user = sandbox.FIRST_USER + os.getpid() if sandbox.is_root() else None
        if holder:
            sandbox.enter(holder.pid)
        begin = Pipe()
        pid = fork(self.run_student, answers, reports, begin, bool(holder), user, folder, limits)
        answers.close()
        reports.tell(b"%d" % pid)
        begin.tell(b"begin")  # only now, or the student's process might report before its id is there
        # The process stays a zombie, so that its id is not given to another that the supervisor would
        # interrupt.
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        reports.tell(b"%d" % (ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status))
        signal.pause()

    def run_student(self, answers, reports, begin, sandboxed, user, folder, limits):
        keep_open(answers.fileno(), reports.writer, begin.reader)
        os.read(begin.reader, 1)
        os.close(begin.reader)
        if sandboxed:
            folder = sandbox.HOME
            sandbox.give_up_privileges(limits, user)
        else:
            os.setsid()
            sandbox.set_limits(limits)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(HOME=folder, PATH="/usr/bin:/bin", LANG="C.UTF-8")
        sys.path.insert(0, "")  # as in a notebook
        tempfile.tempdir = None  # the parent's is not here
        with tempfile.TemporaryFile() as printed:
            os.dup2(printed.fileno(), 1)
            os.dup2(printed.fileno(), 2)
        reports.tell(READY)
        os.close(reports.writer)
        student.main(answers, self.shell)


def fork(act, *arguments):
    """Process id of a new fork, which does `act(*arguments)`. What that returns is its exit code."""
    pid = os.fork()
    if pid:
        return pid
    code = 255
    try:
        die_with_parent()
        numpy.random.seed()
        random.seed()
        code = act(*arguments) or 0
    except BrokenPipeError:
        pass  # whoever was to be told has ended, and so will this process
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)  # sys.stderr is the notebook's
    finally:
        os._exit(code)


def die_first_without_memory():
    """Where memory runs out, let the kernel end this process and its children before anybody else's."""
    if sys.platform == "linux":
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")


def die_with_parent():
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def keep_open(*handles):
    """Close every handle except these and the standard ones; standard input then reads nothing."""
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    start = 3
    for handle in [*sorted(handles), os.sysconf("SC_OPEN_MAX")]:
        os.closerange(start, handle)
        start = handle + 1


def paths_of(modules):
    """Paths of those packages and modules that lie outside of Python's installation, as in development."""
    paths = set()
    for name in {module.partition(".")[0] for module in modules} & set(sys.modules):
        module = sys.modules[name]
        paths.update(getattr(module, "__path__", None) or filter(None, [getattr(module, "__file__", None)]))
    return [path for path in sorted(paths) if not path.startswith((f"{sys.prefix}/", f"{sys.base_prefix}/"))]


def how_it_ended(code):
    """In words; `code` is an exit code, or a signal's number with a minus."""
    if code == -signal.SIGKILL:
        return sandbox.KILLED
    if code < 0:
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it ended by itself, with exit code {code}"


if __name__ == "__main__":
    log.show(int(sys.argv[2]))
    with (
        socket.socket(fileno=int(sys.argv[1])) as requests,
        tempfile.TemporaryDirectory(prefix="grading-") as folder,
    ):
        WarmParent(requests, folder).work()
