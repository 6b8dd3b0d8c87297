"""nbgrader at work in a course folder, as the tests of problem sets and of grading call it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def environment():
    """As if nobody had activated the environment of the course; its settings find `grading`."""
    return os.environ | {"PATH": os.defpath, "PYTHONPATH": str(ROOT)}


def nbgrader(folder, *command, fails=False):
    """What the command prints; it must fail if `fails`, and otherwise must not."""
    done = subprocess.run(
        [BIN / "nbgrader", *command],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert bool(done.returncode) == fails, done.stdout
    return done.stdout
