"""The warm parent: a process that has imported what a notebook imports, and forks instead of starting anew.

A session is two forks with a socket between them: an examiner, and a student's process, which enters a sandbox. A
fork inherits all that its parent has in memory: so the parent starts with a small environment, and sees nothing but
those set-up cells, which students have as well, that come out the same in every session. It does what the supervisor
asks, one line of JSON at a time, and answers with a line of JSON.
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

from grading.isolation import examiner, sandbox, student
from grading.isolation.limits import Limits
from grading.isolation.shell import Shell

READY = b"ready\n"
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass
class Session:
    folder: str  # where the examiner works
    examiner: int  # process ids
    guardian: int  # the student's parent
    student: int
    told: object  # the file in which the guardian says how the student's process has ended
    holder: sandbox.Holder | None
    ended: str = ""  # why the student's process has ended

    @property
    def roots(self):
        return [self.guardian, *([self.holder.process.pid] if self.holder else [])]


class WarmParent:
    def __init__(self, requests, folder):
        self.requests = requests
        self.folder = folder
        self.sessions = {}
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
        """The next request, with the handle that came along as its last argument; None when there are no more."""
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

    def start(self, limits, sandboxed, supervisor):
        """A new session, whose examiner listens to the socket with the handle `supervisor`."""
        limits = Limits(**limits)
        holder = sandbox.Holder(limits, self.packages) if sandboxed else None
        ours, theirs = socket.socketpair()
        folder = tempfile.mkdtemp(dir=self.folder)
        examiner_folder, student_folder = os.path.join(folder, "examiner"), os.path.join(folder, "student")
        os.mkdir(examiner_folder)
        os.mkdir(student_folder)
        examiner_pid = fork(self.examine, supervisor, ours, examiner_folder, limits)
        told, tell = os.pipe()
        guardian_pid = fork(self.guard, theirs, tell, holder, student_folder, limits)
        for handle in (supervisor, tell):
            os.close(handle)
        ours.close()
        theirs.close()
        told = open(told, "rb", buffering=0)
        number = max(self.sessions, default=0) + 1
        self.sessions[number] = session = Session(folder, examiner_pid, guardian_pid, 0, told, holder)
        session.student = int(told.readline() or 0)
        if told.readline() != READY:
            self.end(number)
            raise sandbox.SandboxError(
                "the student's process cannot enter the sandbox; standard error says why"
            )
        return {"session": number, "student": session.student, "roots": session.roots}

    def end_student(self, number, patience=0):
        """Make sure that the student's process, and all that it started, has ended; why it has.

        patience  seconds that it has to end by itself
        """
        session = self.sessions[number]
        if not session.ended:
            by_itself, _, _ = select.select([session.told], [], [], patience)
            if session.holder:
                session.holder.end()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(session.student, signal.SIGKILL)
            how = how_it_ended(int(session.told.readline() or 255))
            session.ended = how if by_itself else "it no longer answered"
            session.told.close()
            os.kill(session.guardian, signal.SIGKILL)
            os.waitpid(session.guardian, 0)
        return session.ended

    def end(self, number):
        self.end_student(number)
        session = self.sessions.pop(number)
        os.kill(session.examiner, signal.SIGKILL)
        os.waitpid(session.examiner, 0)
        shutil.rmtree(session.folder, ignore_errors=True)
        return {}

    # In the forks

    def examine(self, supervisor, answers, folder, limits):
        keep_open(supervisor, answers.fileno())
        sandbox.set_limits(
            replace(limits, memory=4 * limits.memory)
        )  # for what an answer may lead a test to do
        os.chdir(folder)
        with socket.socket(fileno=supervisor) as supervisor:
            examiner.main(supervisor, answers, self.shell, limits)

    def guard(self, answers, tell, holder, folder, limits):
        """Enter the sandbox, start the student's process in it, and wait for its end, and then for ours."""
        keep_open(answers.fileno(), tell)
        user = sandbox.FIRST_USER + os.getpid() if sandbox.is_root() else None
        if holder:
            sandbox.enter(holder.pid)
        begin, go = os.pipe()
        pid = fork(self.answer, answers, tell, begin, bool(holder), user, folder, limits)
        answers.close()
        os.write(tell, b"%d\n" % pid)
        os.write(go, READY)  # not before its number has been told
        # The process stays a zombie, so that its number is not given to another that the supervisor would interrupt.
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        os.write(tell, b"%d\n" % (ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status))
        signal.pause()

    def answer(self, answers, tell, begin, sandboxed, user, folder, limits):
        keep_open(answers.fileno(), tell, begin)
        os.read(begin, 1)
        os.close(begin)
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
        os.write(tell, READY)
        os.close(tell)
        student.main(answers, self.shell)


def fork(act, *arguments):
    """Process id of a fork that does `act(*arguments)` and ends with the exit code that it returns."""
    pid = os.fork()
    if pid:
        return pid
    code = 255
    try:
        die_with_parent()
        numpy.random.seed()
        random.seed()
        code = act(*arguments) or 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)  # the other one is the notebook's
    finally:
        os._exit(code)


def die_with_parent():
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def keep_open(*handles):
    """Close every handle but these and the standard ones, of which the first reads nothing."""
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    start = 3
    for handle in [*sorted(handles), os.sysconf("SC_OPEN_MAX")]:
        os.closerange(start, handle)
        start = handle + 1


def paths_of(modules):
    """Where packages and modules lie that are not part of Python's installation, as those under development do."""
    paths = set()
    for name in {module.partition(".")[0] for module in modules} & set(sys.modules):
        module = sys.modules[name]
        paths.update(getattr(module, "__path__", None) or filter(None, [getattr(module, "__file__", None)]))
    return [path for path in sorted(paths) if not path.startswith((f"{sys.prefix}/", f"{sys.base_prefix}/"))]


def how_it_ended(code):
    """In words, from an exit code, or a signal's number with a minus."""
    if code < 0:
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it ended by itself, with exit code {code}"


if __name__ == "__main__":
    with (
        socket.socket(fileno=int(sys.argv[1])) as requests,
        tempfile.TemporaryDirectory(prefix="grading-") as folder,
    ):
        WarmParent(requests, folder).work()
