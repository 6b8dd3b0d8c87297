"""A change of the engine runs the chapters again, and nothing else does; each gets a kernel."""

from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

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


def test_a_kernel_that_does_not_answer_is_started_once_more(monkeypatch):
    """As when another process takes a port between the moment it is chosen and the kernel's start."""
    kernels, connect = [], execution.CONNECT

    async def connect_to_the_second(client):
        kernels.append(client.km)
        if len(kernels) == 1:
            await client.km.shutdown_kernel(now=True)
            raise RuntimeError("Kernel didn't respond in 60 seconds")
        return await connect(client)

    monkeypatch.setattr(execution, "CONNECT", connect_to_the_second)
    monkeypatch.setattr(NotebookClient, "async_start_new_kernel_client", execution.connect_to_kernel)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("6 * 7")])
    NotebookClient(notebook, kernel_name="python3").execute()
    assert notebook.cells[0].outputs[0].data["text/plain"] == "42"
    assert len(set(kernels)) == 2
