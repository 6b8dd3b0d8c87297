"""The same in Firefox and in WebKit: a chapter runs, a set is answered and checked, on a telephone too."""

import os
import time

import pytest

from tests.engines import ENGINES

from .test_sets import RIGHT_STEP

pytestmark = pytest.mark.slow
PATIENCE = 600  # seconds
CLICK = "(where, place) => document.querySelectorAll(where)[place].click()"
COUNT = "(where) => document.querySelectorAll(where).length"
TEXT = "(where, place) => document.querySelectorAll(where)[place].textContent"
WRITE = """(where, text) => {
    const area = document.querySelector(where);
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture(params=ENGINES, ids=lambda kind: kind.__name__)
def engine(request, tmp_path):
    if missing := request.param.missing():
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(f"REQUIRE_BROWSER is set, but there is no {missing}")
        pytest.skip(f"no {missing} found")
    engine = request.param(tmp_path)
    yield engine
    engine.close()


def wait_for(engine, condition, *arguments):
    """Wait until a function is true in the page."""
    end = time.monotonic() + PATIENCE
    while not engine.evaluate(condition, *arguments):
        assert time.monotonic() < end, condition
        time.sleep(0.2)


def wait_until_idle(engine):
    wait_for(engine, "() => !document.querySelector('[data-busy]')")


def test_a_chapter_runs_and_stops(engine, server):
    engine.resize(1200, 900)
    engine.open(server.url("01_update_rule"))
    wait_for(engine, "() => document.querySelectorAll('.live-bar').length > 5")
    cells = engine.evaluate(COUNT, ".live-bar")
    engine.evaluate(CLICK, ".live-bar .run", cells - 1)
    wait_until_idle(engine)
    assert engine.evaluate(COUNT, ".live-output") == cells
    assert engine.evaluate(COUNT, ".live-error") == 0
    decode = "() => Promise.all([...document.querySelectorAll('.live-output img')].map((i) => i.decode()))"
    engine.evaluate(f"async () => {{ await ({decode})(); }}")
    engine.evaluate(CLICK, ".live-bar .edit", 1)
    wait_for(engine, "() => document.querySelector('.live-editor textarea')")
    engine.evaluate(WRITE, ".live-editor textarea", "while True: pass")
    engine.evaluate(CLICK, ".live-bar .run", 1)
    wait_for(engine, "() => document.querySelectorAll('.live-status')[1].textContent === 'Running …'")
    engine.evaluate(CLICK, ".live-bar .stop", 1)
    wait_until_idle(engine)
    assert "names are gone" in engine.evaluate(TEXT, ".live-status", 1)


@pytest.mark.parametrize("width", [1200, 360])
def test_a_set_is_answered_and_checked(width, engine, server):
    engine.resize(width, 800)
    engine.open(server.url("set_01_update_rule"))
    wait_for(engine, "() => document.querySelector('.set-score')")
    engine.evaluate(CLICK, "[data-id=step] pre", 0)
    wait_for(engine, "() => document.querySelector('[data-id=step] textarea')")
    engine.evaluate(WRITE, "[data-id=step] textarea", RIGHT_STEP)
    engine.evaluate(CLICK, "[data-id=step] .check", 0)
    wait_until_idle(engine)
    assert engine.evaluate(TEXT, "[data-id=step] .live-status", 0) == "All 2 tests pass."
    assert engine.evaluate(TEXT, ".set-score", 0).startswith("Done: 3 of ")
