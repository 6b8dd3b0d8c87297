"""Forks in a loop, and so do the forks.

mark: 0
"""
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
