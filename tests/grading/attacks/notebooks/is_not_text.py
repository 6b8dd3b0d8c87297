"""Is bytes that mean nothing.

mark: 0
"""


def attack(notebook):
    return bytes(range(256)) * 1000
