"""One submitted notebook, from the file to the marks."""

from dataclasses import dataclass

from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from grading import sandbox
from grading.limits import Limits
from grading.restore import Unreadable, grade_id, is_solution, modules_imported, names_defined, read, restore
from grading.supervise import Run, WarmParentLost

NO_SANDBOX = "It was run without the sandbox: the answers could read and write all that the grader can."


@dataclass(frozen=True)
class Graded:
    notebook: object  # run, with the outputs from which nbgrader tells the marks
    report: list[str]  # what had to be put right and what went wrong, as sentences


def grade_notebook(source, submitted, files=None, limits=Limits(), sandboxed=True):
    """Run the notebook in the bytes `submitted` against the instructor's notebook `source`.

    submitted  None if there is no file
    files      {path: bytes} of the data files that go with the assignment

    Raises SandboxError if `sandboxed` and this machine has no sandbox. What was handed in raises nothing.
    """
    if sandboxed:
        sandbox.check_available()
    report = [] if sandboxed else [NO_SANDBOX]
    try:
        if submitted is None:
            raise Unreadable("there is none, or only a link")
        handed_in = read(submitted)
    except Unreadable as problem:
        report.append(f"The file could not be read: {problem}.")
        handed_in = None
    notebook, notes = restore(source, handed_in or new_notebook(metadata={"language": "python"}))
    if handed_in:
        report += notes
    try:
        report += run(notebook, source, files, limits, sandboxed)
    except WarmParentLost:
        report += run(notebook, source, files, limits, sandboxed)
    if report:
        notebook.cells.insert(0, new_markdown_cell("\n".join(["**About the marking**", "", *(f"- {line}" for line in report)])))
    return Graded(notebook, report)


def run(notebook, source, files, limits, sandboxed):
    """Run the cells in place; what went wrong with the processes."""
    names = {grade_id(cell): names_defined(cell.source) for cell in source.cells if is_solution(cell) and cell.cell_type == "code"}
    modules = modules_imported(source)
    report = []
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    process = Run(modules, limits, sandboxed, files or {})
    try:
        for count, cell in enumerate(cells, start=1):
            settings = cell.metadata.get("nbgrader", {})
            if is_solution(cell) or not settings:
                message = "answer", cell.source, names.get(grade_id(cell), [])
            elif settings.grade:
                message = "test", cell.source, settings.points
            else:
                message = "setup", cell.source
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
