"""Is half a file.

mark: 0
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode()[:1000]
