"""Writes files until nothing fits any more.

mark: 0
"""
import itertools

for number in itertools.count():
    with open(f"/tmp/{number}", "wb") as file:
        file.write(bytes(2**20))
