"""`nbgrader validate` on a set that nobody has begun says in a screenful what is open."""

import shutil

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
