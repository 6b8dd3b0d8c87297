"""The quiz: questions in every chapter, answered by mouse and keys, kept, printed, read without script."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from traitlets import TraitError

from gdcore.demos import Answer, Quiz, page_script

ROOT = Path(__file__).parent.parent.parent
CHAPTERS = sorted((ROOT / "book").glob("[0-9]*.md"))
QUIZZES = [
    (path.stem, *quiz)
    for path in CHAPTERS
    for quiz in re.findall(
        r"^<gd-quiz(.*?)>$(.*?)^</gd-quiz>$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
]


@pytest.fixture
def quizzes(page, site):
    """The quizzes of a chapter, opened from the disk."""

    def open_page(chapter):
        page.goto((site / "book" / f"{chapter}.html").as_uri())
        return page.locator("gd-quiz:not([prediction])")

    return open_page


def of_kind(quizzes, kind):
    return quizzes.and_(quizzes.page.locator(f'[kind="{kind}"]')).first


def spoken(quiz):
    return quiz.get_by_role("status").inner_text()


def test_every_chapter_has_quizzes_of_its_own():
    assert {chapter for chapter, _, _ in QUIZZES} == {path.stem for path in CHAPTERS}
    kinds = [re.search(r'kind="(\w+)"', attributes) for _, attributes, _ in QUIZZES]
    assert {kind[1] if kind else "choice" for kind in kinds} == {"choice", "number", "order"}


@pytest.mark.parametrize(("chapter", "attributes", "text"), QUIZZES, ids=lambda value: value[:40].strip())
def test_every_question_can_be_answered_and_every_answer_explains_itself(chapter, attributes, text):
    answers = re.findall(r"<details(.*?)>\n<summary>(.+?)</summary>\n(.+?)\n</details>", text, re.DOTALL)
    assert len(answers) >= 2 and all(len(reason) > 20 for _, _, reason in answers)
    if "order" in attributes:
        places = [re.search(r'data-place="(\d)"', mark)[1] for mark, _, _ in answers]
        assert sorted(places) == list("12345"[: len(answers)]) != places
    else:
        assert [mark for mark, _, _ in answers].count(' class="right"') == 1
    if "number" in attributes:
        numbers = [answer for _, answer, _ in answers if re.fullmatch(r"−?[\d.]+", answer)]
        assert len(numbers) == len(answers) - 1


def test_choice_by_keys_is_marked_spoken_kept_and_begun_again(quizzes, page):
    quiz = quizzes("02_learning_rates").first
    quiz.locator("summary").first.press("Enter")
    quiz.get_by_text("Not right.", exact=True).wait_for()
    assert quiz.locator("details").first.get_attribute("data-mark") == "wrong"
    assert spoken(quiz).startswith("Not right. That is the limit for curvature 1.")
    quiz.get_by_text("0 < η < 1/3").click()
    quiz.get_by_text("Right.", exact=True).wait_for()
    assert spoken(quiz).startswith("Right. Yes: 2/λ")
    page.reload()
    assert quiz.locator('[data-mark="right"]').get_attribute("open") == ""
    quiz.get_by_role("button", name="Start again").click()
    assert quiz.locator("details[open]").count() == 0
    page.reload()
    assert quiz.locator("details[open]").count() == 0


def test_a_page_that_arrives_in_pieces_is_waited_for(page):
    page.goto("about:blank")
    write = "text => { if (document.readyState === 'complete') document.open(); document.write(text); }"
    quiz = Quiz(
        "How many?", [Answer("3", "For a reason.", right=True), Answer("4", "For none.")], kind="number"
    )
    pieces = re.findall("<[^<]*", f'<gd-quiz kind="number">{quiz.content}</gd-quiz>')
    page.evaluate(write, f"<script>{page_script()}</script>")
    for piece in pieces:
        page.evaluate(write, piece)
        page.evaluate("() => new Promise(requestAnimationFrame)")
    page.evaluate("document.close()")
    page.get_by_role("textbox").fill("3")
    page.get_by_role("button", name="Check").click()
    assert spoken(page.locator("gd-quiz")) == "Right. For a reason."


PREDICTION = """<gd-quiz prediction kind="number" tolerance="0.1"><p>How many steps?</p>
  <details class="right"><summary>21</summary><p>Because 0.8 to the 21st is below 0.01.</p></details>
  <details><summary>any other number</summary><p>Each step leaves four fifths.</p></details></gd-quiz>
<p>So let us look.</p>
<div class="cell"><div class="cell_output"><p>21 steps</p></div></div>
<p>It is the twenty-first.</p><p>And so on.</p>
<div class="cell"><div class="cell_output"><p>something else</p></div></div>"""


@pytest.fixture
def prediction(page, tmp_path):
    """A prediction, with the cell that answers it and another, on a page that can keep what is answered."""
    style = (ROOT / "book/_static/course.css").as_uri()
    (tmp_path / "page.html").write_text(
        f'<meta charset="utf-8"><link rel="stylesheet" href="{style}"><script>{page_script()}</script>'
        f"{PREDICTION}"
    )
    page.goto((tmp_path / "page.html").as_uri())
    return page.locator("gd-quiz")


def test_what_a_prediction_is_about_is_covered_until_it_is_made_and_then_compared(prediction, page):
    output = page.get_by_text("21 steps")
    below = page.get_by_text("It is the twenty-first.")
    assert not output.is_visible() and not below.is_visible()
    assert page.get_by_text("And so on.").is_visible() and page.get_by_text("something else").is_visible()
    prediction.get_by_role("textbox").fill("soon")
    prediction.get_by_role("textbox").press("Enter")
    assert spoken(prediction) == "That is not a number." and not output.is_visible()
    prediction.get_by_role("textbox").fill("20")
    prediction.get_by_role("textbox").press("Enter")
    assert spoken(prediction) == "As you predicted. Because 0.8 to the 21st is below 0.01."
    assert output.is_visible() and below.is_visible()
    page.reload()
    assert output.is_visible() and prediction.locator(".result").inner_text() == "As you predicted."
    prediction.get_by_role("button", name="Start again").click()
    assert not output.is_visible()
    prediction.get_by_role("textbox").fill("100")
    prediction.get_by_role("button", name="Check").click()
    assert spoken(prediction) == "Not as you predicted. Each step leaves four fifths." and output.is_visible()


def test_a_reader_who_will_not_predict_is_shown_and_so_is_one_who_prints(prediction, page):
    output = page.get_by_text("21 steps")
    page.emulate_media(media="print")
    assert output.is_visible()
    page.emulate_media(media="screen")
    prediction.get_by_role("button", name="Show me").click()
    assert output.is_visible() and spoken(prediction) == "Shown without a prediction."
    assert not prediction.get_by_role("button", name="Show me").is_visible()
    page.reload()
    assert output.is_visible() and prediction.locator("details[open]").count() == 0


def test_number_opens_the_answer_that_it_means(quizzes):
    quiz = of_kind(quizzes("02_learning_rates"), "number")
    field = quiz.get_by_role("textbox")
    for typed, verdict, reason in [
        ("0.0384", "Right.", "Yes: 2/(μ + L)"),
        ("0,03846", "Right.", "Yes: 2/(μ + L)"),
        ("2/52", "Right.", "Yes: 2/(μ + L)"),
        ("0.04", "Not right.", "That is 2/L, the edge"),
        ("7", "Not right.", "Only the smallest and the largest"),
        ("fast", "That is not a number.", ""),
    ]:
        field.fill(typed)
        field.press("Enter")
        assert spoken(quiz).startswith(f"{verdict} {reason}".strip()), typed
        assert sum(answer.is_visible() for answer in quiz.locator("details").all()) == bool(reason)
    field.fill("0.0385")
    quiz.get_by_role("button", name="Check").click()
    assert quiz.locator("details[open]").count() and "Right." in spoken(quiz)


def test_order_is_sorted_by_keys_and_checked(quizzes):
    quiz = of_kind(quizzes("04_momentum"), "order")
    quiz.get_by_role("button", name="Check").click()
    assert spoken(quiz).startswith("0 of 3 in the right place.")
    quiz.get_by_role("button", name="down: gradient descent").press("Enter")
    assert spoken(quiz) == "gradient descent: now in place 2 of 3."
    quiz.get_by_role("button", name="down: gradient descent").press("Enter")
    quiz.get_by_role("button", name="down: gradient descent").press("Enter")  # it is the last already
    quiz.get_by_role("button", name="Check").click()
    assert spoken(quiz).startswith("Right. First, with 11.5 steps")
    assert quiz.locator('[data-mark="right"]').count() == 3


@pytest.mark.parametrize("given", ["9 1 2", "1 1 2 2 3 3", "1 2", "one", "1 2 3 4"])
def test_an_order_that_is_none_leaves_the_items_as_they_stand(given, quizzes):
    quiz = of_kind(quizzes("04_momentum"), "order")
    quiz.evaluate("(quiz, given) => quiz.setAttribute('given', given)", given)
    assert quiz.locator("ol li").count() == 3


@pytest.mark.parametrize("chapter", ["03_batching", "04_momentum"])
def test_without_script_and_in_print_every_answer_is_there(browser, quizzes, page, site, chapter):
    quizzes(chapter).first.wait_for()
    page.emulate_media(media="print")
    assert all(answer.is_visible() for answer in page.locator("gd-quiz details > :last-child").all())
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((site / "book" / f"{chapter}.html").as_uri())
    assert all(summary.is_visible() for summary in plain.locator("gd-quiz summary").all())
    plain.locator("gd-quiz summary").first.click()
    assert plain.locator("gd-quiz details[open]").count() == 1
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chapter", ["03_batching", "04_momentum", "08_putting_it_together"])
def test_axe_finds_nothing_on_a_phone(quizzes, page, chapter, scheme):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)
    quizzes(chapter).first.locator("summary").first.click()
    results = Axe().run(page, "gd-quiz", {"preload": False})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_in_python_the_items_of_an_order_stand_by_their_alphabet():
    quiz = Quiz("Sort.", [Answer("two", "2"), Answer("one <b>", "1"), Answer("three", "3")], kind="order")
    assert re.findall(r'data-place="(\d)"><summary>(.*?)<', quiz.content) == [
        ("2", "one &lt;b&gt;"),
        ("3", "three"),
        ("1", "two"),
    ]
    assert quiz.content in quiz._repr_mimebundle_()[0]["text/html"]


@pytest.mark.parametrize("wrong", [{"kind": "essay"}, {"tolerance": -0.1}])
def test_what_no_quiz_can_be_is_refused(wrong):
    with pytest.raises(TraitError, match=next(iter(wrong))):
        Quiz("?", [Answer("a", "b")], **wrong)
