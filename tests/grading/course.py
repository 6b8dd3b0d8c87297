"""A course folder with the small assignment, and nbgrader at work in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
NAME = "small"


class CourseFolder:
    def __init__(self, folder, source):
        self.folder = folder
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        self.write(f"solutions/{NAME}/{NAME}.ipynb", source)
        self.nbgrader("generate_assignment", NAME)

    def write(self, path, notebook):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def hand_in(self, student, notebook):
        self.write(f"submitted/{student}/{NAME}/{NAME}.ipynb", notebook)

    def nbgrader(self, *command, fails=False):
        """What the command prints."""
        # nbgrader calls alembic by its name.
        environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [BIN / "nbgrader", *command],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert bool(done.returncode) == fails, done.stdout
        return done.stdout

    def autograded(self, student):
        return self.folder / "autograded" / student / NAME / f"{NAME}.ipynb"

    def feedback(self, student):
        return self.folder / "feedback" / student / NAME / f"{NAME}.html"

    @property
    def database(self):
        return f"sqlite:///{self.folder / 'gradebook.db'}"
