"""Raises StopIteration, GeneratorExit, SystemExit and KeyboardInterrupt, which code around it may take for its own.

mark: 0
"""
ERRORS = [StopIteration, GeneratorExit, SystemExit, KeyboardInterrupt, StopAsyncIteration]


def square(x):
    ERRORS.append(ERRORS.pop(0))
    raise ERRORS[0]("nothing is wrong")


def twice(f, x):
    raise ERRORS[0](7)
