"""The same in Firefox and in WebKit: a chapter runs, a set is answered and checked, on a telephone too."""

import json

import pytest

from . import engines
from .test_sets import RIGHT_STEP

pytestmark = pytest.mark.slow
MISSING = pytest.mark.skipif
ENGINES = [
    pytest.param("firefox", marks=MISSING(not engines.FIREFOX, reason="no Firefox here")),
    pytest.param("webkit", marks=MISSING(not engines.HAVE_WEBKIT, reason="no WebKitWebDriver, or no Xvfb")),
]
CLICK = "(document.querySelectorAll({!r})[{}].click(), true)"
SETTLED = "!document.querySelector('[data-busy]')"


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    with getattr(engines, request.param)(tmp_path) as engine:
        yield engine


def test_a_chapter_runs_and_stops(engine, server):
    engine.open(server.url("01_update_rule"))
    engine.wait_for("document.querySelectorAll('.live-bar').length > 5")
    cells = engine.evaluate("document.querySelectorAll('.live-bar').length")
    engine.evaluate(CLICK.format(".live-bar .run", cells - 1))
    engine.wait_for(SETTLED)
    assert engine.evaluate("document.querySelectorAll('.live-output').length") == cells
    assert engine.evaluate("document.querySelectorAll('.live-error').length") == 0
    assert engine.evaluate("[...document.querySelectorAll('.live-output img')].every(i => i.naturalWidth)")
    engine.evaluate(CLICK.format(".live-bar .edit", 1))
    engine.wait_for("document.querySelector('.live-editor textarea') !== null")
    engine.evaluate(write(".live-editor textarea", "while True: pass"))
    engine.evaluate(CLICK.format(".live-bar .run", 1))
    engine.wait_for("document.querySelectorAll('.live-status')[1].textContent === 'Running …'")
    engine.evaluate(CLICK.format(".live-bar .stop", 1))
    engine.wait_for(SETTLED)
    assert "names are gone" in engine.evaluate("document.querySelectorAll('.live-status')[1].textContent")


@pytest.mark.parametrize("width", [1200, 360])
def test_a_set_is_answered_and_checked(width, engine, server):
    engine.open(server.url("set_01_update_rule"), width)
    engine.wait_for("document.querySelector('.set-score') !== null")
    engine.evaluate("(document.querySelector('[data-id=step] pre').click(), true)")
    engine.wait_for("document.querySelector('[data-id=step] textarea') !== null")
    engine.evaluate(write("[data-id=step] textarea", RIGHT_STEP))
    engine.evaluate("(document.querySelector('[data-id=step] .check').click(), true)")
    engine.wait_for(SETTLED)
    assert engine.evaluate("document.querySelector('[data-id=step] .live-status').textContent") == (
        "All 2 tests pass."
    )
    assert "Done: 3 of" in engine.evaluate("document.querySelector('.set-score').textContent")


def write(where, text):
    """Type a text, as far as JavaScript can."""
    return (
        f"((area) => {{ area.value = {json.dumps(text)}; "
        f"area.dispatchEvent(new Event('input', {{ bubbles: true }})); return true; }})"
        f"(document.querySelector({json.dumps(where)}))"
    )
