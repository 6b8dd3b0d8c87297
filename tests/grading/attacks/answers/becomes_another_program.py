"""Replaces itself by a program of its own, with the line to the examiner still open.

mark: 0
"""
import os
import sys

os.set_inheritable(3, True)
os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(1000)"])
