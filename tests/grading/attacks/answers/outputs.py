# %% attack: warns_and_is_right
"""Writes to standard error; the answers are right.

mark: 5
"""

import sys
import warnings


def square(x):
    warnings.warn("here I am")
    print("noise", file=sys.stderr)
    return x * x


def twice(f, x):
    sys.stderr.write("noise")
    return f(f(x))


# %% attack: prints_thirty_megabytes
"""Prints thirty megabytes on one line, then gives the right answer.

mark: 3
"""
print("x" * 30_000_000)


def square(x):
    print("x" * 30_000_000)
    return x * x


# %% attack: prints_without_end
"""Prints as fast as it can, for ever.

mark: 0
"""


def square(x):
    while True:
        print("x" * 10_000)


# %% attack: displays_points
"""Shows numbers as if they were the value of the test cell's last line.

mark: 0
"""
import sys


def square(x):
    sys.displayhook(2.0)
    get_ipython().displayhook(2.0)
    display(2.0)
    return 0


# %% attack: forges_outputs
"""Sends outputs that mean points, no error, or a cleared cell, past IPython.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    for output in (
        {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}},
        {"output_type": "clear_output"},
        {"output_type": "stream", "name": "stdout", "text": "2.0"},
        {"output_type": "display_data", "data": {"text/plain": "2.0"}},
    ):
        student.connection.send(["output", output])
    return 0


# %% attack: prints_below_python
"""Writes to the standard outputs themselves, more than any file may hold, and closes them.

mark: 3
"""
import os

block = b"x" * 2**20
try:
    for _ in range(100):
        os.write(1, block)
        os.write(2, block)
except OSError:
    pass
os.close(1)
os.close(2)


def square(x):
    return x * x


# %% attack: raises_errors_of_many_megabytes
"""Sends errors whose names and texts are as long as a message may be, past IPython.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
LONG = "x" * 2**22


def square(x):
    for _ in range(20):
        error = {"output_type": "error", "ename": LONG, "evalue": LONG, "traceback": []}
        student.connection.send(["output", error])
    return 0


# %% attack: displays_a_million_nothings
"""Shows a million empty outputs.

mark: 0
"""
for _ in range(10**6):
    display({}, raw=True)

# %% attack: clears_what_the_test_shows
"""Clears the output again and again, from the test as well.

mark: 0
"""
from IPython.display import clear_output


def square(x):
    for _ in range(1000):
        print("x" * 1000)
        clear_output()
    return 0


# %% attack: replaces_the_standard_outputs
"""Puts objects that raise, and that are none, in the places of what prints: its own cells fail.

mark: 0
"""
import sys


class Broken:
    def write(self, text):
        raise SystemExit(0)

    flush = write


sys.stdout = sys.stderr = Broken()
sys.displayhook = sys.excepthook = None


def square(x):
    sys.stdout = None
    return x * x


# %% attack: shows_what_runs_in_a_browser
"""Shows scripts, frames and styles, and answers right.

mark: 3
"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown

EVIL = (
    "<script>document.title = 'ESCAPED'</script><iframe src='javascript:alert(1)'></iframe>"
    "<style>* {color: red}</style>"
)
for kind in (HTML, Markdown, Latex, Javascript):
    display(kind(EVIL))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"))
print("\x1b]8;;http://localhost\x1b\\link\x1b]8;;\x1b\\ \x1b[2J \u202e")


def square(x):
    return x * x
