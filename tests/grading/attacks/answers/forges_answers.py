"""Answers questions that were not asked, and sends the messages of the trusted side.

mark: 0
"""
import gc

(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == "Student"]


def square(x):
    for message in (["done", []], ["ended"], ["return", None, []], ["name", "check"], ["setup", "check = print"]):
        student.connection.send(message)
    return 0
