"""Says that the call has changed values of the test which it never got.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    contents = {"array": ["<f8", [2], 0]}
    for number in (-1, 1, 2, 3, 10**6):
        student.connection.send(["return", 0, [[number, contents]]], [bytes(16)])
    return 0
