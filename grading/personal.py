"""What differs from student to student: the inputs of the hidden tests, and curves drawn from the id."""

import hmac
import os
import re
import secrets
from hashlib import sha256
from pathlib import Path

from nbformat import NotebookNode

from grading.isolation.handed_in import NotRead, content
from grading.isolation.source import role

SECRET = ".grading_secret"  # in the course's folder, beside the gradebook


def secret(course: Path) -> bytes:
    """The course's own, made when it is first asked for; whoever knows it can foresee the hidden inputs."""
    path = course / SECRET
    if not path.exists():
        ours = path.with_name(f"{SECRET}-{os.getpid()}")
        ours.touch(mode=0o600)
        ours.write_bytes(secrets.token_hex(32).encode())
        try:
            os.link(ours, path)  # at once, and only if no other process was faster
        except FileExistsError:
            pass
        finally:
            ours.unlink()
    return path.read_bytes()


def seed_of(key: bytes, student: str, notebook: str, handed_in: bytes | NotRead) -> str:
    """What the hidden tests of a submission draw their inputs from: 64 hexadecimal digits.

    The same file of the same student gives the same seed, so that to grade again changes nothing. Another
    file gives another, so what the feedback has shown of the inputs is worth nothing for the next one.

    >>> first = seed_of(b"secret", "ada", "01_update_rule", b"{}")
    >>> first == seed_of(b"secret", "ada", "01_update_rule", b"{}")
    True
    >>> first == seed_of(b"secret", "ada", "01_update_rule", b"{ }")
    False
    """
    parts = student.encode(), notebook.encode(), content(handed_in)
    return hmac.digest(key, b"".join(sha256(part).digest() for part in parts), "sha256").hex()


def remarks_on_id(notebook: NotebookNode, student: str) -> list[str]:
    """A sentence if curves were drawn from another id than that of the student who has handed in.

    It lowers no mark, since a student may be known by several names; the instructor decides what it means.
    """
    given = ids_in(notebook)
    if all(name.strip("\"'").strip().casefold() == student.casefold() for name in given):
        return []
    return [f"`student_id` is {' and then '.join(given):.200}, but it was {student!r} who handed it in."]


def ids_in(notebook: NotebookNode) -> list[str]:
    """What the answers assign to `student_id`, as it is written there, without an empty text.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> ids_in(new_notebook(cells=[new_code_cell('student_id = ""\\nstudent_id = "ada"  # mine')]))
    ['"ada"']
    """
    # By a pattern: what was handed in may be code that no parser survives.
    pattern = r"^[ \t]*student_id[ \t]*=(?!=)[ \t]*([^#\n]*)"
    answers = [cell.source for cell in notebook.cells if cell.cell_type == "code" and role(cell) == "answer"]
    found = [text.strip() for source in answers for text in re.findall(pattern, source, re.MULTILINE)]
    return [text for text in found if text not in ("", '""', "''")]
