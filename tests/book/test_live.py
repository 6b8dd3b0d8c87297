"""What the build does for Python in the page. How the pages then behave is tested in tests/live."""

import gzip
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from book._ext.course import live
from book._ext.course.pictures import size_of
from book._ext.course.problem_sets import fields
from gdcore.plotting import INK
from tools import editor_script, pyodide

ROOT = Path(__file__).parent.parent.parent
OPTION, NUMBER = 'check_option({0}, "ABC", "{0}")', 'check_number({0}, "{0}")'


def test_a_page_that_nobody_runs_carries_ten_kilobytes_at_most(site):
    (folder,) = (site / "_static/live").iterdir()
    loaded = [folder / "live.js", folder / "live.css"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in loaded) < 10_000


def test_the_editor_is_in_step_with_its_package():
    assert editor_script.TARGET.read_text("utf-8") == editor_script.bundle()


def test_only_pages_with_cells_and_sets_load_the_script(site):
    (folder,) = (site / "_static/live").iterdir()
    script = f"_static/live/{folder.name}/live.js"
    for page, has in {"01_update_rule": True, "set_01_update_rule": True, "notation": False}.items():
        assert (script in (site / f"book/{page}.html").read_text()) == has, page


def test_without_live_python_comes_from_its_own_host_and_the_rest_from_the_site(site):
    (folder,) = (site / "_static/live").iterdir()
    config = json.loads((folder / "config.json").read_text())
    addresses = {name: file["url"] for name, file in config["files"].items()}
    own = addresses.pop("python.zip")
    content = (folder / own).read_bytes()
    assert config["files"]["python.zip"]["sha256"] == sha256(content).hexdigest()
    host = f"https://{config['host']}/pyodide/v0.27.7/full/"
    assert addresses == {name: host + name for name in addresses}


@pytest.fixture
def distribution(tmp_path):
    """A folder that looks like a Pyodide distribution: each file holds its name."""
    packages = {
        "numpy": ["openblas"],
        "matplotlib": ["numpy"],
        "traitlets": [],
        "openblas": [],
        "scipy": ["numpy"],
    }
    lock = {"info": {"version": "0.99.0"}, "packages": {}}
    for name, depends in packages.items():
        lock["packages"][name] = {"file_name": f"{name}.whl", "depends": depends}
        (tmp_path / f"{name}.whl").write_text(name)
    for name in live.CORE:
        (tmp_path / name).write_text(name)
    (tmp_path / "pyodide-lock.json").write_text(json.dumps(lock))
    return tmp_path


def test_with_live_the_site_has_what_pages_need_and_nothing_else(distribution, tmp_path_factory):
    target = tmp_path_factory.mktemp("site")
    live.copy_distribution(distribution, target)
    wheels = {"numpy.whl", "matplotlib.whl", "traitlets.whl", "openblas.whl"}
    assert {path.name for path in (target / "0.99.0").iterdir()} == {*live.CORE, *wheels}
    described = live.pyodide_files(distribution)
    assert described["host"] is None
    assert described["files"]["numpy.whl"] == {"bytes": 5, "sha256": sha256(b"numpy").hexdigest()}


def test_a_folder_that_is_no_distribution_is_refused(distribution, tmp_path):
    with pytest.raises(live.ConfigError, match="has no pyodide-lock.json"):
        live.needed(tmp_path / "nothing")
    lock = json.loads((distribution / "pyodide-lock.json").read_text())
    del lock["packages"]["numpy"]
    (distribution / "pyodide-lock.json").write_text(json.dumps(lock))
    with pytest.raises(live.ConfigError, match="has no numpy"):
        live.needed(distribution)


@pytest.mark.parametrize(
    "source, tests, expected",
    [
        ('a = None  # "A", "B" or "C"', [OPTION.format("a")], [("choice", list("ABC"), "")]),
        ("a = None  # η = 0.1", [OPTION.format("a")], [("choice", list("ABC"), "η = 0.1")]),
        (
            'a = None  # "p" or "q"\nb = None\n# YOUR ANSWER HERE',
            ['check_option(a, WORDS, "a")', 'check_option(b, WORDS, "b")'],
            [("choice", ["p", "q"], ""), ("choice", ["p", "q"], "")],
        ),
        (
            'a = None  # letters, such as "A, C"; judged after you hand in',
            ['check_options(a, "ABC", "a")'],
            [("several", list("ABC"), "all that apply")],
        ),
        ("a = None\nb = None  # in steps", [NUMBER.format("a"), NUMBER.format("b")],
         [("number", None, ""), ("number", None, "in steps")]),
        ('a = None  # "A" or "B"\nb = None  # 0 or 1', [OPTION.format("a") + "\n" + NUMBER.format("b")],
         [("choice", ["A", "B"], ""), ("number", None, "0 or 1")]),
        ('a = ""  # your id, in quotes', [], [("word", None, "your id")]),
        ("a = None", ['check_value(a, [1], "a")'], None),
        ("a = None", ['check_option(a, WORDS, "a")'], None),
        ("a, b = None, None", [NUMBER.format("a")], None),
        ("def f(x):\n    # YOUR ANSWER HERE", [], None),
    ],
)  # fmt: skip
def test_answers_have_the_inputs_that_fit_them(source, tests, expected):
    found = fields(source, tests)
    assert found == expected or expected == [
        (field["kind"], field.get("options"), field["label"]) for field in found
    ]


# ---- the program that fetches the release ----


@pytest.fixture
def release(tmp_path, monkeypatch, serve):
    """A release of two files with what is pinned of them, and the address of a copy."""
    copy = tmp_path / "copy"
    copy.mkdir()
    pinned = {"version": "0.99.0", "host": "example.org", "files": {}}
    for name in ("one.js", "two.whl"):
        (copy / name).write_text(name)
        pinned["files"][name] = live.length_and_checksum(copy / name)
    monkeypatch.setattr(pyodide, "PINNED", tmp_path / "pyodide.json")
    pyodide.PINNED.write_text(json.dumps(pinned))
    return copy, serve(copy)


def test_the_release_is_fetched_once_and_refused_where_it_differs(release, tmp_path):
    copy, address = release
    folder = tmp_path / "fetched"
    pyodide.main(folder, address)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "one.js": "one.js",
        "two.whl": "two.whl",
    }
    (copy / "one.js").write_text("something else")
    pyodide.main(folder, address)  # what is there already stays
    (folder / "one.js").unlink()
    with pytest.raises(SystemExit, match="one.js is not the file that pyodide.json names"):
        pyodide.main(folder, address)
    assert not (folder / "one.js").exists()


# ---- cells.py, in a Python like that of the page except for the page ----

SHOWN = """
import json, sys
sys.path += ["book/_live", "book/_ext", "book/_ext/course"]  # in the page they stand in one folder
import cells
shown, out = [], sys.stdout
cells.start(lambda kind, text: shown.append([kind, text]))
codes, is_narrow = json.loads(sys.argv[1])
finished = [cells.run(code, f"cell {number}", is_narrow) for number, code in enumerate(codes, start=1)]
print(json.dumps([finished, shown]), file=out)
"""


def run_cells(*codes, is_narrow=False):
    """Whether each cell came to its end, and what they showed."""
    command = [sys.executable, "-W", "ignore", "-c", SHOWN, json.dumps([codes, is_narrow])]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def test_a_cell_shows_its_last_value_unless_a_semicolon_ends_it():
    finished, shown = run_cells("x = 3\nx", "x;", "x  # ;", "print(x)\nNone", "{'a': x}")
    assert all(finished)
    assert "".join(text for _, text in shown) == "3\n3\n3\n{'a': 3}\n"


def test_an_error_names_the_innermost_line_of_its_cell():
    finished, shown = run_cells("def f():\n    return 1 / 0", "f()\n", "x =", "raise KeyboardInterrupt", "1")
    assert finished == [True, False, False, False, True]
    errors = [json.loads(text) for kind, text in shown if kind == "error"]
    assert [(error["what"], error["line"]) for error in errors] == [
        ("ZeroDivisionError: division by zero", 1),
        ("SyntaxError: invalid syntax", 1),
        ("KeyboardInterrupt", 1),
    ]
    assert "return 1 / 0" in errors[0]["trace"] and "cells.py" not in errors[0]["trace"]


def test_output_without_end_is_cut_off():
    _, shown = run_cells("for _ in range(100_000):\n    print('0123456789')")
    text = "".join(text for kind, text in shown if kind == "text")
    assert len(text) < 201_000 and text.endswith("is left out)\n")


@pytest.mark.parametrize("is_narrow", [False, True])
def test_figures_come_once_each_in_both_themes_and_as_wide_as_the_page(is_narrow):
    draw = "from gdcore import plotting\nplotting.use_style()\nimport matplotlib.pyplot as plt\n"
    _, shown = run_cells(draw + "plt.figure(figsize=(7, 3))\nplt.plot([1, 2]);", "1", is_narrow=is_narrow)
    assert [kind for kind, _ in shown] == ["figure", "text"]
    figure = json.loads(shown[0][1])
    assert INK in figure["light"] and INK not in figure["dark"]
    width, _ = size_of(figure["light"])
    assert (width < 360) == is_narrow
