"""Make what students get, exercises/NN_topic/, from solutions/NN_topic/NN_topic.md: `make exercises`.

nbgrader reads a notebook, so that is made first, beside its source. All sets are made in one process, because
starting nbgrader takes longer than its work.
"""

import shutil
import sys
from pathlib import Path

from nbgrader.apps import GenerateAssignmentApp

from tools import solution_notebooks

ROOT = Path(__file__).parent.parent


def main(names):
    for name in names or sorted(path.stem for path in ROOT.glob("solutions/*/[0-9][0-9]_*.md")):
        solution_notebooks.main([ROOT / "solutions" / name / f"{name}.md"])
        release(name, ROOT / "solutions", ROOT / "exercises")


def release(name, solutions, exercises):
    """Take one problem set from a folder with solutions to one for students, as ./nbgrader_config.py says."""
    shutil.rmtree(exercises / name, ignore_errors=True)
    app = GenerateAssignmentApp()
    folders = {"source_directory": solutions, "release_directory": exercises}
    options = [f"--CourseDirectory.{option}={folder}" for option, folder in folders.items()]
    app.initialize(["--no-db", "--log-level=WARN", *options, name])
    app.start()


if __name__ == "__main__":
    main(sys.argv[1:])
