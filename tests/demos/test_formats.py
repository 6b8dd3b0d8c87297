"""The formats demo: its numbers, its verdicts, and that its gradient is the one of chapter 10."""

import numpy as np
import pytest

import gdcore
from gdcore.demos import FormatsDemo
from gdcore.demos.settings import SETTINGS

TAG = "gd-formats"


def verdict(demo):
    return demo.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, "a part vanishes; the step arrives"),
        ({"scale": 10}, "nothing vanishes; the step arrives"),
        ({"scale": 34}, "overflows; the step arrives"),
        ({"format": "bfloat16"}, "nothing vanishes; the step is swallowed"),
        ({"format": "bfloat16", "step": 0.005}, "nothing vanishes; the step arrives"),
        ({"format": "float32", "scale": 40}, "nothing vanishes; the step arrives"),
    ],
)
def test_verdicts(open_demo, state, words):
    assert verdict(open_demo(TAG, state)) == words


def test_the_gradient_is_that_of_the_chapters_network():
    """Counted anew; another machine may round a few of the 786,432 errors into the next class."""
    X, y = gdcore.next_character(gdcore.text()[:20_000], dtype=np.float32)
    network = gdcore.MLP([96, 64, 96])
    w = gdcore.fit(network, X, y, gdcore.Adam(), 0.003, 64, 1, rng=0, progress=False).w
    scores = network.scores(w, X[:8192]).astype(float)
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    powers = np.floor(np.log2(np.abs(p - np.eye(96)[y[:8192]]) / 8192)).astype(int)
    errors = SETTINGS[TAG]["errors"]
    counts = np.bincount(powers.ravel() - errors["first"], minlength=len(errors["counts"]))
    assert counts / counts.sum() == pytest.approx(np.array(errors["counts"]) / powers.size, abs=0.002)


def test_goal_of_chapter_10(open_demo):
    demo = open_demo(TAG)
    demo.evaluate("demo => demo.setAttribute('goal', 'vanished < 0.001, overflowed <= 0')")
    demo.evaluate("demo => demo.update({ scale: 4 })")
    assert demo.locator(".goal").inner_text().startswith("Goal: ")
    demo.evaluate("demo => demo.update({ scale: 8 })")
    assert demo.locator(".goal").inner_text().startswith("Goal reached")


@pytest.mark.parametrize("name", ["float16", "bfloat16", "float32"])
def test_the_twin_rounds_as_the_engine_does(open_demo, name):
    """Many weights and steps, powers of two and their neighbours among them."""
    demo, rng = open_demo(TAG), np.random.default_rng(0)
    weights = np.concatenate([2.0 ** np.arange(-6, 7), 10 ** rng.uniform(-2, 2, 100)])
    steps = np.concatenate([2.0 ** -np.arange(4, 17), 10 ** rng.uniform(-5, -1, 100)])
    found = demo.evaluate(
        """(demo, [format, weights, steps]) => weights.map((weight, i) => {
            demo.update({ format, weight, step: steps[i] });
            return [demo.start, demo.spacing, demo.landing];
        })""",
        [name, weights.tolist(), steps.tolist()],
    )
    for weight, step, row in zip(weights, steps, found):
        twin = FormatsDemo(name, weight=weight, step=step)
        assert row == [twin.start(), twin.spacing(), twin.landing()]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_pictures_and_verdict_fit_a_screen_with_the_scale(open_demo, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    demo = open_demo(TAG)
    scale = demo.locator(".slider").first.bounding_box()
    assert scale["y"] + scale["height"] - demo.bounding_box()["y"] < height
