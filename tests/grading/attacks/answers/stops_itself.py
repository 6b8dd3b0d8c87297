"""Stops its process, so that it neither answers nor ends.

mark: 0
"""
import os
import signal


def square(x):
    os.kill(os.getpid(), signal.SIGSTOP)
