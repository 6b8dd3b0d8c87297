"""The class report counts marks, missed tests and reasons, and names nobody."""

import re
import subprocess
import sys
from html import unescape

import pytest

from ..nbgrader_command import environment
from .assignment import assignment
from .course import NAME

pytestmark = pytest.mark.slow
ANSWERS = {
    "zoe": {},
    "yves": {"number": "number = 41"},
    "xaver": {"number": "number = 41", "square": "def square(x):\n    return 2 * x"},
    "wanda": {
        "number": "raise ValueError('<script>likely reason: none</script>')",
        "square": "def square(x):\n    return 2 * x",
    },
}
REASON = """
assert square(3.0) == 9.0, (
    "square is not right.\\n  got:            6\\n"
    "  likely reason:  that is twice x\\n  or:             <b>x + x</b>"
)
"""


@pytest.fixture(scope="module")
def source():
    source = assignment()
    source.cells[2].source = REASON.strip()
    return source


@pytest.fixture(scope="module")
def course(new_course, source):
    course = new_course(source)
    for student, answers in ANSWERS.items():
        course.hand_in(student, assignment(**answers))
    course.nbgrader("autograde", NAME)
    return course


def report(course, name=NAME):
    return subprocess.run(
        [sys.executable, "-m", "grading.report", name],
        cwd=course.folder,
        env=environment(),
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def path(course):
    done = report(course)
    assert done.returncode == 0, done.stderr
    return course.folder / "reports" / f"{NAME}.html"


@pytest.fixture
def rows(path):
    """The rows of all tables, as texts."""
    rows = re.findall(r"<tr>(.*?)</tr>", path.read_text(), re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", row)).split()) for row in rows]


def test_marks_are_counted(path, rows):
    """Marks 6, 5, 2 and 2: of the 4 other points, xaver and wanda have those of twice-test alone."""
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", path.read_text())).split())
    assert "4 of 4 students have handed in" in text
    assert "Half of them have 3.5 or more of 6 points; the mean is 3.75" in text
    assert {"2 3 2", "5 6 1", "6 7 1", "0 1 0"} <= set(rows)


def test_the_tests_most_often_missed_come_first(rows):
    missed = [row for row in rows if " of 4 " in row]
    assert missed == [
        "number-test 3 of 4 75 %",
        "square-values 2 of 4 50 %",
        "square-care 2 of 4 50 %",
        "twice-test 0 of 4 0 %",
    ]


def test_reasons_are_counted(rows):
    assert {
        "2 that is twice x",
        "2 <b>x + x</b>",
        "2 AssertionError",
        "1 NameError: name 'number' is not defined",
    } <= set(rows)


def test_nobody_is_named_and_nothing_runs(path, page):
    assert not re.search("|".join(ANSWERS), path.read_text())
    page.goto(path.as_uri())
    assert page.locator("script, b").count() == 0
    assert page.locator("svg rect").count() == 7


@pytest.mark.parametrize(
    ("name", "said"), [("elsewhere", "There is no assignment"), (NAME, "Nothing is graded")]
)
def test_what_cannot_be_reported_is_said(new_course, name, said):
    done = report(new_course(), name)
    assert done.returncode == 2
    assert said in done.stderr
