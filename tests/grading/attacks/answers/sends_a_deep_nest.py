"""Sends, past our own encoder, a message that is nested a million times.

mark: 0
"""
import gc
import struct

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    text = b'["return", ' + b"[" * 10**6 + b"]" * 10**6 + b", []]"
    student.connection.socket.sendall(struct.pack("!II", len(text), 0) + text)
