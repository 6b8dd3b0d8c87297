"""A chapter as a notebook, wherever it is opened."""

import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

CHAPTERS = sorted((Path(__file__).parent.parent.parent / "book").glob("[0-9]*.ipynb"))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("missing", [False, True])
def test_first_cell_installs_the_engine_where_it_is_missing(chapter, missing, monkeypatch):
    first = next(cell for cell in nbformat.read(chapter, as_version=4).cells if cell.cell_type == "code")
    if missing:
        monkeypatch.setitem(sys.modules, "gdcore", None)  # as if there were none: an import fails
    magics = []

    class Shell:
        def run_line_magic(self, *magic):
            magics.append(magic)

    exec(TransformerManager().transform_cell(first.source), {"get_ipython": Shell})
    assert magics == ([("pip", 'install --quiet "gdcore[plots,widgets]"')] if missing else [])
