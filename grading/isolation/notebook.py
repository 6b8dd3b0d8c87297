"""One submitted notebook, from the file to the marks."""

import logging
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.isolation import sandbox
from grading.isolation.handed_in import NotRead
from grading.isolation.limits import DEFAULT, Limits
from grading.isolation.restore import HandedIn, Unreadable, read, restore
from grading.isolation.source import Source, grade_id, role
from grading.isolation.supervise import Accident, MachineTooBusy, Run

NO_SANDBOX = "It was run without the sandbox: the answers could read and write all that the grader can."

TRIES = 4  # of one notebook, because of accidents

log = logging.getLogger(__name__)


# source, submitted, files and seed, as `grade_notebook` has them
Given = tuple[bytes, bytes | NotRead, dict[str, bytes], str]


@dataclass(frozen=True)
class Graded:
    # It has been run: nbgrader's `determine_grade` tells the marks from the outputs of its test cells.
    notebook: NotebookNode
    # What had to be put right and what went wrong, as sentences.
    report: list[str]
    # {failed test: what the checks took for the reasons}, none of it the student's text
    reasons: dict[str, list[str]]


def grade_notebook(
    source: bytes,
    submitted: bytes | NotRead,
    files: dict[str, bytes] | None = None,
    seed: str = "",
    limits: Limits = DEFAULT,
    sandboxed: bool = True,
) -> Graded:
    """Run a notebook that was handed in, and the instructor's tests on it.

    source     the instructor's notebook, with solutions and hidden tests
    submitted  the file that was handed in, or why there is none
    files      the data files that go with the assignment, by their paths
    seed       what the tests draw random inputs from, out of the answers' reach

    Raises SandboxError if `sandboxed` and this machine has no sandbox, and Accident if processes are killed
    again and again, or the machine is too busy. What was handed in raises nothing, for it may be anything.
    """
    if sandboxed:
        sandbox.check_available()
    original = Source.read(source)
    notebook, notes = restored(original, submitted)
    report = ([] if sandboxed else [NO_SANDBOX]) + notes
    for left in reversed(range(TRIES)):
        process = Run(original, limits, sandboxed, files or {}, seed, last_try=not left)
        try:
            problems, reasons = run(notebook, original, process)
            break
        except (Accident, sandbox.SandboxError) as accident:
            if isinstance(accident, MachineTooBusy) or not left:
                raise
            log.debug("the notebook begins once more: %s", accident)
    return Graded(notebook, report + problems, reasons)


def restored(source: Source, submitted: bytes | NotRead) -> tuple[NotebookNode, list[str]]:
    """The notebook to run, and what had to be put right. An unreadable file counts as one without answers."""
    try:
        if isinstance(submitted, NotRead):
            raise submitted
        return restore(source.notebook, read(submitted))
    except (NotRead, Unreadable) as problem:
        notebook, _ = restore(source.notebook, HandedIn())
        return notebook, [f"The file could not be read: {problem}."]


def run(notebook: NotebookNode, source: Source, process: Run) -> tuple[list[str], dict[str, list[str]]]:
    """Run the cells in place; what went wrong with the processes, and Graded's reasons."""
    report, reasons = [], {}
    try:
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for count, cell in enumerate(code, start=1):
            name = describe(cell, count)
            outputs, problem = process.cell(name, *message_for(cell, source))
            for output in outputs:
                if "reasons" in output:
                    reasons[grade_id(cell)] = output.pop("reasons")
            cell.execution_count = count
            cell.outputs = [as_output(output, count) for output in outputs]
            if problem:
                report.append(f"Cell {name}: {problem}.")
    finally:
        process.close()
    return report, reasons


def message_for(cell, source):
    """What the examiner is told of a cell: its role, its text, and what else that role needs."""
    kind = role(cell)
    if kind == "answer":
        return kind, cell.source, source.names.get(grade_id(cell), [])
    if kind == "test":
        return kind, cell.source, cell.metadata.nbgrader.points
    return kind, cell.source


def describe(cell, count):
    return f"`{grade_id(cell)}`" if grade_id(cell) else f"number {count}, which is not part of the assignment"


def as_output(output, count):
    more = {"execution_count": count} if output["output_type"] == "execute_result" else {}
    return new_output(**output, **more)
