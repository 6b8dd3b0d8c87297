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
