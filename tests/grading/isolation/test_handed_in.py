"""Reading what was handed in: no link is followed, nothing is waited for, nothing too large is in memory."""

import json
import os
import shutil
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.isolation.handed_in import (
    BLOCK,
    LINK,
    MAX_BYTES,
    MAX_PATH,
    NotRead,
    NotThere,
    clear,
    copy_files,
    read_handed_in,
    read_notebook,
    read_text,
)
from grading.isolation.notebook import grade_notebook
from grading.isolation.slim import DROPPED, without_outputs

from ..assignment import POINTS, assignment, data, marks


@pytest.fixture
def root(tmp_path):
    """submitted/, with ada's files, and beside it what she must not read."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "x.ipynb").write_text("secret")
    os.symlink("x.ipynb", tmp_path / "solutions" / "link")
    folder = tmp_path / "submitted" / "ada" / "set"
    folder.mkdir(parents=True)
    (folder / "x.ipynb").write_text("mine")
    return tmp_path / "submitted"


def replace_by_link(path, target):
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(target)


def test_a_file_is_read_and_the_root_may_be_a_link(root):
    assert read_handed_in(root, root / "ada/set/x.ipynb") == b"mine"
    link = root.with_name("link")
    link.symlink_to(root)
    assert read_handed_in(link, link / "ada/set/x.ipynb") == b"mine"


@pytest.mark.parametrize("what", ["ada/set/x.ipynb", "ada/set", "ada"])
def test_no_link_is_followed_wherever_it_is(root, what):
    solutions = root.with_name("solutions")
    (root.parent / "whole" / "set").mkdir(parents=True)
    shutil.copy(solutions / "x.ipynb", root.parent / "whole" / "set")
    target = {"ada/set/x.ipynb": solutions / "x.ipynb", "ada/set": solutions, "ada": root.parent / "whole"}
    replace_by_link(root / what, target[what])
    assert str(read_handed_in(root, root / "ada/set/x.ipynb")) == LINK
    with pytest.raises(NotRead, match=LINK):
        read_text(root, root / "ada/set/x.ipynb")
    assert (root / "ada/set/x.ipynb").read_text() == "secret"  # as anybody else would read it


def test_what_is_no_file_is_not_waited_for(root):
    os.mkfifo(root / "ada/set/pipe")
    for name in ("pipe", "."):
        assert "it is not a file" in str(read_handed_in(root, root / "ada" / "set" / name))
    assert isinstance(read_handed_in(root, root / "ada/set/other.ipynb"), NotThere)


def test_a_copy_holds_files_and_folders_only(root, tmp_path):
    folder = root / "ada/set"
    (folder / "data").mkdir()
    (folder / "data" / "numbers.csv").write_text("1,2")
    os.symlink(root.with_name("solutions"), folder / "solutions")
    os.symlink("/etc/passwd", folder / "data" / "passwd")
    os.mkfifo(folder / "pipe")
    (folder / "large").write_bytes(bytes(2 * BLOCK))
    left_out = copy_files(folder, tmp_path / "copy", most=4 * BLOCK - 1)
    assert sorted(
        path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*")
    ) == [
        "data",
        "data/numbers.csv",
        "x.ipynb",
    ]
    assert sorted(left_out) == [str(folder / name) for name in ("data/passwd", "large", "pipe", "solutions")]


def test_a_copy_has_a_limit_for_files_of_no_bytes_and_for_names_without_end(root, tmp_path):
    folder = root / "ada/set"
    for number in range(100):
        (folder / f"empty-{number:02}").touch()
    assert len(copy_files(folder, tmp_path / "copy", most=50 * BLOCK)) == 51
    here = os.open(folder, os.O_RDONLY)
    for _ in range(19):
        os.mkdir("x" * 250, dir_fd=here)
        here, above = os.open("x" * 250, os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    (left_out,) = copy_files(folder, tmp_path / "another", most=200 * BLOCK)
    assert MAX_PATH < len(left_out) - len(str(folder)) - 1 <= MAX_PATH + 251


@pytest.mark.skipif(os.getuid() != 0, reason="nobody else here to be")
def test_a_copy_holds_nothing_of_anybody_else(root, tmp_path):
    """A hard link looks like a file, and is one of whoever has made the other."""
    folder = root / "ada/set"
    for path in (folder, folder / "x.ipynb"):
        os.chown(path, 12345, 0)
    os.link(root.with_name("solutions") / "x.ipynb", folder / "link.ipynb")
    assert copy_files(folder, tmp_path / "copy", most=10 * BLOCK) == [str(folder / "link.ipynb")]
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["x.ipynb"]


def test_a_copy_of_a_link_is_empty(root, tmp_path):
    replace_by_link(root / "ada/set", root.with_name("solutions"))
    assert copy_files(root / "ada/set", tmp_path / "copy", most=1000) == [str(root / "ada/set")]
    assert list((tmp_path / "copy").iterdir()) == []


@pytest.mark.parametrize("what", ["ada/set", "ada"])
def test_clearing_removes_links_and_nothing_that_they_lead_to(root, what):
    solutions = root.with_name("solutions")
    (solutions / "set").mkdir()
    os.symlink("../x.ipynb", solutions / "set" / "link")
    replace_by_link(root / what, solutions)
    clear(root, root / "ada/set")
    assert (solutions / "link").is_symlink() and (solutions / "set" / "link").is_symlink()
    assert list((root / "ada/set").iterdir()) == [] and not (root / "ada").is_symlink()


def test_clearing_leaves_files_and_folders(root):
    folder = root / "ada/set"
    (folder / "data").mkdir()
    os.symlink("x.ipynb", folder / "data" / "link")
    os.mkfifo(folder / "pipe")
    clear(root, folder)
    assert sorted(path.name for path in folder.rglob("*")) == ["data", "x.ipynb"]


# Large notebooks


@pytest.fixture
def large(root):
    """A notebook of 22 MB: the solution, and one picture among its outputs."""
    notebook = assignment()
    picture = {"output_type": "display_data", "data": {"image/png": "A" * 22 * 10**6}, "metadata": {}}
    notebook.cells[1].outputs = [picture]
    path = root / "ada/set/large.ipynb"
    path.write_bytes(data(notebook))
    return path


def test_a_notebook_whose_size_is_outputs_is_read_and_gets_its_marks(root, large):
    read = read_handed_in(root, large)
    assert len(read) < 10_000
    result = grade_notebook(data(assignment()), read)
    assert marks(result) == POINTS and result.report == []


def test_outputs_are_never_in_memory(large):
    with large.open("rb") as file:
        tracemalloc.start()
        try:
            read_notebook(file, most=2**20)
            assert tracemalloc.get_traced_memory()[1] < 2 * 2**20
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [
        b'{"cells": ["' + b"x" * (MAX_BYTES + 1) + b'"]}',
        b'{"cells": [' + b"[]," * 8 * 2**20,
        b'{"outputs": [' + b"[]," * 8 * 2**20,
        b'{"outputs": ["' + b"x" * 101 * 2**20,
        b'{"outputs": ["' + b"\\" * 21 * 2**20,
    ],
    ids=["text", "brackets", "brackets in outputs", "more outputs than anybody reads", "backslashes"],
)
def test_what_is_too_large_is_refused_or_no_notebook(root, content):
    path = root / "ada/set/large.ipynb"
    path.write_bytes(content)
    result = grade_notebook(data(assignment()), read_handed_in(root, path))
    assert sum(marks(result).values()) == 0
    assert result.report[0].startswith("The file could not be read")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab"\\[]{}:,\n'),
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.dictionaries(st.sampled_from(["outputs", "attachments", "source", '"outputs"']), parts)
    ),
    max_leaves=20,
)


@settings(deadline=None, derandomize=True)
@given(JSON, st.integers(1, 9), st.sampled_from([None, 1]))
def test_any_json_keeps_all_but_outputs_and_attachments(document, size, indent):
    text = json.dumps(document, indent=indent).encode()
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert json.loads(without_outputs(chunks, 10**6)) == dropped(document)


def dropped(value):
    """What the filter is to leave of a value, said once more and in another way."""
    if isinstance(value, list):
        return [dropped(part) for part in value]
    if isinstance(value, dict):
        empty = {key.decode().strip('"'): json.loads(instead) for key, instead in DROPPED.items()}
        return {
            key: empty[key] if key in empty and isinstance(part, (list, dict)) else dropped(part)
            for key, part in value.items()
        }
    return value
