"""How the notebook of a problem set must be laid out, and what a contributor is told when it is not."""

import ast
import re

REGION = r"[ \t]*### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END (?:SOLUTION|HIDDEN TESTS)"
STUB = "# YOUR ANSWER HERE"
IN_WORDS = "*YOUR ANSWER HERE, in words"  # how the stub of a written answer begins
LONGEST = 100  # characters in a line of a cell, which JupyterLab shows without scrolling


def hidden_parts(notebook):
    """The solutions and the hidden tests."""
    parts = [part for cell in notebook.cells for part in re.findall(REGION, cell.source, re.DOTALL)]
    return parts + [cell.source for cell in notebook.cells if is_in_words(cell)]


def is_in_words(cell):
    settings = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "markdown" and bool(settings.get("solution"))


def visible_cells(notebook):
    """What students see of the cells: (id in nbgrader, points, text without solutions and hidden tests)."""
    cells = []
    for cell in notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        lines = re.sub(REGION, "", cell.source, flags=re.DOTALL).splitlines()
        if is_in_words(cell):
            lines = []  # the source holds the model answer there, and the release a stub
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


def check_written_answer(notebook, total):
    """AssertionError unless there is an answer in words, with a rubric, for 10 to 15 % of the points."""
    written = [cell for cell in notebook.cells if is_in_words(cell)]
    assert written, "no answer of the set is in words: add one (CONTRIBUTING.md, To add a task)"
    for cell in written:
        name, points = cell.metadata.nbgrader.grade_id, cell.metadata.nbgrader.points
        model, _, rubric = cell.source.partition("**Rubric.**")
        assert len(model.split()) > 60, f"the model answer of {name} is too short to be one"
        assert re.search(r"^- .*point", rubric, re.MULTILINE), f"the rubric of {name} gives no points"
        assert points, f"{name} has no points"
    share = sum(cell.metadata.nbgrader.points for cell in written) / total
    assert 0.08 <= share <= 0.16, f"answers in words have {share:.0%} of the points"


HINTS = re.compile(r"<summary>Hint 1 of 3</summary>.*<summary>Hint 2 of 3</summary>.*Hint 3 of 3", re.DOTALL)


def check_hints(notebook):
    """AssertionError unless each task has hints in three steps, before the answer that they are for."""
    task, seen = None, {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not is_in_words(cell):
            for part in re.split(r"^(?=## Task )", cell.source, flags=re.MULTILINE):
                if heading := re.match(r"## Task (\d+)", part):
                    task = int(heading[1])
                    seen[task] = False
                if HINTS.search(part) and task:
                    seen[task] = True
                assert part.count("<details>") == part.count("</details>"), f"hints of task {task} do not end"
        elif is_in_words(cell):
            seen[task] = True  # the task itself says what a full answer holds
    missing = [number for number, has_hints in seen.items() if not has_hints]
    assert not missing, f"tasks {missing} have no hints in three steps"


def check_lines(notebook):
    """AssertionError if a line of code is too long to be read, or a cell begins with an empty one."""
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.source[:40])
        assert not cell.source.startswith("\n"), f"cell {name} begins with an empty line"
        if cell.cell_type == "code":
            long = [line for line in cell.source.splitlines() if len(line) > LONGEST]
            assert not long, f"cell {name} has lines of more than {LONGEST} characters: {long}"


def check_text(notebook):
    """AssertionError if a formula's commands have two backslashes, or a docstring is broken like a string."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            doubled = re.findall(r"\\\\[a-z]+", cell.source)
            assert not doubled, f"commands begin with one backslash: {doubled}"
        elif cell.cell_type == "code":
            nodes = ast.walk(ast.parse(cell.source))
            functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
            broken = [each.name for each in functions if '"\n' in (ast.get_docstring(each) or "")]
            assert not broken, f"the docstrings of {broken} hold quotation marks where a line ends"


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
