"""The hooks through which nbgrader uses this package; nbgrader_config.py registers them."""

import hashlib
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import temp_attrs
from traitlets import Bool, Float, Integer

from grading.by_hand import add_marking
from grading.files import data_files, find_notebook, find_notebooks, notebooks_in, root_of
from grading.isolation.handed_in import NotRead, clear, content, read_handed_in
from grading.isolation.limits import Limits
from grading.isolation.notebook import Given, Graded, grade_notebook
from grading.isolation.source import Source, grade_id
from grading.personal import remarks_on_id, secret, seed_of


def remove_special_files(notebooks: list[str], **_: object) -> None:
    """Remove what nbgrader must not copy: links, which lead elsewhere, and whatever is no file."""
    folder = Path(notebooks[0]).parent
    clear(root_of(folder), folder)


class Exporter(NotebookExporter):
    """Does not read what was handed in, because it may be anything; IsolatedExecute does.

    It is made before nbgrader converts the notebooks that it has found, and gives them their right names.
    """

    def __init__(self, **settings):
        super().__init__(**settings)
        course = self.parent.coursedir
        folder = Path(course.format_path(course.source_directory, ".", course.assignment_id))
        sources = notebooks_in(folder)
        if sources and course.notebook_id == "*":
            for submitted, notebooks in self.parent.assignments.items():
                names = find_notebooks(Path(submitted), sources)
                notebooks[:] = [str(Path(submitted) / f"{name}.ipynb") for name in names]

    def from_filename(self, filename, resources=None, **kwargs):
        if self.parent._sanitizing:
            return self.from_notebook_node(new_notebook(), resources)
        return super().from_filename(filename, resources, **kwargs)


class IsolatedExecute(NbGraderPreprocessor):
    """Takes the place of nbgrader's Execute: runs the tests out of reach of the code that they test."""

    sandbox = Bool(True, help="Run what was handed in inside bubblewrap.").tag(config=True)
    timeout = Float(Limits.cell_seconds, help="Seconds of its own for a cell.").tag(config=True)
    notebook_timeout = Float(Limits.notebook_seconds, help="Seconds of its own for a notebook.").tag(
        config=True
    )
    memory = Integer(Limits.memory, help="Bytes of memory for what was handed in.").tag(config=True)

    @property
    def limits(self) -> Limits:
        return Limits(cell_seconds=self.timeout, notebook_seconds=self.notebook_timeout, memory=self.memory)

    def preprocess(self, nb, resources):
        where = resources["nbgrader"]
        path, remark = self.find(where)
        given, graded = self.grade(where, path)
        with Gradebook(where["db_url"]) as gradebook:
            take_checksums(graded.notebook, gradebook.find_notebook(where["notebook"], where["assignment"]))
        add_marking(graded.notebook, Source.read(given[0]).notebook)
        report = [*([remark] if remark else []), *graded.report]
        for line in report:
            self.log.warning("%s, %s: %s", where["student"], where["notebook"], line)
        if report:
            text = "\n".join(["**About the marking**", "", *(f"- {line}" for line in report)])
            graded.notebook.cells.insert(0, new_markdown_cell(text))
        graded.notebook.metadata["grading"] = {
            "of": fingerprint(*given),
            "seed": given[-1],
            "report": report + remarks_on_id(graded.notebook, where["student"]),
            "reasons": graded.reasons,
        }
        return graded.notebook, resources

    def find(self, where: dict[str, str]) -> tuple[Path, str]:
        """(path of what was handed in, a remark if that has another name)"""
        course = self.parent.parent.coursedir
        source = Path(course.format_path(course.source_directory, ".", where["assignment"]))
        return find_notebook(self.submitted(where), where["notebook"], notebooks_in(source))

    def submitted(self, where: dict[str, str]) -> Path:
        course = self.parent.parent.coursedir
        return Path(course.format_path(course.submitted_directory, where["student"], where["assignment"]))

    def grade(self, where: dict[str, str], path: Path) -> tuple[Given, Graded]:
        """What was given to `grade_notebook` of what lies at the path, and what it returned."""
        course = self.parent.parent.coursedir
        folder = Path(course.format_path(course.source_directory, ".", where["assignment"]))
        source = (folder / f"{where['notebook']}.ipynb").read_bytes()
        handed_in = read_handed_in(root_of(self.submitted(where)), path)
        seed = seed_of(secret(Path(course.root)), where["student"], where["notebook"], handed_in)
        given = source, handed_in, data_files(folder, course.ignore), seed
        return given, grade_notebook(*given, self.limits, self.sandbox)


class SaveAtOnce(SaveAutoGrades):
    """Takes the place of SaveAutoGrades, which commits after each cell; this saves all marks, or none."""

    def preprocess(self, nb, resources):
        where = resources["nbgrader"]
        self.notebook_id, self.assignment_id = where["notebook"], where["assignment"]
        self.student_id = where["student"]
        with Gradebook(where["db_url"]) as self.gradebook:
            with temp_attrs(self.gradebook.db, commit=self.gradebook.db.flush):
                nb, resources = Preprocessor.preprocess(self, nb, resources)
            self.gradebook.db.commit()
        return nb, resources


def fingerprint(source: bytes, submitted: bytes | NotRead, files: dict[str, bytes], seed: str) -> str:
    """A hash of all that a notebook's marks depend on: it tells whether anything has changed since."""
    parts = [source, content(submitted), seed.encode()]
    for name in sorted(files):
        parts += [name.encode(), files[name]]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


class NotReleased(Exception):
    """The instructor's notebook is no longer the one that students got."""


def check_released(notebook: NotebookNode, released: Notebook) -> None:
    """NotReleased unless the gradebook knows the tasks and points of the instructor's notebook."""
    points = {cell.name: cell.max_score for cell in (*released.grade_cells, *released.task_cells)}
    marked = [cell for cell in notebook.cells if "points" in cell.metadata.get("nbgrader", {})]
    if points != {grade_id(cell): float(cell.metadata.nbgrader.points) for cell in marked}:
        raise NotReleased(
            f"{released.name} has other tasks or points than its release: "
            f"run `nbgrader generate_assignment` again"
        )


def take_checksums(notebook: NotebookNode, released: Notebook) -> None:
    """Give the cells the checksums of their release, by which nbgrader recognises unanswered cells."""
    check_released(notebook, released)
    checksums = {cell.name: cell.checksum for cell in released.source_cells}
    for cell in notebook.cells:
        if grade_id(cell) in checksums:
            cell.metadata.nbgrader.checksum = checksums[grade_id(cell)]
