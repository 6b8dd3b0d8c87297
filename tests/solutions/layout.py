"""What the notebook of a problem set has to look like, and what is said when it does not."""

import re

REGION = r"[ \t]*### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END (?:SOLUTION|HIDDEN TESTS)"
STUB = "# YOUR ANSWER HERE"


def hidden_parts(notebook):
    """The solutions and the hidden tests."""
    return [part for cell in notebook.cells for part in re.findall(REGION, cell.source, re.DOTALL)]


def visible_cells(notebook):
    """What students see of the cells: (id in nbgrader, points, text without solutions and hidden tests)."""
    cells = []
    for cell in notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        lines = re.sub(REGION, "", cell.source, flags=re.DOTALL).splitlines()
        text = [line.rstrip() for line in lines if line.strip() not in ("", STUB)]
        cells.append((settings.get("grade_id"), settings.get("points"), text))
    return cells


def check_release(source, release, name):
    """AssertionError if the release is not the one that this source gives."""
    if visible_cells(source) != visible_cells(release):
        raise AssertionError(f"exercises/{name} is older than solutions/{name}: run `make exercises`")


def points_of_tasks(notebook):
    """{number of a task: the points of the test cells below its heading}"""
    points, task = {}, None
    for cell in notebook.cells:
        for heading in re.finditer(r"^## Task (\d+)", cell.source, re.MULTILINE):
            task = int(heading[1])
            points[task] = 0.0
            if heading.start():
                above = cell.source.splitlines()[0]
                raise AssertionError(
                    f"task {task} stands below the text that begins with {above!r} and shares its cell: "
                    "move the task above that text"
                )
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("grade"):
            points[task] += settings["points"]
    return points


def check_points_table(notebook, name):
    """AssertionError unless the table in the first cell gives each task's points, and the cell their sum."""
    title = notebook.cells[0].source
    table = f"the points table in the first cell of solutions/{name}/{name}.md"
    rows = re.findall(r"^\| (\d+) \|.*\| ([\d.]+) \|$", title, re.MULTILINE)
    announced = {int(number): float(points) for number, points in rows}
    given = points_of_tasks(notebook)
    for task, points in given.items():
        if task not in announced:
            raise AssertionError(f"{table} has no row for task {task}, which has {points:g} points")
        if announced[task] != points:
            raise AssertionError(
                f"{table} gives {announced[task]:g} points for task {task}; its tests give {points:g}"
            )
    for task in announced.keys() - given.keys():
        raise AssertionError(f"{table} has a row for task {task}, which is not in the set")
    total = f"{sum(given.values()):g} points"
    if total not in title:
        raise AssertionError(f"the tasks have {total} altogether, and {table} says otherwise")


def check_references(notebook, chapters):
    """The number of sections that its checks name as `read=`; AssertionError if one is not in the book.

    chapters  {number: text}
    """
    references = set()
    for cell in notebook.cells:
        references |= set(re.findall(r'read="chapter (\d+), ([^"]+)"', cell.source))
    for chapter, section in references:
        if int(chapter) not in chapters:
            raise AssertionError(
                f"there is no chapter {chapter}, of which a check names the section {section!r}"
            )
        if not re.search(rf"^#+ {re.escape(section)}$", chapters[int(chapter)], re.MULTILINE):
            raise AssertionError(f"chapter {chapter} has no section {section!r}, which a check names")
    return len(references)
