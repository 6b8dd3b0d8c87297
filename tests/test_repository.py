"""The repository keeps its rules: derived files in step, imports one way, nothing foreign, no long lines."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from jupytext.cli import jupytext
from jupytext.config import load_jupytext_config
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.exercises import release
from tools.solution_notebooks import solution_notebook

ROOT = Path(__file__).parent.parent
# The pages of the book that are notebooks as well.
PAIRED = [page for page in sorted(ROOT.glob("book/[!_]*.md")) if "%pip install" in page.read_text("utf-8")]
PROBLEM_SETS = sorted(ROOT.glob("solutions/*/[0-9][0-9]_*.md"))
NOTEBOOKS = sorted([*ROOT.glob("book/**/*.ipynb"), *ROOT.glob("exercises/**/*.ipynb")])

# From the bottom up: a module may import from those before it only. What
# `from gdcore import ...` offers comes from the layers before plotting.
LAYERS = (
    ("_types",),
    ("_checks",),
    ("_hyperparameters", "practice", "problem_sets"),
    ("objectives", "data", "models", "schedules", "rules"),
    ("formula", "formats", "matrices", "averages", "checkpoint"),
    ("loop",),
    ("training",),
    ("diagnostics",),
    ("curves",),
    ("plotting",),
    ("demos",),
)


def relative(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("source", PAIRED, ids=relative)
def test_notebook_is_in_step_with_its_source(source, tmp_path):
    for path in (source, source.with_suffix(".ipynb")):
        shutil.copy(path, tmp_path)
    copy = tmp_path / source.name
    jupytext(["--quiet", "--update", "--to", "ipynb", str(copy)])
    committed, fresh = (json.loads(path.with_suffix(".ipynb").read_text()) for path in (source, copy))
    if committed != fresh:  # an assertion would show both notebooks
        pytest.fail(f"{relative(source)} was changed after its notebook: run `make notebooks`", False)


def test_jupytext_pairs_what_has_a_source_and_no_students_notebook():
    paired = [source.with_suffix(".ipynb") for source in (*PAIRED, *PROBLEM_SETS)]
    assert all(load_jupytext_config(str(path)) for path in paired)
    assert not any(load_jupytext_config(str(path)) for path in NOTEBOOKS if path not in paired)


@pytest.mark.parametrize("source", PROBLEM_SETS, ids=relative)
def test_cells_of_a_solution_have_the_same_ids_each_time(source):
    first, second = (solution_notebook(source) for _ in range(2))
    ids = [cell.id for cell in first.cells]
    assert ids == [cell.id for cell in second.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w-]{1,64}", each, re.ASCII) for each in ids)
    nbformat.validate(first)


@pytest.mark.parametrize("source", PROBLEM_SETS, ids=lambda source: source.stem)
def test_exercise_is_in_step_with_its_solution(source, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)  # where nbgrader_config.py is
    name = source.stem
    shutil.copytree(source.parent, tmp_path / "solutions" / name)
    nbformat.write(solution_notebook(source), tmp_path / "solutions" / name / f"{name}.ipynb")
    release(name, tmp_path / "solutions", tmp_path / "exercises")
    fresh, committed = contents(tmp_path / "exercises" / name), contents(ROOT / "exercises" / name)
    if committed != fresh:  # an assertion would show both notebooks
        pytest.fail(f"{relative(source)} was changed after its release: run `make exercises`", False)


def contents(folder):
    return {
        str(path.relative_to(folder)): json.loads(path.read_text())
        if path.suffix == ".ipynb"
        else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=relative)
def test_notebook_holds_no_outputs(notebook):
    cells = json.loads(notebook.read_text())["cells"]
    executed = [cell["source"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]
    assert executed == []


def test_answers_and_attacks_keep_to_the_line_length():
    """The formatter leaves them alone, because students write as they write."""
    paths = [*ROOT.glob("tests/answers/**/*.py"), *ROOT.glob("tests/grading/attacks/**/*.py")]
    lines = [(relative(path), line) for path in paths for line in path.read_text().splitlines()]
    assert [(path, line) for path, line in lines if len(line) > 110] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("gdcore/**/*.py")), ids=relative)
def test_imports_point_one_way(path):
    if path.name == "__init__.py" and path.parent.name == "gdcore":
        return  # the front door may import from every layer
    heights = {module: height for height, modules in enumerate(LAYERS) for module in modules}
    height = heights[path.relative_to(ROOT / "gdcore").parts[0].removesuffix(".py")]
    upward = [name for name in imported_names(path) if heights.get(name, heights["diagnostics"]) > height]
    assert upward == []


def imported_names(path):
    """Names below ``gdcore.`` that a file imports, at its top or inside a function."""
    package = ("gdcore", *path.relative_to(ROOT / "gdcore").parent.parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("gdcore."):
                yield name.split(".")[1]


@pytest.mark.parametrize("path", sorted(ROOT.glob("tools/*.py")), ids=relative)
def test_tools_import_nothing_from_tests(path):
    imported = [
        name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(alias.name for alias in node.names)]
        if name
    ]
    assert [name for name in imported if name.split(".")[0] in ("tests", "runpy", "conftest")] == []


def test_import_needs_numpy_alone():
    code = "import sys; before = set(sys.modules); import gdcore; print(*set(sys.modules) - before)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    packages = {name.split(".")[0] for name in loaded if "cython" not in name}  # inside NumPy
    assert packages - set(sys.stdlib_module_names) == {"gdcore", "numpy"}


@pytest.mark.parametrize(
    "foreign",
    [
        r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|debian\.org",  # registries
        r"jsdelivr\.net|unpkg\.com|cdnjs\.",  # content delivery networks
        r"(^|[^A-Za-z0-9_./])/(work|root|opt|home/[a-z]+|tmp/[a-z]+)/",  # somebody's machine
        r"\.\./shared",
    ],
)
def test_no_file_names_what_only_one_machine_has(foreign):
    elsewhere = (
        ":!deploy/littlest-jupyterhub",  # which is in the same folder of every machine that has it
        ":!book/_live/pyodide.json",  # the one place that names Pyodide's host, which pages ask about first
    )
    command = ["git", "grep", "-nIE", foreign, "--", ".", *elsewhere]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (1, "")


def test_nothing_installs_the_engine_by_a_name_that_anybody_may_take():
    """The course is in no public registry, so a package of its name there would be somebody else's."""
    by_name = r'pip install[^`]*[" ]gdcore(\[[a-z,]+\])?(["` ]|$)'
    in_the_browser = ":!tests/book/test_lite.py"  # whose installer looks into the site before any registry
    command = ["git", "grep", "-nIE", by_name, "--", ".", in_the_browser]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (1, "")


def test_no_line_of_code_is_longer_than_110_characters():
    """Ruff checks most of the Python but not the students' answers, and biome leaves long strings alone."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.js"]
    command += [":!book/_static/minisearch.js", ":!book/_live/editor.js"]  # somebody else's, made small
    files = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    long = [
        f"{file}:{number}"
        for file in sorted(set(files))
        if (ROOT / file).exists()
        for number, line in enumerate((ROOT / file).read_text().splitlines(), start=1)
        if len(line) > 110
    ]
    assert not long, "\n".join(["these lines are too long:", *long])


def test_lock_satisfies_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    apart = ("bench", "experiments")  # in environments of their own
    extras = [lines for name, lines in project["optional-dependencies"].items() if name not in apart]
    wanted = map(Requirement, project["dependencies"] + [line for extra in extras for line in extra])
    locked = map(
        Requirement, re.findall(r"^[^#\s].*", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )
    versions = {}
    for requirement in locked:
        (pin,) = requirement.specifier
        versions.setdefault(canonicalize_name(requirement.name), []).append(pin.version)
    for requirement in wanted:
        if requirement.name == project["name"]:
            continue
        pinned = versions[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in pinned), requirement


def test_table_of_derived_files_names_files_that_exist():
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    table = guide.split("| file | source | made by |")[1].split("\n\n")[0]
    rows = [re.findall(r"`([^`]+)`", row.split("|")[1]) for row in table.strip().splitlines()[1:]]
    assert rows
    for file in sum(rows, []):
        assert list(ROOT.glob(file)), file
