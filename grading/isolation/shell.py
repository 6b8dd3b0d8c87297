"""IPython as a notebook's cells know it: magics, displays, figures, the value of the last line.

All outputs go through `emit` to the `receiver`.
"""

import base64
import io
import os
import sys
from contextlib import contextmanager
from types import TracebackType

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any, Bool, Type

OWN_FILES = os.path.dirname(__file__) + os.sep
ENOUGH = 8192  # characters of printed text that go out at once
MOST = 2**20  # characters that go out as one output


class Text(io.TextIOBase):
    """sys.stdout or sys.stderr of a cell."""

    encoding = "utf-8"

    def __init__(self, shell, name):
        self.shell, self.name = shell, name

    def writable(self):
        return True

    def write(self, text):
        self.shell.print_text(self.name, str(text))
        return len(text)


class Displays(DisplayPublisher):
    def publish(self, data, metadata=None, **_):
        self.shell.emit({"output_type": "display_data", "data": as_text(data), "metadata": metadata or {}})

    def clear_output(self, wait=False):
        self.shell.emit({"output_type": "clear_output"})


class LastValue(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.emit(
            {"output_type": "execute_result", "data": as_text(format_dict), "metadata": md_dict or {}}
        )

    def finish_displayhook(self):
        pass


class Shell(InteractiveShell):
    display_pub_class = Type(Displays)
    displayhook_class = Type(LastValue)
    silent = Bool(False)
    receiver = Any(lambda output: None)  # what takes the outputs

    def __init__(self, **kwargs):
        self.unsent = []
        self.unsent_name = None
        self.prepared = {}  # {text of a cell: ({name that it defines: value}, outputs)}
        super().__init__(**kwargs)

    def emit(self, output):
        self.flush_text()
        self.receiver(output)

    def print_text(self, name, text):
        if name != self.unsent_name:
            self.flush_text()
        self.unsent_name = name
        self.unsent.append(text)
        if len(self.unsent) > 100 or len(text) > ENOUGH:
            self.flush_text()

    def flush_text(self):
        text, self.unsent = "".join(self.unsent), []
        for start in range(0, len(text), MOST):
            self.receiver(
                {"output_type": "stream", "name": self.unsent_name, "text": text[start : start + MOST]}
            )

    def run(self, source):
        """Run a cell; its result, as IPython tells it."""
        self.take_text()
        result = self.run_cell(source, store_history=True)
        sys.stdout.flush()
        self.flush_text()
        return result

    def run_and_forget(self, source):
        self.run(source)

    def take_text(self):
        sys.stdout, sys.stderr = Text(self, "stdout"), Text(self, "stderr")

    @contextmanager
    def silent_about_errors(self):
        self.silent = True
        self.InteractiveTB.set_mode("Minimal")  # IPython makes a traceback even if it is not shown
        yield
        self.InteractiveTB.set_mode(self.xmode)
        self.silent = False

    def showtraceback(self, *args, **kwargs):
        if not self.silent:
            super().showtraceback(*args, **kwargs)

    def showsyntaxerror(self, *args, **kwargs):
        if not self.silent:
            super().showsyntaxerror(*args, **kwargs)

    def _get_exc_info(self, exc_tuple=None):
        kind, error, place = super()._get_exc_info(exc_tuple)
        return kind, error, without_own_frames(place)

    def enable_gui(self, gui=None):
        pass  # there is no window to show

    def _showtraceback(self, etype, evalue, stb):
        self.emit({"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": stb})

    def prepare(self, cells):
        """Run cells ahead; `setup` then uses what each defined and showed, when its turn comes."""
        untouched = dict(self.user_ns)
        for source in cells:
            before, outputs = dict(self.user_ns), []
            self.receiver = outputs.append
            if self.run(source).success:
                self.prepared[source] = self._defined_since(before), outputs
        self.user_ns.clear()
        self.user_ns.update(untouched)

    def _defined_since(self, before):
        """{name: value} of what is new in the namespace, without what IPython itself keeps there."""
        defined = {}
        for name, value in self.user_ns.items():
            is_new = name not in before or before[name] is not value
            if is_new and name not in self.user_ns_hidden:
                defined[name] = value
        return defined

    def setup(self, source, shown):
        """Run a locked cell, or take over what it did when it was prepared.

        shown  whether its outputs are wanted; if not, nothing is drawn
        """
        if source in self.prepared:
            defined, outputs = self.prepared[source]
            self.user_ns.update(defined)
            for output in outputs if shown else ():
                self.receiver(output)
        elif shown:
            self.run(source)
        else:
            exec(compile(self.transform_cell(source), "<setup>", "exec"), self.user_ns)
            pyplot = sys.modules.get("matplotlib.pyplot")
            if pyplot:
                pyplot.close("all")


def without_own_frames(place):
    """A traceback without the frames of this package, which no student has written."""
    if place is None:
        return None
    rest = without_own_frames(place.tb_next)
    if place.tb_frame.f_code.co_filename.startswith(OWN_FILES):
        return rest
    return TracebackType(rest, place.tb_frame, place.tb_lasti, place.tb_lineno)


def as_text(data):
    """A MIME bundle as a notebook holds it, images in base64."""
    return {
        kind: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for kind, value in data.items()
    }
