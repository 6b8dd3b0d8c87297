"""The wall in grading/ stands: what runs behind it knows nothing of what stands around it."""

import ast
from pathlib import Path

import pytest

import grading.isolation

MODULES = sorted(Path(grading.isolation.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_isolation_imports_nothing_from_around_it(path):
    assert [name for name in imported_by(path) if not name.startswith("grading.isolation.")] == []


def imported_by(path):
    """The modules and names below `grading.` that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "write the whole name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.startswith("grading"))
