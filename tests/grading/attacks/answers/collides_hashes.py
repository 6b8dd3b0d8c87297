"""Returns a dict and a set that take for ever to build where they arrive.

mark: 0
"""
PRIME = 2**61 - 1


def square(x):
    return {PRIME * i: 0 for i in range(1, 30_000)}


number = {PRIME * i for i in range(1, 30_000)}
