"""Whoever hands in a link gets 0 with the reason, and neither the instructor's files nor a classmate's."""

import os
import shutil

import pytest

from .assignment import assignment
from .classroom import Classroom
from .course import NAME

pytestmark = pytest.mark.slow
REASON = "links are not followed"
SOLUTION = "return f(f(x))"  # stands in the instructor's notebook alone


@pytest.fixture
def course(new_course):
    return new_course()


@pytest.fixture
def classroom(course):
    return Classroom(course, 1)


@pytest.fixture
def inbound(course, tmp_path):
    """Where students of a hub put what they hand in."""
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    with (course.folder / "nbgrader_config.py").open("a") as config:
        config.write(f'\nc.Exchange.root = "{exchange}"\n')
    course.nbgrader("release_assignment", NAME)
    return exchange / "gradient_descent" / "inbound"


def hand_in_to(inbound, student):
    return inbound / f"{student}+{NAME}+2030-01-01 12:00:00 UTC+abcdef"


def test_links_in_the_exchange_are_not_followed(classroom, inbound):
    solutions = classroom.folder / "solutions" / NAME
    files = hand_in_to(inbound, "eve")
    files.mkdir()
    os.symlink(solutions / f"{NAME}.ipynb", files / f"{NAME}.ipynb")
    os.symlink(solutions, files / "more")
    os.symlink(solutions, hand_in_to(inbound, "mallory"))
    honest = hand_in_to(inbound, "ada")
    shutil.copytree(classroom.path("submitted", "student-0000").parent, honest)

    said = classroom.course.nbgrader("collect", NAME)
    assert said.count("is left out: it is a link") == 3
    taken = (classroom.folder / "submitted").rglob("*.ipynb")
    assert sorted(path.parent.parent.name for path in taken) == ["ada", "student-0000"]

    classroom.expected |= {"eve": 0, "mallory": 0, "ada": classroom.expected["student-0000"]}
    classroom.grade()
    assert classroom.marks() == classroom.expected
    for student in ("eve", "mallory"):
        assert "there is none of that name" in classroom.course.feedback(student).read_text()
        assert SOLUTION not in classroom.course.autograded(student).read_text()


def own_command(classroom):
    return classroom.grade()


def nbgraders(classroom):
    return classroom.course.nbgrader("autograde", NAME)


@pytest.mark.parametrize("grade", [own_command, nbgraders])
def test_links_in_what_was_collected_by_hand_are_not_followed(classroom, grade):
    """As when homes are copied with links and all; the folder that a link leads to stays as it is."""
    solutions = classroom.folder / "solutions" / NAME
    (solutions / "link").symlink_to(solutions / f"{NAME}.ipynb")
    kinds = {"notebook": f"{NAME}/{NAME}.ipynb", "folder": NAME, "home": "."}
    targets = {"notebook": solutions / f"{NAME}.ipynb", "folder": solutions, "home": solutions.parent}
    for student, place in kinds.items():
        path = classroom.folder / "submitted" / student / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(targets[student])
    classroom.expected |= dict.fromkeys(kinds, 0)

    said = grade(classroom)
    assert classroom.marks() == classroom.expected
    assert (solutions / "link").is_symlink() and (solutions / f"{NAME}.ipynb").exists()
    for student in kinds:
        assert SOLUTION not in classroom.course.autograded(student).read_text()
    if grade is own_command:
        assert said.count(REASON) == 3
        assert "graded: 100%|" not in classroom.grade()  # nothing has changed


def test_a_link_for_the_time_is_not_followed(classroom):
    path = classroom.path("submitted", "student-0000").with_name("timestamp.txt")
    path.unlink()
    path.symlink_to(classroom.folder / "gradebook.db")
    assert REASON in classroom.grade(code=1)


def test_links_unpacked_into_the_archive_are_not_followed(course):
    archive = course.folder / "downloaded" / NAME / "archive"
    for name in ("Eve_1_assignsubmission_file", "Ada_2_assignsubmission_file"):
        (archive / name).mkdir(parents=True)
    course.write(f"{archive}/Ada_2_assignsubmission_file/{NAME}.ipynb", assignment())
    (archive / "Eve_1_assignsubmission_file" / f"{NAME}.ipynb").symlink_to(
        course.folder / "solutions" / NAME / f"{NAME}.ipynb"
    )
    assert REASON in course.nbgrader("zip_collect", NAME)
    assert [path.parent.parent.name for path in (course.folder / "submitted").rglob("*.ipynb")] == ["2"]
