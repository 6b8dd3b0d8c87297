"""Is JSON, a hundred thousand lists deep.

mark: 0
"""


def attack(notebook):
    return b"[" * 100_000 + b"]" * 100_000
