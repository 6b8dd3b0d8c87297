"""The examiner: runs set-up and test cells in a process that never runs a student's code.

What the student has defined is here as copies of data, and as functions that run on the other side (peer.py).
The examiner sends the outputs to the supervisor (supervise.py), and only that watches the time.
"""

import os
import traceback
from contextlib import contextmanager
from numbers import Real

import numpy as np

from grading.isolation.arguments import LOOKS, Arguments, copies
from grading.isolation.codecs import Foreign
from grading.isolation.outputs import Outputs, error, in_test, of_student, stream
from grading.isolation.peer import Peer, RemoteError, error_text
from grading.isolation.student import write_files
from grading.isolation.wire import Connection, WireError, clean


class AnswerStopped(Exception):
    """The process with the answers has ended; the text says why."""


class Answers(Peer):
    """The examiner's end of the line to the student's process."""

    def __init__(self, socket, why_ended, cell_seconds):
        super().__init__(socket, strict=True)
        self.why_ended = why_ended
        self.cell_seconds = cell_seconds
        self.ended = None
        self.arguments = Arguments()
        self.take_output = lambda output: None

    def serve(self, kind, content, arrays):
        if kind == "output":
            try:
                (output,) = content
            except ValueError:
                raise WireError("not one output") from None
            self.take_output(output)
        else:
            super().serve(kind, content, arrays)

    def _ask(self, message, encoder):
        if not self.ended:
            try:
                return super()._ask(message, encoder)
            except (EOFError, OSError) as problem:
                # An OSError that the student's code raised came back with its traceback.
                if hasattr(problem, "remote_traceback"):
                    raise
                self.ended = self.why_ended()
            except WireError as problem:
                self.ended = self.why_ended(f"it sent what is not a message ({problem})")
        raise AnswerStopped(self.ended)

    def _outcome(self, kind, content, decoder):
        """What a call returned or raised, with its changes made in copies of the values that it was given."""
        given = decoder.known
        decoder.known = copies(given)
        outcome = super()._outcome(kind, content, decoder)
        for number, _ in content[-1]:
            self.arguments.note(given[number], decoder.known[number])
        return outcome

    def error(self, name, text, traceback):
        if name == "KeyboardInterrupt":
            name, text = "TimeoutError", f"interrupted after {self.cell_seconds:g} seconds"
        return super().error(name, text, traceback)

    def tell(self, kind, *content):
        encoder = self._encoder()
        return self._ask([kind, *map(encoder.encode, content)], encoder)


class Examiner:
    """Does what the supervisor asks: a request is the name of a method here, and its arguments."""

    def __init__(self, supervisor, answers, shell, limits):
        self.supervisor = Connection(supervisor)
        self.answers = Answers(answers, self.why_ended, limits.cell_seconds)
        self.shell = shell
        self.limits = limits
        self.left = limits.notebook_output
        self.names = {}  # {name that an answer defines: None}, in order
        self.outputs = None

    def work(self):
        """Run the cells that the supervisor sends until it hangs up."""
        while True:
            try:
                (kind, *content), self.data = self.supervisor.receive()
            except (EOFError, OSError):
                return
            self.outputs = Outputs(min(self.limits.output, self.left))
            getattr(self, kind)(*content)
            self.left -= self.outputs.used
            self.supervisor.send(["done", self.outputs])

    def why_ended(self, reason=""):
        """What the supervisor knows about the end of the student's process.

        reason  why we stopped listening to it, if we did: then the supervisor ends it
        """
        self.supervisor.send(["ended", reason])
        (reason,), _ = self.supervisor.receive()
        return reason

    def files(self, sizes):
        """The assignment's data files, for both sides."""
        files, start = {}, 0
        for name, size in sizes:
            files[name], start = np.frombuffer(self.data[start : start + size], np.uint8), start + size
        write_files(files)
        self.answers.tell("files", files)

    def seed(self, seed):
        """What random inputs are drawn from. Tests find it in the environment, which answers do not share."""
        os.environ["HIDDEN_TESTS_SEED"] = seed

    def alone(self, kind, *content):
        """A cell that has ended a student's process, now without the answers, for what else it does."""
        if kind != "answer":
            ended, self.answers.ended = self.answers.ended, "it ended at this cell"
            getattr(self, kind)(*content)
            self.answers.ended = ended

    # Kinds of cells

    def setup(self, source):
        """A locked cell that is no test: it runs on both sides, and the outputs are those of this side."""
        self.answers.take_output = lambda output: None
        try:
            self.answers.tell("setup", source)
        except Exception as problem:
            self.outputs.add(stream(f"Among the answers, this cell failed: {describe(problem)}\n"))
        self.shell.receiver = self.outputs.add
        self.shell.setup(source, shown=True)

    def answer(self, source, names):
        """A student's cell. The tests after it see what it has defined of the `names`."""
        self.names |= dict.fromkeys(names)
        self.answers.take_output = self._show
        try:
            self.answers.tell("cell", source)
            for name in self.answers.tell("changed", list(self.names)):
                self._fetch(name)
        except Exception as problem:
            self.outputs.add(error(type(problem).__name__, str(problem), [describe(problem)]))

    def test(self, source, points):
        """A cell that decides about points: none if it raises, else all, or as many as its last line says."""
        shown_value = []

        def receive(output):
            if output["output_type"] == "execute_result":
                shown_value.append(output)  # it may be a number of points
            else:
                self.outputs.add(in_test(output))

        self.answers.take_output = self._show_in_test
        self.shell.receiver = receive
        with self.shell.silent_about_errors(), self._telling_of_changes():
            result = self.shell.run(source)
        problem = result.error_before_exec or result.error_in_exec
        if problem:
            self.outputs.append(failure(problem, source))
        elif isinstance(result.result, Real) and not isinstance(result.result, bool):
            self.outputs.append(score(float(result.result), points))
        else:
            self.outputs.extend(map(in_test, shown_value))

    @contextmanager
    def _telling_of_changes(self):
        """Let the check of this name look at arguments as the answers have left them."""
        names = self.shell.user_ns
        check = names.get(LOOKS)
        self.answers.arguments.forget()
        if check:
            names[LOOKS] = self.answers.arguments.looking(check)
        yield
        if check:
            names[LOOKS] = check
        self.answers.arguments.forget()

    def _show(self, output):
        if isinstance(output, dict) and output.get("output_type") == "clear_output":
            self.outputs.clear()
        else:
            self.outputs.add(of_student(output))

    def _show_in_test(self, output):
        self.shell.flush_text()
        self.outputs.add(in_test(of_student(output)))

    def _fetch(self, name):
        """Give `name` here the value that it has among the answers."""
        if name not in self.names:
            raise WireError("a name that was not asked for")
        try:
            self.shell.user_ns[name] = self.answers.tell("name", name)
        except NameError:
            self.shell.user_ns.pop(name, None)
        except AnswerStopped:
            raise
        except Exception as problem:  # too large, say
            self.shell.user_ns[name] = Foreign(f"that cannot be read ({describe(problem)})")


def describe(problem):
    return clean(f"{type(problem).__name__}: {error_text(problem)}".removesuffix(": "))


def failure(problem, source):
    """What a failed test shows: its line, if students may see it, the answer's traceback, and the message."""
    text = clean(error_text(problem))
    theirs = [cause.remote_traceback for cause in causes(problem) if hasattr(cause, "remote_traceback")]
    told = text if isinstance(problem, AssertionError) else describe(problem)  # as in the notebook
    shown = error(type(problem).__name__, text, [failed_line(problem, source), *theirs, told])
    return shown | {"reasons": reasons_for(problem)}


def reasons_for(problem):
    """What a report on the class may say of a failed test: nothing in it is the student's text.

    A message may quote what an answer has returned, and an exception of the answer's own says what it likes.
    """
    if isinstance(problem, RemoteError):
        return ["the answer raised an exception of its own"]
    if hasattr(problem, "remote_traceback"):
        return [f"the answer raised {type(problem).__name__}"]
    if isinstance(problem, NameError):
        return [describe(problem)]  # of a name in the test
    if told := getattr(problem, "reasons", None):
        return told
    if problem.__cause__:
        return reasons_for(problem.__cause__)
    if type(problem) is AssertionError:
        return ["a mistake that the check does not know"]
    return [type(problem).__name__]


def causes(problem):
    """The exception, and those from which it was raised."""
    while problem:
        yield problem
        problem = problem.__cause__


def failed_line(problem, source):
    """The line of a test cell in which it failed, unless it is among the hidden ones."""
    visible, hidden = {}, False
    for number, line in enumerate(source.splitlines(), start=1):
        hidden = hidden or "BEGIN HIDDEN TESTS" in line
        if not hidden:
            visible[number] = line
        hidden = hidden and "END HIDDEN TESTS" not in line
    for frame, number in traceback.walk_tb(problem.__traceback__):
        if frame.f_code.co_name == "<module>" and number in visible:
            return f"in line {number} of this cell: {visible[number].strip()}"
    return "in a test that is not shown"


def score(value, points):
    """The output by which nbgrader knows that a test gives part of its points."""
    if 0 <= value <= points:
        return {"output_type": "execute_result", "data": {"text/plain": repr(value)}, "metadata": {}}
    message = f"the test gives {value:g} points, and there are {points:g}"
    return error("ValueError", message, [message])


def main(supervisor, answers, shell, limits):
    Examiner(supervisor, answers, shell, limits).work()
