"""Announces a message of four gigabytes.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    student.connection.socket.sendall(b"\xff" * 8)
    while True:
        student.connection.socket.sendall(b"x" * 2**20)
