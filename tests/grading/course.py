"""A course folder with the small assignment, and nbgrader at work in it."""

import shutil

import nbformat

from ..nbgrader_command import ROOT, nbgrader

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
        return nbgrader(self.folder, *command, fails=fails)

    def autograded(self, student):
        return self.folder / "autograded" / student / NAME / f"{NAME}.ipynb"

    def feedback(self, student):
        return self.folder / "feedback" / student / NAME / f"{NAME}.html"

    @property
    def database(self):
        return f"sqlite:///{self.folder / 'gradebook.db'}"
