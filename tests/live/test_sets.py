"""Problem sets on their pages: answered, checked, kept, handed in as a notebook, and brought back."""

import json
import random
import re
from itertools import zip_longest
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from grading.isolation.source import names_in

from ..solutions.course import Course
from ..solutions.problem_set import ProblemSet, run
from .cells import PATIENCE

ROOT = Path(__file__).parent.parent.parent
# PyTorch does not run in the browser: the page of a set that needs it says what it is about, and leads to
# the notebook.
NAMES = [
    page.stem.removeprefix("set_")
    for page in sorted(ROOT.glob("book/set_*.md"))
    if "{problem-set}" in page.read_text("utf-8")
]
SET = "01_update_rule"
RIGHT_STEP = "def step(w, g, lr):\n    return w - lr * g"
WRONG_STEP = RIGHT_STEP.replace("-", "+")
pytestmark = pytest.mark.slow


class SetPage:
    def __init__(self, page, server, name):
        self.page, self.name = page, name
        page.goto(server.url(f"set_{name}"))
        page.locator(".set-score").wait_for()

    def answer(self, task):
        return self.page.locator(f".answer[data-id='{task}']")

    def test(self, name):
        return self.page.locator(f".visible-test[data-id='{name}']")

    def write(self, task, code):
        self.answer(task).get_by_role("button", name="Write").click()
        self.answer(task).locator("textarea").fill(code)

    def check(self, task):
        self.answer(task).locator(".check").click()
        self.settle()

    def check_all(self):
        for button in self.page.locator(".check:visible").all():
            button.click()
        self.settle()

    def settle(self):
        expect(self.page.locator("[data-busy]")).to_have_count(0, timeout=2 * PATIENCE)

    def load(self, notebook):
        file = {
            "name": f"{self.name}.ipynb",
            "mimeType": "application/x-ipynb+json",
            "buffer": nbformat.writes(notebook).encode(),
        }
        note = self.page.locator(".set-bar .live-status")
        note.evaluate("note => note.replaceChildren()")
        self.page.locator("input[type=file]").set_input_files(file)
        expect(note).not_to_be_empty()
        if "would replace" in note.inner_text():
            note.get_by_role("button", name="Replace").click()
        expect(note).to_contain_text("answers are from")

    def download(self):
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Download to hand in").click()
        assert download.value.suggested_filename == f"{self.name}.ipynb"
        return nbformat.read(download.value.path(), as_version=4)

    def marks(self):
        """{test: passed, failed, or nothing}"""
        tests = self.page.locator(".visible-test").all()
        return {test.get_attribute("data-id"): test.get_attribute("data-state") for test in tests}


@pytest.fixture
def set_page(page, server):
    return SetPage(page, server, SET)


def by_hand(problem_set, answers):
    """The release with these answers in their cells, as a student would write them."""
    notebook = nbformat.from_dict(problem_set.release)
    for cell in notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("solution"):
            cell.source = answers[settings["grade_id"]].rstrip()
    return notebook


def sources(notebook):
    return [(cell.get("id"), cell.source.rstrip()) for cell in notebook.cells]


def right_submissions(problem_set):
    """Right answers to all tasks, so many times that each right answer is among them.

    An answer that goes on from a model answer comes together with it, not with another answer in its place.
    """
    right = [
        [answer.source for answer in answers if not answer.phrases]
        for answers in problem_set.answers.values()
    ]
    for answers in zip_longest(*right):
        given = {task: source for task, source in zip(problem_set.answers, answers) if source}
        used = set().union(*(names_in(source).read for source in given.values()))
        missed = {
            task: source
            for task, source in given.items()
            if used & (names_in(problem_set.solutions[task]).defined - names_in(source).defined)
        }
        yield problem_set.solutions | {task: given[task] for task in given if task not in missed}
        if missed:
            yield problem_set.solutions | missed


@pytest.mark.parametrize("name", NAMES)
def test_every_right_answer_passes_and_is_handed_in_as_it_is_by_hand(name, page, server):
    problem_set = ProblemSet(name)
    set_page = SetPage(page, server, name)
    for answers in right_submissions(problem_set):
        notebook = by_hand(problem_set, answers)
        set_page.load(notebook)
        set_page.check_all()
        not_passed = [test for test, state in set_page.marks().items() if state != "passed"]
        assert not not_passed, {test: set_page.test(test).text_content() for test in not_passed}
        assert sources(set_page.download()) == sources(notebook)


def told_wrong(problem_set):
    """Wrong answers of which the tests that students see tell: (task, source, test cell, message)."""
    cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in problem_set.release.cells
             if cell.cell_type == "code"}  # fmt: skip
    for task, tests in problem_set.tests.items():
        names = dict(problem_set._names_before[task])
        for answer in problem_set.answers[task]:
            if not answer.phrases:
                continue
            namespace = dict(names)
            if run(task, answer.source, namespace):
                continue
            for test in tests:
                for message in run(test, cells[test], namespace).values():
                    yield task, answer.source, test, message
                    break


def test_twenty_wrong_answers_are_told_what_the_notebook_tells_them(page, server):
    names = random.sample(NAMES, 4)
    for name in names:
        problem_set = ProblemSet(name)
        set_page = SetPage(page, server, name)
        set_page.load(by_hand(problem_set, problem_set.solutions))
        for task, source, test, message in random.sample(list(told_wrong(problem_set)), 5):
            set_page.load(by_hand(problem_set, problem_set.solutions | {task: source}))
            set_page.check(task)
            shown = set_page.test(test).locator(".live-error pre").first.inner_text()
            assert shown.split() == message.split(), (name, task, source)
            assert set_page.marks()[test] == "failed"


def test_a_new_student_does_the_first_set_and_gets_full_marks(page, server, tmp_path):
    """Nothing is installed: answered with the inputs and editors of the page, checked, handed in, marked."""
    page.set_viewport_size({"width": 360, "height": 740})
    problem_set = ProblemSet(SET)
    set_page = SetPage(page, server, SET)
    for task, source in problem_set.solutions.items():
        answer = set_page.answer(task)
        if answer.locator(".set-words").count():
            answer.locator(".set-words textarea").fill(source)
            continue
        if answer.locator(".set-fields > *").count():
            fill(answer, source)
        else:
            set_page.write(task, source)
        set_page.check(task)
    assert set(set_page.marks().values()) == {"passed"}
    all_points = sum(problem_set.points_of_all.values())
    expect(page.locator(".set-score")).to_contain_text(f"{all_points} of {all_points}")
    page.get_by_role("button", name="Contents").click()
    expect(page.locator("#contents .toctree-l1 > a.current")).to_have_attribute(
        "data-done", f"{all_points}/{all_points}"
    )
    page.keyboard.press("Escape")
    course = Course(tmp_path, problem_set)
    course.hand_in("in-the-page", set_page.download())
    course.hand_in("by-hand", by_hand(problem_set, problem_set.solutions))
    course.nbgrader("autograde", SET)
    marks = course.marks()
    assert marks["in-the-page"] == marks["by-hand"] == problem_set.points


def fill(answer, source):
    """Give the inputs of an answer the values that its names have in a solution."""
    for line in source.splitlines():
        if match := re.match(r"(\w+) = (?!None)(.*?)(?:\s+#.*)?$", line):
            name, value = match.groups()
            name_of_row = answer.page.locator("code", has_text=re.compile(f"^{name}$"))
            row = answer.locator(".set-fields > *", has=name_of_row)
            if row.locator("[type=radio], [type=checkbox]").count():
                for option in json.loads(value).split(", "):
                    row.get_by_text(option, exact=True).click()
            else:
                row.locator("input").fill(value)


def test_answers_and_marks_are_kept_and_shared_between_tabs(new_page, server):
    one, other = (SetPage(new_page(), server, SET) for _ in range(2))
    one.write("step", RIGHT_STEP)
    one.check("step")
    assert one.marks()["step-values"] == one.marks()["step-unchanged"] == "passed"
    expect(other.answer("step").locator("pre")).to_have_text(RIGHT_STEP)
    other.answer("meaning").get_by_text("B", exact=True).click()
    expect(one.answer("meaning").get_by_label("B")).to_be_checked()
    again = SetPage(one.page, server, SET)
    assert again.marks()["step-values"] == "passed"
    assert again.answer("step").locator("pre").inner_text() == RIGHT_STEP
    again.write("step", WRONG_STEP)
    assert again.marks()["step-values"] == ""  # another answer, not yet checked
    again.answer("step").get_by_role("button", name="Start again").click()
    assert "YOUR ANSWER HERE" in again.answer("step").locator("textarea").input_value()


def test_another_notebook_is_not_loaded(set_page):
    set_page.answer("meaning").get_by_text("B", exact=True).click()
    other = ROOT / "exercises/06_schedules/06_schedules.ipynb"
    for content in (other.read_bytes(), b"no notebook"):
        file = {"name": "x.ipynb", "mimeType": "application/x-ipynb+json", "buffer": content}
        set_page.page.locator("input[type=file]").set_input_files(file)
        expect(set_page.page.locator(".set-bar .live-status")).to_contain_text("is not the notebook")
    expect(set_page.answer("meaning").get_by_label("B")).to_be_checked()


def test_an_answer_is_replaced_by_that_of_a_notebook_only_if_the_student_says_so(set_page):
    problem_set = ProblemSet(SET)
    set_page.load(by_hand(problem_set, problem_set.solutions))  # nothing to lose: it is not asked
    set_page.answer("step").locator("pre").click()
    set_page.answer("step").locator("textarea").fill(RIGHT_STEP)
    note = set_page.page.locator(".set-bar .live-status")
    for says, kept in (
        ("Not now", RIGHT_STEP),
        ("Replace", problem_set.solutions["step"]),
    ):
        file = {
            "name": "x.ipynb",
            "mimeType": "application/x-ipynb+json",
            "buffer": nbformat.writes(by_hand(problem_set, problem_set.solutions)).encode(),
        }
        set_page.page.locator("input[type=file]").set_input_files(file)
        expect(note).to_contain_text("x.ipynb would replace an answer")
        note.get_by_role("button", name=says).click()
        expect(note).not_to_contain_text("would replace")
        expect(set_page.answer("step").locator("textarea")).to_have_value(kept.rstrip())


def test_an_answer_that_is_no_single_value_stays_code(set_page):
    problem_set = ProblemSet(SET)
    answers = problem_set.solutions | {"prediction": "w1 = 3 + (7 - 3) * 0.75\nw2, steps_needed = 5.25, 5"}
    set_page.load(by_hand(problem_set, answers))
    assert set_page.answer("prediction").locator("pre").inner_text() == answers["prediction"]
    assert sources(set_page.download()) == sources(by_hand(problem_set, answers))


def test_the_drill_draws_the_curves_of_the_students_id(page, server):
    set_page = SetPage(page, server, "02_learning_rates")
    given = page.locator(".cell", has_text="drill_for(student_id)")
    assert given.count() == 1
    assert given.locator("img").count() == 0
    set_page.answer("student_id").locator("input").fill("s1234567")
    set_page.check("student_id")
    given.locator(".live-output img").first.wait_for()
    first = given.locator(".live-output").inner_text()
    set_page.answer("student_id").locator("input").fill('"s7654321"')  # the notebook has it in quotes
    assert set_page.answer("student_id").locator("pre").text_content().startswith('student_id = "s7654321"')
    set_page.check("student_id")
    assert given.locator(".live-output").inner_text() != first


def test_a_check_that_runs_for_ever_is_stopped(set_page):
    set_page.write("step", "def step(w, g, lr):\n    while True: pass")
    set_page.answer("step").locator(".check").click()
    expect(set_page.answer("step").locator(".live-status")).to_have_text("Running …", timeout=PATIENCE)
    set_page.answer("step").get_by_role("button", name="Stop").click()
    expect(set_page.answer("step").locator(".live-status")).to_contain_text("Stopped", timeout=PATIENCE)
    set_page.settle()
    set_page.answer("step").locator("textarea").fill(RIGHT_STEP)
    set_page.check("step")
    assert set_page.marks()["step-values"] == "passed", set_page.test("step-values").inner_text()


def test_a_telephone_does_not_zoom_in_on_the_editor_of_an_answer(telephone, server):
    """As it does where letters are smaller than 16 pixels."""
    set_page = SetPage(telephone, server, SET)
    set_page.write("step", RIGHT_STEP)
    size = "area => getComputedStyle(area).fontSize"
    assert set_page.answer("step").locator("textarea").evaluate(size) == "16px"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_set_at_work(theme, set_page):
    set_page.page.emulate_media(color_scheme=theme)
    set_page.answer("meaning").get_by_text("B", exact=True).click()
    set_page.check("meaning")
    set_page.write("step", WRONG_STEP)
    set_page.check("step")
    reached = "box => box.scrollWidth <= box.clientWidth || box.tabIndex === 0"
    set_page.page.wait_for_function(f"[...document.querySelectorAll('article pre')].every({reached})")
    found = Axe().run(set_page.page)
    assert found.violations_count == 0, found.generate_report()


def test_no_hidden_test_is_in_the_page(site):
    problem_sets = [ProblemSet(name) for name in NAMES]
    for problem_set in problem_sets:
        html = (site / f"book/set_{problem_set.name}.html").read_text()
        shown = re.sub(r"<[^>]*>", "", html)
        assert "HIDDEN" not in shown and "check_choice(" not in shown
