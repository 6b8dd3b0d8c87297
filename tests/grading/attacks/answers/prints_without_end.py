"""Prints as fast as it can, for ever.

mark: 0
"""


def square(x):
    while True:
        print("x" * 10_000)
