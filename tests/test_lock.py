"""The locked packages install on every Python and every system that the course promises."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
UV = (sys.executable, "-m", "uv")
# Where Pythons lie that are not on the path: with pyenv, and on GitHub's runners.
OFF_THE_PATH = (
    (os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions/*/bin"),
    (os.environ.get("RUNNER_TOOL_CACHE", Path.home()), "Python/*/*/bin"),
)


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_every_package_is_there_as_a_wheel(python, system, tmp_path):
    command = (*UV, "pip", "compile", "requirements.lock", "--no-deps", "--only-binary=:all:", "--quiet")
    where = (f"--python-version={python}", f"--python-platform={system}", f"--output-file={tmp_path / 'out'}")
    done = subprocess.run([*command, *where], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("which", [min, max], ids=["oldest", "newest"])
def test_engine_works_with_the_oldest_and_the_newest_python_of_this_machine(which, tmp_path):
    python = which(pythons(), key=lambda found: tuple(found["version_parts"].values()))
    environment = tmp_path / f"python-{python['version']}"
    inside = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = ("pip", "install", "--quiet", "--no-deps", "--requirement=requirements.lock")
    tests = ("gdcore", "tests/gdcore/test_bad_input.py", "tests/gdcore/test_trajectories.py")
    for command in (
        [*UV, "venv", "--quiet", "--python", python["path"], environment],
        [*UV, *install, "--python", inside],
        [inside, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
    ):
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0, f"Python {python['version']}: {done.stdout[-3000:]}"


def pythons():
    """The releases of CPython on this machine that are new enough, as uv describes them."""
    folders = [str(folder) for top, pattern in OFF_THE_PATH for folder in Path(top).glob(pattern)]
    command = [*UV, "python", "list", ">=3.11", "--only-installed", "--output-format=json"]
    environment = os.environ | {"PATH": os.pathsep.join([*folders, os.environ["PATH"]])}
    found = json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    return [
        python for python in found if python["implementation"] == "cpython" and python["variant"] == "default"
    ]
