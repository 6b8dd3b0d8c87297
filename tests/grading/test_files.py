"""A notebook under another name is found by its cells; otherwise what lies there is named."""

import os
import shutil

import nbformat
import pytest
from nbformat.v4 import new_notebook

from grading.files import find_notebook, find_notebooks

from .assignment import assignment, data
from .classroom import Classroom
from .course import NAME

SOURCE = data(assignment())
OTHER = data(new_notebook())


def handed_in(folder, **files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME} (1).ipynb",
        f"{NAME}-Copy1.ipynb",
        f"Copy of {NAME}.ipynb",
        f"Kopie von {NAME}.ipynb",
        f"{NAME.title()}.IPYNB",
        "Ada q1.ipynb",
        f"my folder/{NAME}.ipynb",
        "`\n\x1b[2J.ipynb",
    ],
)
def test_the_only_notebook_is_taken_under_any_name(tmp_path, name):
    handed_in(tmp_path, **{name: SOURCE, "timestamp.txt": b"", ".x.ipynb": SOURCE, "x.html": b""})
    path, remark = find_notebook(tmp_path, NAME, {NAME: SOURCE})
    assert path == tmp_path / name
    assert remark.startswith("It was handed in as `") and remark.isprintable() and remark.count("`") == 4


def test_the_right_name_comes_first_even_if_it_is_only_a_link(tmp_path):
    handed_in(tmp_path, **{"other.ipynb": SOURCE})
    os.symlink(tmp_path / "other.ipynb", tmp_path / f"{NAME}.ipynb")
    assert find_notebook(tmp_path, NAME, {NAME: SOURCE}) == (tmp_path / f"{NAME}.ipynb", "")


@pytest.mark.parametrize(
    "files",
    [
        {"one.ipynb": SOURCE, "two.ipynb": SOURCE},
        {"chapter.ipynb": OTHER},
        {"broken.ipynb": b"{"},
        {"x.html": b""},
    ],
    ids=lambda files: "+".join(files),
)
def test_what_lies_there_is_named_where_the_notebook_is_not(tmp_path, files):
    path, remark = find_notebook(handed_in(tmp_path, **files), NAME, {NAME: SOURCE})
    assert not path.exists()
    assert all(f"`{name}`" in remark for name in files)


def test_a_link_is_not_taken(tmp_path):
    os.symlink(handed_in(tmp_path / "solutions", **{"x.ipynb": SOURCE}) / "x.ipynb", tmp_path / "x.ipynb")
    shutil.move(tmp_path / "x.ipynb", handed_in(tmp_path / "submitted", **{"y.txt": b""}) / "x.ipynb")
    assert not find_notebook(tmp_path / "submitted", NAME, {NAME: SOURCE})[0].exists()


def test_of_two_notebooks_each_is_found_by_its_cells(tmp_path):
    second = assignment()
    for cell in second.cells:
        cell.metadata.nbgrader.grade_id += "-2"
    handed_in(tmp_path, a=OTHER, **{"x.ipynb": data(second), "y.ipynb": SOURCE})
    found = find_notebooks(tmp_path, {"first": SOURCE, "second": data(second)})
    assert found == {"first": tmp_path / "y.ipynb", "second": tmp_path / "x.ipynb"}


def test_no_notebook_is_taken_for_another_of_the_assignment(tmp_path):
    handed_in(tmp_path, **{"second.ipynb": SOURCE})
    assert find_notebooks(tmp_path, {"first": SOURCE, "second": SOURCE}) == {
        "second": tmp_path / "second.ipynb"
    }


@pytest.mark.slow
def test_our_command_and_nbgraders_own_grade_it_and_say_so(new_course):
    classroom = Classroom(new_course(), 2)
    folder = classroom.path("submitted", "student-0000").parent
    (folder / f"{NAME}.ipynb").rename(folder / f"{NAME} (1).ipynb")
    other = classroom.path("submitted", "student-0001")
    nbformat.write(new_notebook(), other)
    other.rename(other.with_name("chapter.ipynb"))
    classroom.expected["student-0001"] = 0

    said = classroom.grade()
    assert classroom.marks() == classroom.expected
    assert f"It was handed in as `{NAME} (1).ipynb`" in said and "There is `chapter.ipynb`." in said
    assert f"{NAME} (1).ipynb" in classroom.course.feedback("student-0000").read_text()

    shutil.rmtree(classroom.folder / "autograded")
    said = classroom.course.nbgrader("autograde", NAME)
    assert classroom.marks() == classroom.expected
    assert f"It was handed in as `{NAME} (1).ipynb`" in said and "There is `chapter.ipynb`." in said
