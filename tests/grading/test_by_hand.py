"""An answer in words, from the hand-in to the mark that somebody gives it; and what differs by student."""

import csv
import html
import json
import re
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from grading.isolation.notebook import grade_notebook

from ..nbgrader_command import environment
from .assignment import assignment, cell, data
from .course import NAME

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own, on each new submission
]
MODEL = "Because the model answer says so.\n\n**Rubric.** 1 point for the cause, 2 for the reason."
SETTINGS = {
    "grade": True,
    "grade_id": "why",
    "locked": False,
    "points": 3,
    "schema_version": 3,
    "solution": True,
    "task": False,
}


def in_words(text):
    """The small assignment, and below it a question that is answered in words."""
    notebook = assignment()
    notebook.cells.append(new_markdown_cell(text, metadata={"nbgrader": dict(SETTINGS)}))
    notebook.cells.insert(1, cell("id", 'student_id = "mia"', solution=True))
    return notebook


def released(course):
    return nbformat.read(course.folder / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)


def answered(course, text):
    """The release with the solutions filled in, and `text` as the answer in words."""
    notebook = released(course)
    for each, solved in zip(notebook.cells, in_words(text).cells):
        if each.metadata.nbgrader.solution:
            each.source = solved.source
    return notebook


@pytest.fixture(scope="module")
def course(new_course):
    course = new_course(in_words(MODEL))
    course.hand_in("mia", answered(course, "I think so."))
    course.hand_in("lea", answered(course, "<b>It</b> is so."))
    course.hand_in("nobody", released(course))
    course.table = run(course, "grading", NAME)
    return course


def run(course, *command):
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=course.folder,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def exported(course):
    said = course.nbgrader("export", "--exporter", "grading.export.Marks", "--to", "marks.csv")
    with (course.folder / "marks.csv").open(newline="") as file:
        return said, {row["student_id"]: row for row in csv.DictReader(file)}


def text_of(page):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.read_text())).split())


def test_an_answer_in_words_waits_and_then_counts(course):
    release = nbformat.writes(released(course))
    assert "YOUR ANSWER HERE, in words" in release and "model answer" not in release
    assert course.table.count("to be marked by hand") == 2, "nobody is to be marked who has written nothing"

    said, rows = exported(course)
    assert "2 of 3 submissions hold answers that are still to be marked" in said
    assert [rows[name]["still_to_mark"] for name in ("mia", "lea", "nobody")] == ["3", "3", "0"]
    assert rows["mia"]["points"] == "6" and rows["mia"]["max_points"] == "9"
    run(course, "grading.report", NAME)
    report = text_of(course.folder / "reports" / f"{NAME}.html")
    assert "2 answers are still to be marked by hand" in report and "why 1 of 1 2 to mark" in report
    feedback = text_of(course.feedback("mia"))
    assert "not marked yet" in feedback and "up to 3 more for what is still to be marked" in feedback
    assert "why 0 of 3" in text_of(course.feedback("nobody"))

    with Gradebook(course.database, "gradient_descent") as gradebook:
        for student, points in {"mia": 2, "lea": 3}.items():
            grade = gradebook.find_grade("why", NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment("why", NAME, NAME, "mia").manual_comment = "Say why."
        gradebook.db.commit()
    course.nbgrader("generate_feedback", NAME, "--force")
    said, rows = exported(course)
    assert "still to be marked" not in said
    assert [rows[name]["points"] for name in ("mia", "lea", "nobody")] == ["8", "9", "0"]
    feedback = text_of(course.feedback("mia"))
    assert "why 2 of 3" in feedback and "Say why." in feedback and "still to be marked" not in feedback
    run(course, "grading.report", NAME)
    assert "still to be marked" not in text_of(course.folder / "reports" / f"{NAME}.html")


def test_the_one_who_marks_sees_the_model_answer_and_the_student_does_not(course):
    cells = json.loads(course.autograded("lea").read_text())["cells"]
    names = [each["metadata"].get("nbgrader", {}).get("grade_id") for each in cells]
    below = cells[names.index("why") + 1]
    assert "Rubric" in "".join(below["source"]) and "model answer" in "".join(below["source"])
    assert "model answer" not in course.feedback("lea").read_text()


def test_another_students_id_is_remarked_upon_and_costs_nothing(course):
    lines = [line for line in course.table.splitlines() if "student_id" in line]
    assert len(lines) == 1 and "`student_id` is \"mia\", but it was 'lea' who handed it in." in lines[0]


def outputs(graded):
    return {
        each.metadata.nbgrader.grade_id: each.outputs
        for each in graded.notebook.cells
        if each.cell_type == "code"
    }


def seed_seen(seed, square):
    """What the hidden test and the answer see of the seed."""
    source = assignment()
    source.cells[2].source = "import os\nprint('seed', os.environ.get('HIDDEN_TESTS_SEED'), square(1))"
    graded = grade_notebook(data(source), data(assignment(square=square)), seed=seed)
    return outputs(graded)["square-values"][0].text


def test_the_seed_is_in_the_tests_reach_and_out_of_the_answers():
    spy = "import os\ndef square(x): return sorted(name for name in os.environ if 'SEED' in name)"
    assert seed_seen("ab" * 32, spy) == f"seed {'ab' * 32} []\n"
    assert seed_seen("", spy) == "seed None []\n"


def test_the_seed_lasts_through_the_loss_of_an_answer():
    source = assignment()
    source.cells[5].source = "import os\nassert os.environ['HIDDEN_TESTS_SEED'] == 'cd'"
    ending = assignment(square="def square(x):\n    import os\n    os._exit(1)")
    graded = outputs(grade_notebook(data(source), data(ending), seed="cd"))
    assert graded["square-values"][0].output_type == "error" and graded["twice-test"] == []


def test_an_answer_that_fails_shows_its_traceback_although_the_check_has_put_it_into_words():
    source = assignment()
    source.cells[0].source += "\nfrom gdcore.problem_sets import check_call"
    source.cells[2].source = "check_call(square, (3.0,), 9.0)"
    answer = "def square(x):\n    number_of_squares = len(x)\n    return x * x"
    graded = grade_notebook(data(source), data(assignment(square=answer)), seed="0")
    (output,) = outputs(graded)["square-values"]
    assert "square fails with TypeError" in output.evalue and "called as:      square(3)" in output.evalue
    assert "number_of_squares" in "\n".join(output.traceback)


def test_the_same_hand_in_meets_the_same_inputs_and_another_meets_others(course):
    def seeds():
        graded = {name: json.loads(course.autograded(name).read_text()) for name in ("mia", "lea")}
        return {name: notebook["metadata"]["grading"]["seed"] for name, notebook in graded.items()}

    before = seeds()
    assert len(set(before.values())) == 2 and all(
        re.fullmatch("[0-9a-f]{64}", each) for each in before.values()
    )
    course.nbgrader("autograde", NAME, "--force", "--student", "mia")
    assert seeds() == before
    notebook = answered(course, "I have changed my mind.")
    notebook.cells.append(new_code_cell("'one more'"))
    course.hand_in("mia", notebook)
    course.nbgrader("autograde", NAME, "--force", "--student", "mia")
    assert seeds()["mia"] != before["mia"]
    assert oct((course.folder / ".grading_secret").stat().st_mode)[-3:] == "600"
