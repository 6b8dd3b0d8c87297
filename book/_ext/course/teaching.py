"""What the plan for teaching says of other pages, taken from there: points, times and states of demos.

{task}`02_learning_rates 3`         task 3 of that set, with its name and its points
{task}`02_learning_rates 1 3-5`     several tasks, with all their points
{marks}`02_learning_rates`          how many points its tests give, and how many a person
{time}`02_learning_rates set_02_learning_rates 90`
                                    minutes added up: reading a chapter, working through a set, or as said
{show}`words <02_learning_rates#gd-learning-rate?lr=1.5>`
                                    a demo of that page in that state

What does not exist is named with the line of the plan that names it, and fails the build.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxRole
from traitlets import TraitError

from gdcore import demos

ROOT = Path(__file__).parent.parent.parent.parent
LOGGER = logging.getLogger(__name__)
DEMOS = {
    kind.tag.default_value: kind for kind in map(demos.__dict__.get, demos.__all__) if hasattr(kind, "tag")
}


class time_needed(nodes.inline):
    """Where a time will stand, once all pages have been read."""


def setup(app):
    app.add_node(time_needed)
    for name, role in {"task": Task(), "marks": Marks(), "time": Time(), "show": Show()}.items():
        app.add_role(name, role)
    app.connect("doctree-resolved", write_times)


# ---- problem sets: what their releases say ----


class OneTask(NamedTuple):
    title: str
    points: int
    anchor: str  # on the page of the set, with its #


class ProblemSet(NamedTuple):
    minutes: int
    points: int
    tasks: dict[int, OneTask]
    by_hand: tuple[int, int]  # the task that is answered in words, and its points


@cache
def problem_set(name):
    """What the release of that set says of itself."""
    release = ROOT / f"exercises/{name}/{name}.ipynb"
    if not release.exists():
        raise ValueError(f"no problem set is called {name!r}")
    cells = json.loads(release.read_text("utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    minutes, points = map(int, re.search(r"About (\d+) minutes, (\d+) points", texts[0]).groups())
    # A set in PyTorch, which no browser runs, is not shown on its page.
    is_shown = "{problem-set}" in (ROOT / f"book/set_{name}.md").read_text("utf-8")
    anchors, by_hand = {}, None
    for cell, text in zip(cells, texts):
        if heading := re.search(r"^## (Task (\d+): .*)$", text, re.M):
            number = int(heading[2])
            anchors[number] = f"#{nodes.make_id(heading[1])}" if is_shown else ""
        if cell["cell_type"] == "markdown" and cell["metadata"].get("nbgrader", {}).get("grade"):
            by_hand = number, int(cell["metadata"]["nbgrader"]["points"])
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (\d+) \|$", texts[0], re.M)
    tasks = {int(number): OneTask(title, int(worth), anchors[int(number)]) for number, title, worth in rows}
    return ProblemSet(minutes, points, tasks, by_hand)


class OfSet(SphinxRole):
    """A role whose first word is the name of a problem set."""

    def run(self):
        name, _, rest = self.text.partition(" ")
        try:
            words = self.words(name, problem_set(name), rest)
        except ValueError as error:
            LOGGER.warning("%s", error, location=self.get_location())
            return [], []
        self.env.note_dependency(f"exercises/{name}/{name}.ipynb")
        return words, []

    def link(self, name, given, number, words):
        if number not in given.tasks:
            raise ValueError(f"set {name!r} has no task {number}")
        address = f"set_{name}.html{given.tasks[number].anchor}"
        return nodes.reference("", words, refuri=address, internal=True)


class Task(OfSet):
    def words(self, name, given, rest):
        ranges = [range_of(part) for part in rest.split()]
        links = {
            number: self.link(name, given, number, str(number)) for numbers in ranges for number in numbers
        }
        if not links:
            raise ValueError(f"which tasks of set {name!r}?")
        if len(links) == 1:
            [number] = links
            task = given.tasks[number]
            link = self.link(name, given, number, _("task %s, %s") % (number, task.title))
            return [link, nodes.Text(f" ({counted(task.points)})")]
        worth = sum(given.tasks[number].points for number in links)
        told = [ends for numbers in ranges for ends in shortened(numbers)]
        tasks, and_, to = _("tasks"), _("and"), _("to")
        words = [nodes.Text(f"{tasks} ")]
        for i, (first, *last) in enumerate(told):
            before = ["", *[", "] * (len(told) - 2), f" {and_} "][i]
            words += [nodes.Text(before), links[first]]
            words += [node for number in last for node in (nodes.Text(f" {to} "), links[number])]
        return [*words, nodes.Text(f" ({counted(worth)})")]


class Marks(OfSet):
    def words(self, name, given, rest):
        task, points = given.by_hand
        tested = _("%s of the %s points come from the tests, and you give the other %s by its rubric, for")
        link = self.link(name, given, task, _("task %s") % task)
        return [nodes.Text(tested % (given.points - points, given.points, points) + " "), link]


def range_of(part):
    """The numbers in "3" or "3-5"."""
    if not re.fullmatch(r"\d+(-\d+)?", part):
        raise ValueError(f"{part!r} is not the number of a task, nor the first and the last of several")
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)


def shortened(numbers):
    """What is said of several tasks in a row: each of two, but of more only the first and the last.

    >>> shortened(range(3, 5)), shortened(range(3, 8))
    ([(3,), (4,)], [(3, 7)])
    """
    return [(numbers[0], numbers[-1])] if len(numbers) > 2 else [(number,) for number in numbers]


def counted(points):
    return _("1 point") if points == 1 else _("%s points") % points


# ---- times ----


class Time(SphinxRole):
    def run(self):
        return [time_needed("", "", parts=self.text.split(), line=self.lineno)], []


def write_times(app, doctree, page):
    for place in list(doctree.findall(time_needed)):
        try:
            place.replace_self(nodes.Text(spoken(sum(minutes(app.env, part) for part in place["parts"]))))
        except ValueError as error:
            # Of the kind of a link that leads nowhere, as where a page is built without the others.
            LOGGER.warning("%s", error, location=(page, place["line"]), type="ref", subtype="doc")
            place.parent.remove(place)


def minutes(env, part):
    """The minutes of a part of {time}: those to read a chapter or to work through a set, or a number."""
    if part.isdigit():
        return int(part)
    if part.startswith("set_"):
        return problem_set(part.removeprefix("set_")).minutes
    time = env.metadata.get(f"book/{part}", {}).get("minutes")
    if time is None:
        raise ValueError(f"no page with a reading time: {part!r}")
    return time


def spoken(minutes):
    """As 90 minutes, or rounded to 5 minutes as 3 h 10 min, or as hours if there are many.

    >>> spoken(90), spoken(189), spoken(3610)
    ('90 minutes', '3 h 10 min', '60 hours')
    """
    if minutes <= 100:
        return _("%s minutes") % minutes
    hours, rest = divmod(5 * round(minutes / 5), 60)
    if hours >= 10:
        return _("%s hours") % round(minutes / 60)
    return _("%s h %s min") % (hours, rest) if rest else _("%s hours") % hours


# ---- demos in a state that is worth showing ----


class Show(ReferenceRole):
    def run(self):
        try:
            self.check(self.target)
        except ValueError as error:
            LOGGER.warning("%s: %s", self.target, error, location=self.get_location())
            return [], []
        page, place = self.target.split("#")
        return [nodes.reference("", self.title, refuri=f"{page}.html#{place}", internal=True)], []

    def check(self, target):
        """Say what is wrong with the address of a demo, if anything is."""
        match = re.fullmatch(r"(\w+)#(gd-[a-z-]+?)(?:-(\d))?(?:\?(.*))?", target)
        if not match:
            raise ValueError("not the address of a demo, like 02_learning_rates#gd-learning-rate?lr=1.5")
        page, tag, place, query = match.groups()
        chapter = ROOT / f"book/{page}.md"
        if not chapter.exists():
            raise ValueError(f"no page is called {page!r}")
        if tag not in DEMOS:
            raise ValueError(f"no demo is called {tag!r}")
        name = DEMOS[tag].__name__
        found = len(re.findall(rf"^(?:demo = )?{name}\(", chapter.read_text("utf-8"), re.M))
        if found < int(place or 1):
            raise ValueError(f"the page has {found} of these demos")
        self.env.note_dependency(chapter.relative_to(ROOT))
        state = dict(parse_qsl(query or "", strict_parsing=bool(query)))
        try:
            DEMOS[tag](**{parameter: value_of(text) for parameter, text in state.items()})
        except (TypeError, TraitError) as error:  # it names the parameter
            raise ValueError(str(error)) from error


def value_of(text):
    """What a text in an address stands for."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
