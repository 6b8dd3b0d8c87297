"""The demo as a Python object: its traits, what it shows where, and what it refuses."""

import base64
import gzip
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from traitlets import TraitError

import gdcore
from book._ext.course.node import minified
from gdcore.demos import LearningRateDemo, page_script
from gdcore.demos.samples import SAMPLES
from gdcore.demos.settings import FUNCTIONS

ROOT = Path(__file__).parent.parent.parent

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("lr", -0.1),
        ("lr", 2.7),
        ("lr", float("nan")),
        ("lr", float("inf")),
        ("lr", "fast"),
        ("lr", None),
        ("start", 6.0),
        ("start", float("nan")),
        ("steps", -1),
        ("steps", 101),
        ("steps", 2.5),
        ("objective", "cubic"),
    ],
)
def test_nonsense_is_refused_by_name(argument, value):
    with pytest.raises(TraitError, match=argument):
        LearningRateDemo(**{argument: value})
    demo = LearningRateDemo()
    before = demo.parameters
    with pytest.raises(TraitError, match=argument):
        setattr(demo, argument, value)
    assert demo.parameters == before


def test_unknown_argument_is_refused():
    with pytest.raises(TypeError, match="rate"):
        LearningRateDemo(rate=0.4)


def test_another_function_brings_its_start():
    demo = LearningRateDemo(objective="double-well", start=1.5)
    demo.objective = "quadratic"
    assert demo.start == 5.0
    demo.start = 4.0
    demo.objective = "double-well"
    assert demo.start == FUNCTIONS["double-well"]["parameters"]["start"]["default"]


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"objective": "steep", "lr": 1.3, "steps": 3},
        {"objective": "double-well", "lr": 0.2, "start": 0.1},
    ],
)
def test_trace_is_the_run_on_screen(state):
    demo = LearningRateDemo(**state)
    trace = demo.trace()
    assert trace.w.shape == (demo.steps + 1, 1)
    assert trace.w[0, 0] == demo.start
    objective = {
        "quadratic": gdcore.Quadratic([1.0], 2.0),
        "steep": gdcore.Quadratic([2.0], 2.0),
        "double-well": gdcore.DoubleWell(),
    }
    by_hand = demo.start - demo.lr * objective[demo.objective].grad([demo.start])
    np.testing.assert_allclose(trace.w[1], by_hand)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"own"}))
def test_settings_say_the_curvature_of_their_function(name):
    function = FUNCTIONS[name]
    objective = getattr(gdcore, function["kind"])(**function["options"])
    for minimum in np.atleast_2d(objective.minimum):
        assert gdcore.sharpness(objective.grad, minimum) == pytest.approx(function["curvature"], rel=1e-6)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"own"}))
def test_every_start_is_in_the_picture(name):
    function = FUNCTIONS[name]
    objective = getattr(gdcore, function["kind"])(**function["options"])
    start = function["parameters"]["start"]
    assert function["w"][0] <= start["min"] <= start["default"] <= start["max"] <= function["w"][1]
    for w in (start["min"], start["max"]):
        assert objective.value([w]) <= function["loss"][1]


def test_bundle_offers_widget_element_and_text():
    data, _ = LearningRateDemo(objective="steep", lr=0.25, steps=4)._repr_mimebundle_()
    assert data[WIDGET_VIEW]["model_id"]
    assert data["text/plain"] == (
        "LearningRateDemo(objective='steep', formula='w^4 - 3w^2 + w', lr=0.25, start=5.0, steps=4, "
        "log=False, compare=False, other_lr=0.1)"
    )
    assert data["text/html"].startswith(
        '<gd-learning-rate objective="steep" formula="w^4 - 3w^2 + w" lr="0.25" start="5.0" steps="4" '
        'log="false" compare="false" other_lr="0.1"><img alt="'
    )
    assert data["text/html"].endswith("</gd-learning-rate>")
    assert "f(w) = (w − 2)²" in data["text/html"]


@pytest.mark.parametrize("lr", [0.0, 0.4, 2.6])
def test_figure_is_an_svg_even_of_a_run_that_diverges(lr):
    html = LearningRateDemo(lr=lr, steps=100)._repr_mimebundle_()[0]["text/html"]
    (source,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert "<svg" in base64.b64decode(source).decode()


def test_without_matplotlib_words_take_the_place_of_the_figure(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    html = LearningRateDemo(lr=0.5, steps=1)._repr_mimebundle_()[0]["text/html"]
    assert (
        "<p>Gradient descent on f(w) = ½(w − 2)² from w = 5 with learning rate 0.5: "
        "after 1 steps w = 3.5, loss 1.12.</p>"
    ) in html


# Compressed, of the pages with more than the 25 KB that are aimed at: several demos each.
MOST_BYTES = {"02_learning_rates": 27_500, "07_landscape": 50_000, "08_putting_it_together": 50_000}


@pytest.mark.parametrize("page", sorted((ROOT / "book").glob("*.md")), ids=lambda path: path.stem)
def test_script_of_a_page_is_small(page):
    """Every demo that a page names by its class or its element."""
    text = page.read_text("utf-8")
    tags = {demo().demo.tag for demo in SAMPLES.values() if f"{type(demo().demo).__name__}(" in text}
    tags |= set(re.findall(r"<(gd-[\w-]+)", text))
    assert len(gzip.compress(minified(page_script(tags)).encode())) < MOST_BYTES.get(page.stem, 25_000)
