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
