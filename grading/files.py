"""The files of an assignment and of a submission.

Students hand in notebooks under names of their own: browsers write "01_update_rule (1).ipynb", file managers
"Copy of 01_update_rule.ipynb", and people what they like. The cells tell where a notebook belongs.
"""

import os
from pathlib import Path

import nbformat
from nbgrader.utils import find_all_files

from grading.isolation.handed_in import NotRead, content, read_handed_in
from grading.isolation.restore import Unreadable, read
from grading.isolation.source import grade_id, is_solution

MOST_FILES = 100  # that are looked through, or listed


def root_of(folder: Path) -> Path:
    """submitted/, if `folder` is submitted/STUDENT/ASSIGNMENT: no link below it is followed."""
    return folder.parent.parent


def is_link(folder: Path) -> bool:
    """Whether submitted/STUDENT/ASSIGNMENT is only a link, or lies behind one."""
    return folder.is_symlink() or folder.parent.is_symlink()


def data_files(folder: Path, ignore: list[str]) -> dict[str, bytes]:
    """{path: bytes} of what is given out with an assignment's notebooks."""
    paths = map(Path, find_all_files(folder, [*ignore, "*.ipynb"]))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def notebooks_in(folder: Path) -> dict[str, bytes]:
    """{name: bytes} of the instructor's notebooks."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}


def find_notebooks(folder: Path, sources: dict[str, bytes]) -> dict[str, Path]:
    """{name: path} of those notebooks of an assignment that were handed in; if none was, of all."""
    paths = {name: find_notebook(folder, name, sources)[0] for name in sources}
    return {name: path for name, path in paths.items() if os.path.lexists(path)} or paths


def find_notebook(folder: Path, name: str, sources: dict[str, bytes]) -> tuple[Path, str]:
    """(path of the notebook `name`, a remark if it is found under another name, or not at all).

    sources  {name: bytes} of the instructor's notebooks
    """
    path = folder / f"{name}.ipynb"
    if os.path.lexists(path):
        return path, ""
    others = [each for each in files_in(folder) if each not in [folder / f"{one}.ipynb" for one in sources]]
    notebooks = [each for each in others if each.suffix.lower() == ".ipynb"]
    found = [each for each in notebooks if belongs(read_handed_in(root_of(folder), each), sources[name])]
    if len(found) == 1:
        return found[0], f"It was handed in as `{shown(found[0])}`, and taken for `{name}.ipynb`."
    if others:
        listed = ", ".join(f"`{shown(each)}`" for each in others)
        return path, f"There is no `{name}.ipynb`, and no single other file has its cells. There is {listed}."
    return path, ""


def files_in(folder: Path) -> list[Path]:
    """What a student may have handed in, without what programs put there; links are not followed."""
    found: list[Path] = []
    if is_link(folder):
        return found
    for inside, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith((".", "__"))]
        paths = [Path(inside, each) for each in files if not each.startswith(".")]
        found += [each for each in paths if each.is_file() and not each.is_symlink()]
        if len(found) > MOST_FILES:
            break
    return sorted(each for each in found[:MOST_FILES] if each != folder / "timestamp.txt")


def state_of(folder: Path) -> tuple:
    """What changes when a file in the folder does: names, sizes, times, without reading any."""
    found = []
    for inside, _, files in os.walk(folder):
        for name in files:
            try:
                state = os.lstat(os.path.join(inside, name))
            except FileNotFoundError:
                continue
            found.append((inside, name, state.st_size, state.st_mtime_ns, state.st_ino))
        if len(found) > MOST_FILES:
            break
    return tuple(sorted(found))


def belongs(submitted: bytes | NotRead, source: bytes) -> bool:
    """Whether a notebook has at least half of the cells in which students answer."""
    answers = {cell.id: grade_id(cell) for cell in nbformat.reads(source, 4).cells if is_solution(cell)}
    try:
        cells = read(content(submitted)).cells
    except Unreadable:
        return False
    found = {cell.name for cell in cells} | {answers.get(cell.id) for cell in cells}
    return 2 * len(found & {*answers.values()}) >= len(answers) > 0


def shown(path: Path) -> str:
    """A file's name, which may hold anything, for a line of text.

    >>> shown(Path("a\\x1b[2J`b`.ipynb"))
    'a?[2J?b?.ipynb'
    """
    return "".join(each if each.isprintable() and each != "`" else "?" for each in path.name[:80])
