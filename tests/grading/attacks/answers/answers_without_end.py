"""Begins an answer and sends it byte by byte.

mark: 0
"""
import gc
import struct
import time

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    student.connection.socket.sendall(struct.pack("!II", 2**20, 0))
    while True:
        try:
            student.connection.socket.sendall(b" ")
            time.sleep(0.1)
        except KeyboardInterrupt:
            pass
