"""Reads, copies and clears what was handed in. No link is ever followed.

Whoever has handed in a folder may have put links into it, or in its place, and may change it at any time.
So each folder on the way is opened by its name in the one before: what is open cannot be exchanged any more.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO

from grading.isolation.slim import TooLong, without_outputs

MAX_BYTES = 20 * 2**20  # of a notebook, without its outputs if it has more with them
MAX_FILE = 100 * 2**20  # with them; what follows is not read, and what is read is no notebook then
CHUNK = 2**16
MAX_DEPTH = 20  # of folders
MAX_PATH = 1000  # bytes of a path below the folder: the system refuses those of more than 4096 altogether
BLOCK = 4096  # bytes that even an empty file takes
IN_PLACE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a pipe that nobody writes to is not waited for
LINK = "it is a link, or lies behind one, and links are not followed"


class NotRead(Exception):
    """There is nothing that may be read; the text says why."""


class NotThere(NotRead):
    """There is nothing of that name, not even a link."""


def content(handed_in: bytes | NotRead) -> bytes:
    """What was read; nothing if it was not."""
    return b"" if isinstance(handed_in, NotRead) else handed_in


def read_handed_in(root: Path, path: Path) -> bytes | NotRead:
    """The notebook at a path below the folder `root`, or why there is none."""
    try:
        with opened(root, path) as file:
            return read_notebook(file)
    except NotRead as problem:
        return problem


def read_notebook(file: IO[bytes], most: int = MAX_BYTES) -> bytes:
    """A notebook, without its outputs if it is longer than `most` bytes with them; NotRead."""
    data = file.read(most + 1)
    if len(data) <= most:
        return data
    del data
    file.seek(0)
    chunks = iter(partial(file.read, CHUNK), b"")
    try:
        return without_outputs(islice(chunks, MAX_FILE // CHUNK), most)
    except TooLong:
        raise NotRead(
            f"it is too large: at most {MAX_BYTES / 2**20:.0f} MB are read, "
            f"and {MAX_FILE / 2**20:.0f} MB if the rest of them is outputs"
        ) from None


def read_text(root: Path, path: Path, most: int = 1000) -> str:
    """The beginning of a text file at a path below the folder `root`; NotRead."""
    with opened(root, path) as file:
        return file.read(most).decode(errors="replace")


@contextmanager
def closing(handle: int) -> Iterator[int]:
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def opened(root: Path, path: Path) -> Iterator[BinaryIO]:
    """A file below `root`, which alone may be a link; NotRead if it is none or can only be had by a link."""
    handle = os.open(root, os.O_RDONLY)
    for part in path.relative_to(root).parts:
        folder = handle
        try:
            handle = os.open(part, IN_PLACE, dir_fd=folder)
        except OSError:
            raise (
                NotRead(LINK) if is_link(part, folder) else NotThere("there is none of that name")
            ) from None
        finally:
            os.close(folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRead("it is not a file")
    with open(handle, "rb") as file:
        yield file


def is_link(name: str, folder: int) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
    except OSError:
        return False


def copy_files(source: Path, target: Path, most: int) -> list[str]:
    """Copy a folder with its files and folders, `most` bytes altogether; what was left out.

    What is not its owner's is left out, because a link of the kind that looks like a file can lead anywhere.
    """
    target.mkdir()
    try:
        folder = os.open(source, IN_PLACE | os.O_DIRECTORY)
    except OSError:
        return [str(source)]
    with closing(folder):
        copy = Copy(most, os.fstat(folder).st_uid)
        copy.folder(folder, target, Path())
    return [str(source / path) for path in copy.left_out]


class Copy:
    def __init__(self, most: int, owner: int) -> None:
        self.left = most  # bytes that may still be copied
        self.owner = owner
        self.left_out: list[Path] = []

    def folder(self, folder: int, target: Path, path: Path) -> None:
        """Copy what is in an open folder to `target / path`."""
        for name in sorted(os.listdir(folder)):
            below = path / name
            try:
                handle = os.open(name, IN_PLACE, dir_fd=folder)
            except OSError:
                self.left_out.append(below)
                continue
            with closing(handle):
                found = os.fstat(handle)
                size = max(found.st_size, BLOCK)
                if found.st_uid != self.owner or size > self.left or len(os.fsencode(below)) > MAX_PATH:
                    self.left_out.append(below)
                elif stat.S_ISDIR(found.st_mode) and len(below.parts) <= MAX_DEPTH:
                    self.left -= size
                    (target / below).mkdir()
                    self.folder(handle, target, below)
                elif stat.S_ISREG(found.st_mode):
                    self.left -= size
                    self.file(handle, target / below, size)
                else:
                    self.left_out.append(below)

    def file(self, handle: int, target: Path, most: int) -> None:
        with open(handle, "rb", closefd=False) as file, target.open("xb") as copied:
            copied.write(file.read(most))


def clear(root: Path, folder: Path) -> None:
    """Leave nothing but files and folders in a folder below `root`, which alone may be a link.

    A link is removed, never what it leads to. In place of the folder, if it is one, an empty one is made.
    """
    for part in (*reversed(folder.parents), folder):
        if part.is_relative_to(root) and part != root and (part.is_symlink() or not part.is_dir()):
            part.unlink(missing_ok=True)
            part.mkdir()
    for where, folders, files in os.walk(folder):
        for path in (Path(where, name) for name in folders + files):
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                path.unlink()
