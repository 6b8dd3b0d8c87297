"""Sends arrays of objects, of negative shapes, of more than was sent, and bools that are neither true nor false.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]
ARRAYS = [["|O", [1], 0], ["<f8", [-1], 0], ["<f8", [10**9, 10**9], 0], ["<f8", [1], -8], ["f8,f8", [1], 0], ["?", [16], 0]]
calls = 0


def square(x):
    global calls
    calls += 1
    student.connection.send(["return", {"array": ARRAYS[calls % len(ARRAYS)]}, []], [b"\x02" * 16])
    raise SystemExit
