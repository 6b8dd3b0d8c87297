"""`nbgrader validate` says in a screenful what is open, and of a wrong answer what its test says."""

import shutil

import nbformat
import pytest

from ..nbgrader_command import ROOT, nbgrader

pytestmark = pytest.mark.slow  # a few seconds for each set
SCREENFUL = 50  # lines


def test_an_untouched_set_is_told_in_a_screenful(problem_set, tmp_path):
    shutil.copytree(ROOT / "exercises" / problem_set.name, tmp_path, dirs_exist_ok=True)
    told = nbgrader(tmp_path, "validate", f"{problem_set.name}.ipynb")
    assert len(told.splitlines()) <= SCREENFUL, told
    number = len(problem_set.points)
    assert f"{number} tests still wait for an answer." in told, told


def test_a_wrong_answer_is_told_the_whole_message_and_nothing_else(tmp_path):
    notebook = nbformat.read(ROOT / "exercises/01_update_rule/01_update_rule.ipynb", as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.id == "step")
    cell.source = "def step(w, g, lr):\n    return np.array([w[i] - lr * g[i] for i in range(len(w))])"
    nbformat.write(notebook, tmp_path / "01_update_rule.ipynb")
    told = nbgrader(tmp_path, "validate", "01_update_rule.ipynb")
    said = told.split("The error was:")[1].partition("=====")[0]
    assert "a plain number has no items: do all of w at once, not one item after another" in " ".join(
        said.split()
    )
    assert "Traceback" not in told and "problem_sets/" not in told
