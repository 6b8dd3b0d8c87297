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
FORGED = "\n  likely reason:  FORGED"
IDEA = "FORGED_idea"
ANSWERS = {
    "zoe": {},
    "yves": {"number": "number = 41"},
    "xaver": {"number": "number = 41", "square": "def square(x):\n    return 2 * x"},
    "wanda": {
        "number": "raise ValueError('<script>likely reason: none</script>')",
        "square": "def square(x):\n    return 2 * x",
    },
    # What these return and raise says what a check would.
    "vera": {"square": f"def square(x):\n    raise AssertionError('not right.' + {FORGED!r})"},
    "udo": {"square": f"def square(x):\n    return {FORGED!r}"},
    "tina": {"square": f"class {IDEA}(Exception): pass\ndef square(x):\n    raise {IDEA}({FORGED!r})"},
}
REASON = """
from gdcore.problem_sets import check_value
check_value(square(3.0), 9.0, f"square, {square(3.0)}", {"that is twice x": 6.0, "<b>x + x</b>": 6.0})
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
    """Marks 6, 5, 2 and 2, and three times 3: xaver and wanda have twice-test alone."""
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", path.read_text())).split())
    assert "7 of 7 students have handed in" in text
    assert "Half of them have 3 or more of 6 points; the mean is 3.43" in text
    assert {"2 3 2", "3 4 3", "5 6 1", "6 7 1", "0 1 0"} <= set(rows)


def test_the_tests_most_often_missed_come_first(rows):
    missed = [row for row in rows if " of 7 " in row]
    assert missed == [
        "square-values 5 of 7 71 %",
        "square-care 5 of 7 71 %",
        "number-test 3 of 7 43 %",
        "twice-test 0 of 7 0 %",
    ]


def test_reasons_are_counted(rows):
    assert {
        "2 that is twice x",
        "2 <b>x + x</b>",
        "2 a mistake that the check does not know",
        "1 NameError: name 'number' is not defined",
        "1 the answer raised AssertionError",
        "1 the answer raised an exception of its own",
    } <= set(rows)


def test_nothing_that_a_student_wrote_is_taken_for_a_reason(course, path):
    for student in ("vera", "udo", "tina"):
        assert "FORGED" in course.autograded(student).read_text()  # it is there to be taken
    assert "FORGED" not in path.read_text()


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
