"""The student's side: runs set-up cells and answers, and the functions in them when the examiner calls.

This process runs whatever was handed in. Therefore nobody trusts what it says.
"""

import os
import signal
import sys
import traceback
from pathlib import Path

from grading.isolation.codecs import Decoder
from grading.isolation.peer import Peer
from grading.isolation.shell import without_own_frames


class Student(Peer):
    def __init__(self, socket, shell):
        super().__init__(socket)
        self.shell = shell
        self.shell.receiver = lambda output: self.connection.send(["output", output])
        self.told = {}
        self.read_so_far = 0
        self.running = self.talking = self.interrupted = False
        signal.signal(signal.SIGINT, self.interrupt)

    def work(self):
        """Do as the examiner asks until it hangs up."""
        while True:
            try:
                (kind, *content), arrays = self.receive()
            except EOFError:
                return
            self.serve(kind, content, arrays)

    def serve(self, kind, content, arrays):
        acts = {
            "files": write_files,
            "setup": lambda source: self.shell.setup(source, shown=False),
            "cell": self.shell.run_and_forget,
            "changed": self.changed,
            "name": self.value,
        }
        if kind in acts:
            decoder = Decoder(self._resolve, arrays)
            content = [decoder.decode(part) for part in content]
            self._answer(lambda: acts[kind](*content), decoder.known)
        else:
            super().serve(kind, content, arrays)

    def changed(self, names):
        """Those of the names whose value has changed since the examiner last asked."""
        now = {name: self.shell.user_ns[name] for name in names if name in self.shell.user_ns}
        before, self.told = self.told, now
        came_or_went = {name for name in names if (name in now) != (name in before)}
        return [name for name in names if name in came_or_went or now.get(name) is not before.get(name)]

    def value(self, name):
        if name not in self.shell.user_ns:
            raise NameError(name)
        return self.shell.user_ns[name]

    def run(self, act):
        was_running, self.running = self.running, True
        self.shell.take_text()
        try:
            return act()
        finally:
            self.running = was_running
            self.shell.print_text("stdout", self.printed_below_python())
            self.shell.flush_text()

    def printed_below_python(self):
        """What programs and libraries have written to the standard outputs themselves since the last time."""
        try:
            size = os.fstat(1).st_size
        except OSError:  # an answer has closed it
            return ""
        data, self.read_so_far = os.pread(1, size - self.read_so_far, self.read_so_far), size
        return data.decode(errors="replace")

    def interrupt(self, *_):
        """SIGINT: stop the student's code, but neither within a message nor while it waits for work."""
        if self.talking:
            self.interrupted = True
        elif self.running:
            raise KeyboardInterrupt

    def _ask(self, message, encoder):
        self.talking = True
        try:
            return super()._ask(message, encoder)
        finally:
            self.talking = False
            if self.interrupted:
                self.interrupted = False
                raise KeyboardInterrupt

    def traceback(self, error):
        """As IPython shows it."""
        formatter, place = self.shell.InteractiveTB, without_own_frames(error.__traceback__)
        try:
            return formatter.stb2text(formatter.structured_traceback(type(error), error, place))
        except Exception:
            return "".join(traceback.format_exception_only(error))


def write_files(files):
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.tobytes())


def main(socket, shell):
    sys.argv = [""]
    Student(socket, shell).work()
