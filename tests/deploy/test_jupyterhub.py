"""A problem set's way from release to feedback, through a hub started as deploy/jupyterhub/README.md says."""

import re

import nbformat
import pytest

from .hub import PASSWORDS, SET, course_folder, running_hub

PATIENCE = 120_000  # milliseconds, for a busy machine

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return course_folder(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def hub(course, tmp_path_factory):
    with running_hub(course, tmp_path_factory.mktemp("hub")) as address:
        yield address


@pytest.fixture
def log_in(browser, hub):
    """Log in with a name, in a browser that knows nobody; the page that opens."""
    contexts = []

    def page_of(name, password):
        contexts.append(browser.new_context(viewport={"width": 1400, "height": 1000}))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto(hub)
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORDS[password])
        page.get_by_role("button", name="Sign in").click()
        return page

    yield page_of
    for context in contexts:
        context.close()


def test_from_the_release_to_the_feedback(log_in, hub, course):
    instructor = log_in("instructor", "INSTRUCTOR_PASSWORD")
    formgrader(instructor, SET, "assign")
    formgrader(instructor, SET, "release")

    student = log_in("ada", "STUDENT_PASSWORD")
    open_assignments(student)
    student.get_by_role("button", name="Fetch").click()
    student.get_by_role("button", name="Submit").wait_for()
    answer(student, f"{hub}/user/ada/lab/tree/{SET}/{SET}.ipynb")
    open_assignments(student)
    student.get_by_role("button", name="Submit").click()
    student.locator("#submitted_assignments_list").get_by_text(SET).first.wait_for()

    formgrader(instructor, SET, "collect")
    instructor.locator("tr", has_text=SET).locator(".num-submissions a").click()
    formgrader(instructor, "ada", "autograde")
    formgrader(instructor, "ada", "generate-feedback")
    formgrader(instructor, "ada", "release-feedback")
    graded = nbformat.read(course / f"autograded/ada/{SET}/{SET}.ipynb", as_version=4)
    assert "grading" in graded.metadata  # our own marker's note, not nbgrader's

    open_assignments(student)
    student.get_by_role("button", name="Fetch Feedback").click()
    student.get_by_text("(view feedback)").click()
    student.locator(".jp-DirListing-item", has_text=f"{SET}.html").dblclick()
    feedback = student.frame_locator(".jp-HTMLViewer iframe")
    feedback.get_by_text("the gradient points uphill").wait_for()
    right = {"step-values", "step-unchanged"}
    marks = {
        task: f"{points if task in right else 0} of {points}" for task, points in points_of(course).items()
    }
    assert dict(row.split("\t")[-2:] for row in feedback.locator("header tr").all_inner_texts()[1:]) == marks


def formgrader(page, row, action):
    """Press the button for this action in the row of a set or a student; it has to say that it went well."""
    page.locator("tr", has_text=row).locator(f".{action} a").click()
    dialog = page.locator(".modal.in")
    dialog.wait_for()
    assert dialog.locator(".modal-title").inner_text() == "Success", dialog.inner_text()
    dialog.get_by_role("button", name="OK").click()
    dialog.wait_for(state="detached")


def open_assignments(page):
    """What nbgrader has for students, in JupyterLab's menu; it asks the hub's exchange anew."""
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()
    page.locator("#refresh_assignments_list").click()


def answer(page, address):
    """Answer one task rightly and one wrongly, and validate: this complains only about what was left open."""
    page.goto(address)
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    page.locator(".jp-CodeCell", has_text="def step(").get_by_text("# YOUR ANSWER HERE").click()
    for key in ("Home", "Shift+End"):
        page.keyboard.press(key)
    page.keyboard.type("return w - lr * g")
    page.locator(".jp-CodeCell", has_text="meaning = None").get_by_text("None", exact=True).dblclick()
    page.keyboard.type('"C"')
    page.get_by_role("button", name="Validate").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("still wait for an answer").wait_for()
    told = dialog.inner_text()
    assert re.search(r"open:.*\barrow\b", told) and not re.search("(step|meaning) is not right", told)
    dialog.get_by_role("button", name="Ok").click()


def points_of(course):
    """{test cell: points} of the set; the cell that lists what is open has none."""
    notebook = nbformat.read(course / f"solutions/{SET}/{SET}.ipynb", as_version=4)
    cells = (cell.metadata.get("nbgrader", {}) for cell in notebook.cells)
    return {cell["grade_id"]: cell["points"] for cell in cells if cell.get("grade") and cell["points"]}


def test_the_formgrader_leads_to_the_course_in_jupyterlab(log_in):
    instructor = log_in("instructor", "INSTRUCTOR_PASSWORD")
    with instructor.expect_popup() as popup:
        instructor.get_by_role("link", name=SET).click()
    popup.value.locator(".jp-DirListing-item", has_text=f"{SET}.ipynb").wait_for()


def test_students_get_nothing_that_is_for_instructors(log_in, hub):
    student = log_in("eve", "STUDENT_PASSWORD")
    student.get_by_role("menuitem", name="Nbgrader").click()
    assert student.locator(".lm-Menu-itemLabel >> visible=true").all_inner_texts() == ["Assignment List"]
    assert student.request.get(f"{hub}/user/eve/formgrader/manage_assignments").status == 404
    assert not student.request.get(f"{hub}/user/instructor/formgrader").ok


def test_an_instructors_name_is_no_student(log_in):
    page = log_in("instructor", "STUDENT_PASSWORD")
    page.get_by_text("Invalid username or password").wait_for()
