"""A change of the engine runs the chapters again, and nothing else does."""

from types import SimpleNamespace

import pytest

from book._ext.course import execution


@pytest.fixture
def app(tmp_path):
    """As much of Sphinx as the extension looks at, for a book of one page with a cell and one without."""
    for file, text in {
        "gdcore/rules.py": "",
        "chapter.md": "```{code-cell}\n```",
        "about.md": "Text",
    }.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    return SimpleNamespace(
        srcdir=tmp_path,
        outdir=tmp_path / "_build/html",
        config=SimpleNamespace(nb_execution_cache_path=""),
    )


def test_cached_outputs_last_until_the_engine_changes(app):
    execution.forget_what_another_engine_computed(app)
    output = app.outdir.parent / ".jupyter_cache/executed/output"
    output.mkdir(parents=True)
    execution.forget_what_another_engine_computed(app)
    assert output.exists()
    (app.srcdir / "gdcore/rules.py").write_text("# another rule")
    execution.forget_what_another_engine_computed(app)
    assert not output.exists()


def test_pages_with_cells_are_read_again_when_the_engine_changes(app):
    env = SimpleNamespace(found_docs=["chapter", "about"], doc2path=lambda page: app.srcdir / f"{page}.md")
    execution.read_chapters_again(app, env, set(), set(), set())
    assert execution.read_chapters_again(app, env, set(), set(), set()) == []
    (app.srcdir / "gdcore/rules.py").write_text("# another rule")
    assert execution.read_chapters_again(app, env, set(), set(), set()) == ["chapter"]
