"""Sessions from outside: starts them, hands over the cells, watches clock and memory, and ends what does not end."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import asdict
from threading import get_ident
from time import monotonic

from grading.isolation import sandbox
from grading.isolation.outputs import error
from grading.isolation.wire import Connection

PATIENCE = 0.5  # seconds that a process which has hung up has to end by itself
LOOK_MILLISECONDS = 50  # between two looks at clock and memory
EXAMINER_ENDED = "the process with the tests ended"
# What the forks may know of our environment; the rest can hold passwords.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "MPLCONFIGDIR")


class WarmParentLost(Exception):
    """The warm parent has ended. Nothing is wrong with the notebook: a new parent can begin it again."""


class ExaminerStuck(Exception):
    """The examiner did not come to an end with a cell."""


class WarmParent:
    """The process that forks (warm.py), which has imported and prepared what the notebook `source` needs."""

    def __init__(self, source):
        self.socket, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYTHONSAFEPATH": "1"}
        # One thread: namespaces can be joined by single-threaded processes only, and the cores have enough to do.
        environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "grading.isolation.warm", str(theirs.fileno())],
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for us
            )
        self.answers = self.socket.makefile("r")
        self.ask("prepare", source.modules, source.preparable)

    def ask(self, *request, handles=()):
        try:
            socket.send_fds(self.socket, [json.dumps(request).encode() + b"\n"], handles)
            line = self.answers.readline()
        except OSError:
            line = ""
        if not line:
            self.close()
            raise WarmParentLost(f"the warm parent ended with exit code {self.process.returncode}")
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            raise sandbox.SandboxError(answer["error"])
        return answer

    def is_lost(self):
        """Whether the process has ended; asked when a child of it has, which may be because of that."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=PATIENCE)
        return self.process.returncode is not None

    def close(self):
        self.answers.close()
        self.socket.close()
        self.process.wait()


_parents = {}


def warm_parent(source):
    """The one of this thread for this notebook, started when first asked for."""
    key = os.getpid(), get_ident(), source.modules, source.preparable
    if key not in _parents or _parents[key].process.poll() is not None:
        _parents[key] = WarmParent(source)
    return _parents[key]


class Session:
    """An examiner and a student's process, from the fork to the end of either."""

    def __init__(self, parent, limits, sandboxed):
        self.parent, self.limits, self.sandboxed = parent, limits, sandboxed
        ours, theirs = socket.socketpair()
        with theirs, ExitStack() as unless_started:
            unless_started.callback(ours.close)
            told = parent.ask("start", asdict(limits), sandboxed, handles=[theirs.fileno()])
            unless_started.pop_all()
        self.control = Connection(ours)
        self.number, self.student, self.roots = told["session"], told["student"], told["roots"]
        self.interrupted = ""
        self.reason = ""  # why the student's process has ended

    def run(self, message, seconds, data=()):
        """The outputs of a cell; ExaminerStuck if there is no way to get them."""
        self._tell(message, data)
        waiting = select.poll()
        waiting.register(self.control.socket, select.POLLIN)
        deadline, escalation = monotonic() + seconds, self._escalation(seconds)
        self.interrupted = ""
        while True:
            if waiting.poll(LOOK_MILLISECONDS):
                try:
                    (kind, *content), _ = self.control.receive()
                except (EOFError, OSError):
                    raise ExaminerStuck(EXAMINER_ENDED) from None
                if kind == "done":
                    return content[0]
                self.end_student(*content)
                self._tell([self.reason])
            elif monotonic() > deadline:
                next(escalation)
                deadline = monotonic() + self.limits.interrupt_seconds
            elif self.uses_too_much_memory():
                self.end_student(f"it used more than {self.limits.memory / 2**20:.0f} MB of memory")

    def _tell(self, message, data=()):
        try:
            self.control.send(message, data)
        except OSError:
            raise ExaminerStuck(EXAMINER_ENDED) from None

    def uses_too_much_memory(self):
        student = self.student if self.sandboxed else None
        return sandbox.memory_of(self.roots, student, self.limits.memory) > self.limits.memory

    def _escalation(self, seconds):
        """What is done in turn about a cell that does not end."""
        with suppress(ProcessLookupError):
            os.kill(self.student, signal.SIGINT)
        self.interrupted = f"it was interrupted after {seconds:.0f} seconds"
        yield
        self.end_student(f"it did not end within {seconds:.0f} seconds, nor when it was interrupted")
        yield
        raise ExaminerStuck(f"the test did not end within {seconds:.0f} seconds")

    def end_student(self, reason=""):
        found = self.parent.ask("end_student", self.number, 0 if reason else PATIENCE)
        self.reason = self.reason or reason or found

    def close(self):
        with suppress(WarmParentLost):  # its processes have gone with it
            self.parent.ask("end", self.number)
        self.control.close()


class Run:
    """The cells of one notebook, one after the other, whatever becomes of the processes that run them.

    When the student's process is lost, a new session runs the cells so far again, but for the one that ended it.
    """

    def __init__(self, source, limits, sandboxed, files):
        self.source, self.limits, self.sandboxed, self.files = source, limits, sandboxed, files
        self.end = monotonic() + limits.notebook_seconds
        self.past = []  # (message, whether the student's process survived it)
        self.session = None

    def cell(self, *message):
        """Its outputs, and what went wrong with the processes, if anything did."""
        try:
            session = self._open_session()
            outputs = self._do(session, message)
        except ExaminerStuck as problem:
            parent = self.session and self.session.parent
            self.close()
            if parent and parent.is_lost():
                raise WarmParentLost("the warm parent ended") from None
            return [error("NotMarked", str(problem), [f"NotMarked: {problem}"])], str(problem)
        reason = session.reason
        self.past.append((message, not reason))
        if reason:
            self.close()
        return outputs, reason or session.interrupted

    def close(self):
        if self.session:
            session, self.session = self.session, None
            session.close()

    def _open_session(self):
        if not self.session:
            self.session = Session(warm_parent(self.source), self.limits, self.sandboxed)
            if self.files:
                sizes = [[name, len(content)] for name, content in self.files.items()]
                self._do(self.session, ["files", sizes], list(self.files.values()))
            for message, survived in self.past:
                self._do(self.session, message if survived else ["alone", *message])
            if self.session.reason:
                raise ExaminerStuck(f"running the cells so far once more, {self.session.reason}")
        return self.session

    def _do(self, session, message, data=()):
        left = self.end - monotonic()
        if left <= 0:
            raise ExaminerStuck(
                f"the time of the notebook, {self.limits.notebook_seconds:.0f} seconds, was used up"
            )
        return session.run(message, min(left, self.limits.cell_seconds), data)
