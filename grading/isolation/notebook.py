"""One submitted notebook, from the file to the marks."""

from dataclasses import dataclass

from nbformat.v4 import new_markdown_cell, new_output

from grading.isolation import sandbox
from grading.isolation.limits import Limits
from grading.isolation.restore import HandedIn, Unreadable, read, restore
from grading.isolation.source import Source, grade_id, role
from grading.isolation.supervise import Run, WarmParentLost

NO_SANDBOX = "It was run without the sandbox: the answers could read and write all that the grader can."


@dataclass(frozen=True)
class Graded:
    notebook: object  # run, with the outputs from which nbgrader tells the marks
    report: list[str]  # what had to be put right and what went wrong, as sentences


def grade_notebook(source, submitted, files=None, limits=Limits(), sandboxed=True):
    """Run a notebook that was handed in, and the instructor's tests on it.

    source     bytes of the instructor's notebook, with solutions and hidden tests
    submitted  bytes of the file that was handed in; None if there is none
    files      {path: bytes} of the data files that go with the assignment

    Raises SandboxError if `sandboxed` and this machine has no sandbox. What was handed in raises nothing.
    """
    if sandboxed:
        sandbox.check_available()
    source = Source.read(source)
    report = [] if sandboxed else [NO_SANDBOX]
    try:
        if submitted is None:
            raise Unreadable("there is none of that name, or only a link")
        notebook, notes = restore(source.notebook, read(submitted))
    except Unreadable as problem:
        notebook, _ = restore(source.notebook, HandedIn())
        notes = [f"The file could not be read: {problem}."]
    report += notes
    try:
        report += run(notebook, source, files, limits, sandboxed)
    except WarmParentLost:
        report += run(notebook, source, files, limits, sandboxed)
    if report:
        notebook.cells.insert(
            0, new_markdown_cell("\n".join(["**About the marking**", "", *(f"- {line}" for line in report)]))
        )
    return Graded(notebook, report)


def run(notebook, source, files, limits, sandboxed):
    """Run the cells in place; what went wrong with the processes."""
    report = []
    process = Run(source, limits, sandboxed, files or {})
    try:
        for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1):
            kind = role(cell)
            if kind == "answer":
                message = kind, cell.source, source.names.get(grade_id(cell), [])
            elif kind == "test":
                message = kind, cell.source, cell.metadata.nbgrader.points
            else:
                message = kind, cell.source
            outputs, problem = process.cell(*message)
            cell.execution_count = count
            cell.outputs = [as_output(output, count) for output in outputs]
            if problem:
                report.append(f"Cell {describe(cell, count)}: {problem}.")
    finally:
        process.close()
    return report


def describe(cell, count):
    return f"`{grade_id(cell)}`" if grade_id(cell) else f"number {count}, which is not part of the assignment"


def as_output(output, count):
    more = {"execution_count": count} if output["output_type"] == "execute_result" else {}
    return new_output(**output, **more)
