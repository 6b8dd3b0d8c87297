"""A course folder with one problem set, and nbgrader at work in it."""

import shutil

import nbformat
from nbgrader.api import Gradebook

from ..nbgrader_command import ROOT, nbgrader


class Course:
    def __init__(self, folder, problem_set):
        self.folder, self.name = folder, problem_set.name
        self.tests = problem_set.points.keys()  # not the answers in words, which wait for somebody
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        source = folder / "solutions" / self.name
        shutil.copytree(ROOT / "solutions" / self.name, source)
        nbformat.write(problem_set.source, source / f"{self.name}.ipynb")
        self.nbgrader("generate_assignment", self.name)

    def nbgrader(self, *command):
        return nbgrader(self.folder, *command)

    def release(self):
        return nbformat.read(self.folder / "exercises" / self.name / f"{self.name}.ipynb", as_version=4)

    def answered(self, answers):
        """The release with `answers` {task: source} filled in."""
        notebook = self.release()
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = answers[cell.metadata.nbgrader.grade_id]
        return notebook

    def hand_in(self, student, notebook):
        folder = self.folder / "submitted" / student / self.name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{self.name}.ipynb")

    def marks(self):
        """{student: {test cell: score}} as nbgrader's database has them."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            return {
                submission.student.id: {
                    grade.name: grade.score
                    for grade in submission.notebooks[0].grades
                    if grade.name in self.tests
                }
                for submission in gradebook.assignment_submissions(self.name)
            }

    def messages(self, student):
        """{cell: message} for the cells that raised when the student's notebook was graded."""
        path = self.folder / "autograded" / student / self.name / f"{self.name}.ipynb"
        return {
            cell.metadata.nbgrader.grade_id: output.evalue
            for cell in nbformat.read(path, as_version=4).cells
            for output in cell.get("outputs", ())
            if output.output_type == "error"
        }
