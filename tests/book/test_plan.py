"""The plan for teaching: times add up, each task has its place, and nothing is named that does not exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCE = "book/plan.md"
PLAN = (ROOT / SOURCE).read_text("utf-8")
SETS = sorted(path.stem for path in ROOT.glob("exercises/*/*.ipynb"))
LINES = list(enumerate(PLAN.splitlines(), 1))
TASK = re.compile(r"\{task\}`(\w+) ([\d -]+)`")


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def tables(first_column):
    """The tables that begin with this column: the line of each in the plan, and its rows."""
    for i, (number, line) in enumerate(LINES):
        if line.startswith(f"| {first_column} |"):
            rows = []
            for _, row in LINES[i + 2 :]:
                if not row.startswith("|"):
                    break
                rows.append(cells(row))
            yield number, rows


def tasks_in(text):
    """Each set and task that a text names."""
    for name, numbers in TASK.findall(text):
        for part in numbers.split():
            first, _, last = part.partition("-")
            yield from ((name, number) for number in range(int(first), int(last or first) + 1))


def test_minutes_of_each_lesson_add_up():
    lessons = list(tables("minutes"))
    for line, rows in lessons:
        *parts, (total, _) = rows
        assert f"**{sum(int(minutes) for minutes, _ in parts)}**" == total, f"{SOURCE}:{line}"
    assert [rows[-1][0] for _, rows in lessons] == 10 * ["**90**"] + ["**60**"]
    assert PLAN.count("{time}`90`") == 10


def test_parts_of_the_day_follow_one_another():
    [(line, rows)] = tables("from")
    for (start, minutes, _), (end, *_) in zip(rows, rows[1:]):
        (hours, past), (next_hours, next_past) = (map(int, time.split(":")) for time in (start, end))
        assert 60 * hours + past + int(minutes) == 60 * next_hours + next_past, f"{SOURCE}:{line}, at {start}"


def test_parts_of_a_lesson_that_shorter_plans_take_are_as_long_as_they_say():
    """What the day and the three weeks take from a lesson, by words of the rows that they name."""
    lessons = [[(int(minutes), what) for minutes, what in rows[:-1]] for _, rows in tables("minutes")]

    def minutes(week, *words):
        rows = [minutes for minutes, what in lessons[week - 1] if any(word in what for word in words)]
        assert len(rows) == len(words), (week, words)
        return sum(rows)

    assert minutes(3, "{numref}`fig-clouds`", "Three clocks", "sorted by class") == 45
    assert minutes(5, "turn the valley", "never change", "Reddi", "SGD or Adam?") == 45
    assert minutes(6, "contest", "fig-which-arrive", "fig-too-early") == 45
    both = minutes(4, "fig-momentum-two-walkers", "The map") + 90
    assert both - minutes(5, "class report", "L2 penalty", "{task}`05_adam 2`") == 90
    assert minutes(8, "{task}`08_putting_it_together 1`") == 20


@pytest.mark.parametrize("name", SETS)
def test_each_task_is_done_in_class_or_at_home(name):
    release = (ROOT / f"exercises/{name}/{name}.ipynb").read_text("utf-8")
    numbers = {int(number) for number in re.findall(r'"## Task (\d+)', release)}
    weeks = [line for line in PLAN.splitlines() if line.startswith("**Tasks.**") and f"`{name} " in line]
    assert len(weeks) == 1, f"{SOURCE}: one line that begins with **Tasks.** is to give the tasks of {name}"
    planned = [number for task_set, number in tasks_in(weeks[0]) if task_set == name]
    assert sorted(planned) == sorted(numbers), f"{SOURCE}: {name} has the tasks {sorted(numbers)}"


def test_what_is_begun_in_a_lesson_is_what_its_week_gives_to_the_class():
    weeks = re.findall(r"^### Week \d+: .*?(?=^##|\Z)", PLAN, re.M | re.S)
    assert len(weeks) == 10
    for week in weeks:
        in_class = re.search(r"\*\*Tasks.\*\* In class (.*?), at home", week)[1]
        table = "\n".join(line for line in week.splitlines() if line.startswith("|"))
        assert set(tasks_in(in_class)) == set(tasks_in(table)), week.partition("\n")[0]


def test_each_lesson_shows_a_demo_or_more_and_names_what_goes_wrong():
    for week in re.findall(r"^### Week \d+: .*?(?=^##|\Z)", PLAN, re.M | re.S):
        assert "{show}`" in week and "**Where classes go wrong.**" in week and "{marks}`" in week


WRONG = {
    "{task}`01_update_rule 11`": "set '01_update_rule' has no task 11",
    "{task}`01_update_rule one`": "'one' is not the number of a task",
    "{marks}`11_more`": "no problem set is called '11_more'",
    "{time}`01_update_rules`": "no page with a reading time: '01_update_rules'",
    "{show}`it <02_learning_rates#gd-learning-rate?lr=9>`": "lr must be from 0.0 to 2.6, got 9",
    "{show}`it <02_learning_rates#gd-learning-rate?rate=1>`": "LearningRateDemo has no rate",
    "{show}`it <02_learning_rates#gd-momentum?lr=1>`": "the page has 0 of these demos",
    "{show}`it <05_adam#gd-adam-3>`": "the page has 2 of these demos",
    "{show}`it <02_learning_rates#gd-slope>`": "no demo is called 'gd-slope'",
    "{show}`it <02_rates#gd-learning-rate>`": "no page is called '02_rates'",
    "{show}`it <02_learning_rates>`": "not the address of a demo",
}


def test_what_does_not_exist_is_named_with_its_line(tmp_path):
    (tmp_path / "index.md").write_text("# A plan\n\n" + "\n\n".join(WRONG))
    command = [sys.executable, "-m", "sphinx", "-C", "-q", tmp_path, tmp_path / "out"]
    command += ["-D", "extensions=myst_parser,course.teaching"]
    build = subprocess.run(
        command, env={"PYTHONPATH": str(ROOT / "book/_ext")}, capture_output=True, text=True, check=True
    )
    for i, message in enumerate(WRONG.values()):
        where, found = rf"index\.md:{3 + 2 * i}: WARNING: ", re.escape(message)
        assert re.search(f"{where}.*{found}", build.stderr), (message, build.stderr)


def test_points_are_those_of_the_release(tmp_path):
    (tmp_path / "index.md").write_text(
        "# A plan\n\n{task}`01_update_rule 2`; {task}`01_update_rule 1 4-6`; {marks}`01_update_rule`; "
        "{time}`set_01_update_rule`; {time}`set_01_update_rule 90`"
    )
    command = [sys.executable, "-m", "sphinx", "-C", "-q", "-W", "-b", "text", tmp_path, tmp_path / "out"]
    command += ["-D", "extensions=myst_parser,course.teaching"]
    subprocess.run(command, env={"PYTHONPATH": str(ROOT / "book/_ext")}, check=True)
    assert " ".join((tmp_path / "out/index.txt").read_text().split()) == (
        "A plan ****** task 2, One step (3 points); tasks 1 and 4 to 6 (9 points); 22 of the 25 points come "
        "from the tests, and you give the other 3 by its rubric, for task 10; 65 minutes; 2 h 35 min"
    )


def test_a_link_shows_the_demo_in_the_state_that_it_names(site, page):
    page.goto((site / "book/plan.html").as_uri())
    page.get_by_role("link", name="the double well at 1.15").click()
    page.wait_for_url("**/02_learning_rates.html#gd-learning-rate*")
    demo = page.locator("gd-learning-rate").first
    page.wait_for_function("document.querySelector('gd-learning-rate').state?.objective === 'double-well'")
    state = demo.evaluate("demo => demo.state")
    assert (state["objective"], state["lr"], state["steps"]) == ("double-well", 1.15, 60)
