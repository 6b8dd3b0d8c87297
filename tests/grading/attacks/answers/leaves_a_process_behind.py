"""Starts a process that should outlive the submission and answer to nobody.

mark: 3
"""
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.01)
    os._exit(0)


def square(x):
    return x * x
