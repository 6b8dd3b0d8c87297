"""Install what a Binder would install, and look at the JupyterLab that it would open."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_binder_has_what_a_chapter_needs(tmp_path):
    venv.create(tmp_path, with_pip=True)
    bin = tmp_path / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [bin / "pip", "install", "--quiet", "--requirement", "binder/requirements.txt"], cwd=ROOT, check=True
    )
    chapter = ROOT / "book/01_update_rule.ipynb"
    run = [bin / "jupyter", "nbconvert", "--execute", "--to", "notebook", "--output-dir", tmp_path, chapter]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True)
    extensions = subprocess.run(
        [bin / "jupyter", "labextension", "list"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "anywidget" in extensions.stdout + extensions.stderr
