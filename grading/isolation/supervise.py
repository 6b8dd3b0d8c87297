"""Sessions from outside: start them, hand over cells, watch time and memory, and end what does not end."""

import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import asdict
from enum import Enum, auto
from math import inf
from threading import get_ident
from time import monotonic

from grading.isolation import sandbox
from grading.isolation.cgroups import Cgroup, place
from grading.isolation.outputs import error
from grading.isolation.sandbox import KILLED
from grading.isolation.usage import OwnTime, memory_of
from grading.isolation.wire import Connection

LOOK_SECONDS = 0.05  # between two looks at time and memory
PATIENCE = 0.5  # seconds of its own that a process which has hung up gets to end by itself
# What the forks may know of our environment; the rest can hold passwords.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "MPLCONFIGDIR")

log = logging.getLogger(__name__)


class Accident(Exception):
    """The machine has kept a notebook from being graded. It has no marks, and is to be graded again."""


class WarmParentLost(Accident):
    """The warm parent has ended. A new one can begin the notebook again."""


class Killed(Accident):
    """Somebody else has killed a process: the system, because memory was short, or an operator."""


class MachineTooBusy(Accident):
    """A notebook took far too long by the clock, but not by its own time."""


class ExaminerStuck(Exception):
    """The examiner cannot finish a cell, which therefore is not marked; the text says why."""


class ExaminerEnded(ExaminerStuck):
    """The examiner is not there any more."""

    def __init__(self):
        super().__init__("the process with the tests ended")


class WarmParent:
    """The process that forks (warm.py), which has imported and prepared what the notebook `source` needs."""

    def __init__(self, source):
        self.socket, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYTHONSAFEPATH": "1"}
        # One thread: only single-threaded processes can join namespaces, and the cores have enough to do.
        environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        level = str(log.getEffectiveLevel())
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "grading.isolation.warm", str(theirs.fileno()), level],
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for us
            )
        self.answers = self.socket.makefile("r")
        self.ask("prepare", source.modules, source.preparable)
        log.debug("warm parent %d is ready", self.process.pid)

    def ask(self, *request, handles=()):
        """Send a request, and the handles that belong to it; the answer."""
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

    def close(self):
        self.answers.close()
        self.socket.close()
        self.process.wait()


_parents: dict[tuple, WarmParent] = {}


def warm_parent(source):
    """The one of this thread for this notebook, started when first asked for."""
    key = os.getpid(), get_ident(), source.modules, source.preparable
    if key not in _parents or _parents[key].process.poll() is not None:
        _parents[key] = WarmParent(source)
    return _parents[key]


class Stage(Enum):
    """What has been done so far about a cell that does not end. Each has `interrupt_seconds` to help."""

    NOTHING = auto()
    INTERRUPTED = auto()  # the student's process was sent an interrupt, as Jupyter does
    STUDENT_ENDED = auto()  # the student's process was ended by force, which ends any call into it
    # After that only the examiner itself can be at fault, and it is given up: ExaminerStuck.


class Session:
    """An examiner and a student's process, from the fork to the end of either."""

    def __init__(self, parent, limits, sandboxed, clock_end=inf):
        """`clock_end` is the time, as monotonic() tells it, after which the machine is called too busy."""
        self.parent, self.limits, self.sandboxed, self.clock_end = parent, limits, sandboxed, clock_end
        ours, theirs = socket.socketpair()
        with theirs, ExitStack() as unless_started:
            unless_started.callback(ours.close)
            cgroups = place()
            started = parent.ask(
                "start", asdict(limits), sandboxed, cgroups and str(cgroups), handles=[theirs.fileno()]
            )
            unless_started.pop_all()
        self.control = Connection(ours)
        self.number, self.student, self.roots = started["session"], started["student"], started["roots"]
        self.processes = [*self.roots, started["examiner"]]
        self.cgroup = Cgroup(started["cgroup"]) if started["cgroup"] else None
        self.interrupted = ""  # why the cell was interrupted
        self.reason = ""  # why the student's process has ended
        self.seconds = 0.0  # that the cells so far have used
        where = "in a sandbox" if sandboxed else "without a sandbox"
        counted = "with a cgroup" if self.cgroup else "without a cgroup"
        log.debug("%s starts %s, %s, examiner %d", self, where, counted, started["examiner"])

    def __str__(self):
        return f"session {self.parent.process.pid}-{self.number}, student's process {self.student}"

    def run(self, message, seconds, data=()):
        """The outputs of a cell; ExaminerStuck if there is no way to get them."""
        self.interrupted = ""
        time = OwnTime(self.processes)
        try:
            self._tell(message, data)
            return self._wait_for_outputs(time, seconds)
        finally:
            self.seconds += time.seconds

    def _wait_for_outputs(self, time, seconds):
        stage, allowed = Stage.NOTHING, seconds
        while True:
            if self._has_said_something():
                kind, *content = self._receive()
                if kind == "done":
                    time.look()
                    return content[0]
                self.end_student(*content)  # ["ended", reason]: the examiner no longer hears the student
                self._tell([self.reason])
            elif time.look() > allowed:
                stage = self._escalate(stage, seconds)
                allowed = time.seconds + self.limits.interrupt_seconds
            else:
                self._check_clock()
                if self.uses_too_much_memory():
                    self.end_student(self.too_much_memory)

    def _escalate(self, stage, seconds):
        """Do the next thing about a cell that does not end; the stage that this leads to."""
        if stage is Stage.NOTHING:
            with suppress(ProcessLookupError):
                os.kill(self.student, signal.SIGINT)
            self.interrupted = f"it was interrupted after {seconds:.0f} seconds"
            log.debug("%s: %s", self, self.interrupted)
            return Stage.INTERRUPTED
        if stage is Stage.INTERRUPTED:
            self.end_student(f"it did not end within {seconds:.0f} seconds, nor when it was interrupted")
            return Stage.STUDENT_ENDED
        raise ExaminerStuck(f"the test did not end within {seconds:.0f} seconds")

    def _tell(self, message, data=()):
        try:
            self.control.send(message, data)
        except OSError:
            raise ExaminerEnded from None

    def _has_said_something(self):
        """Whether the examiner has, after waiting for it until the next look is due."""
        waiting = select.poll()
        waiting.register(self.control.socket, select.POLLIN)
        return bool(waiting.poll(1000 * LOOK_SECONDS))

    def _receive(self):
        try:
            message, _ = self.control.receive()
        except (EOFError, OSError):
            raise ExaminerEnded from None
        return message

    def _check_clock(self):
        if monotonic() > self.clock_end:
            raise MachineTooBusy(
                f"the machine was too busy: after {self.limits.clock_seconds:.0f} seconds by the clock "
                f"a notebook was not done, although its own time was not used up"
            )

    @property
    def too_much_memory(self):
        return f"it used more than {self.limits.memory / 2**20:.0f} MB of memory"

    def uses_too_much_memory(self):
        if self.cgroup:
            return self.cgroup.was_full()
        student = self.student if self.sandboxed else None
        return memory_of(self.processes, student, self.limits.memory) > self.limits.memory

    def end_student(self, reason=""):
        """Make sure that the student's process has ended.

        reason  why; empty if it has hung up, and then its exit code gives the reason
        """
        if not reason:
            self._wait_for_its_end()
        how = self.parent.ask("end_student", self.number)
        if self.uses_too_much_memory():  # of which it may have died in any way
            how = self.too_much_memory
        self.reason = self.reason or reason or how
        log.debug("%s has ended: %s", self, self.reason)

    def _wait_for_its_end(self):
        time = OwnTime(self.processes)
        while not self.parent.ask("has_ended", self.number, LOOK_SECONDS):
            if time.look() > PATIENCE or self.uses_too_much_memory():
                return
            self._check_clock()

    def close(self):
        with suppress(WarmParentLost):  # its processes have gone with it
            self.parent.ask("end", self.number)
        self.control.close()


class Run:
    """The cells of one notebook, one after the other, whatever becomes of the processes that run them.

    When the student's process is lost, the next cell gets a new session. That session first replays the cells
    so far, and it runs those that have ended a student's process without the answers.

    What somebody else has ended is an Accident, and the caller should begin again. An answer cannot kill its
    own process in the sandbox, but it might make the examiner crash; so on the `last_try` it is to blame.
    """

    def __init__(self, source, limits, sandboxed, files, seed, last_try=False):
        self.source, self.limits, self.sandboxed = source, limits, sandboxed
        self.files, self.seed = files, seed
        self.last_try = last_try
        self.clock_end = monotonic() + limits.clock_seconds
        self.seconds_of_past_sessions = 0.0
        self.past = []  # (message, whether the student's process survived it)
        self.session = None
        self.where = "no session"  # for the log: the last session

    def cell(self, name, *message):
        """Its outputs, and what went wrong with the processes, if anything did; `name` is for the log."""
        began, used = monotonic(), self._seconds()
        try:
            outputs, problem = self._cell(message)
        except ExaminerStuck as stuck:
            outputs, problem = [error("NotMarked", str(stuck), [f"NotMarked: {stuck}"])], str(stuck)
        seconds, by_the_clock = self._seconds() - used, monotonic() - began
        log.debug(
            "%s, cell %s: %.2f s of its own, %.2f s by the clock, %s",
            *(self.where, name, seconds, by_the_clock, problem or "ended well"),
        )
        return outputs, problem

    def _cell(self, message):
        try:
            session = self._open_session()
            outputs = self._do(message)
        except ExaminerEnded as problem:
            out_of_memory = self.session and self.session.uses_too_much_memory()
            self.close()
            if out_of_memory or self.last_try:
                raise
            raise Killed(str(problem)) from None
        except ExaminerStuck:
            self.close()
            raise
        reason = session.reason
        if reason == KILLED:
            raise Killed("a process was killed from outside")
        self.past.append((message, not reason))
        if reason:
            self.close()
        return outputs, reason or session.interrupted

    def close(self):
        if self.session:
            session, self.session = self.session, None
            self.seconds_of_past_sessions += session.seconds
            session.close()

    def _open_session(self):
        if not self.session:
            parent = warm_parent(self.source)
            self.session = Session(parent, self.limits, self.sandboxed, self.clock_end)
            self.where = str(self.session)
            if self.files:
                sizes = [[name, len(content)] for name, content in self.files.items()]
                self._do(["files", sizes], list(self.files.values()))
            if self.seed:
                self._do(["seed", self.seed])
            self._replay()
        return self.session

    def _replay(self):
        """Bring a new session to where the last one was."""
        if self.past:
            log.debug("%s replays %d cells", self.where, len(self.past))
        for message, survived in self.past:
            self._do(message if survived else ["alone", *message])
        if self.session.reason == KILLED:
            raise Killed("a process was killed from outside")
        if self.session.reason:
            raise ExaminerStuck(f"running the cells so far once more, {self.session.reason}")

    def _do(self, message, data=()):
        left = self.limits.notebook_seconds - self._seconds()
        if left <= 0:
            raise ExaminerStuck(
                f"the time of the notebook, {self.limits.notebook_seconds:.0f} seconds, was used up"
            )
        return self.session.run(message, min(left, self.limits.cell_seconds), data)

    def _seconds(self):
        """The notebook's own time so far."""
        return self.seconds_of_past_sessions + (self.session.seconds if self.session else 0.0)
