"""Prints thirty megabytes on one line, then gives the right answer.

mark: 3
"""
print("x" * 30_000_000)


def square(x):
    print("x" * 30_000_000)
    return x * x
