"""Build the engine's wheel."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent


def build_wheel(folder):
    """Write the wheel into a folder, and return its path."""
    with TemporaryDirectory() as source:  # a copy, because a build leaves files behind
        for name in ("gdcore", "experiments/results"):
            shutil.copytree(ROOT / name, Path(source, name))
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, source)
        pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        done = subprocess.run(
            [*pip, "--wheel-dir", folder, source], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode:
            sys.exit(done.stdout)
    return max(Path(folder).glob("gdcore-*.whl"), key=lambda wheel: wheel.stat().st_mtime)
