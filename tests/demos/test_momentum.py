"""The momentum demo: its map against the engine, its runs in every picture, the point dragged and typed."""

import numpy as np
import pytest
from traitlets import TraitError

import gdcore
from gdcore.demos import MomentumDemo
from gdcore.demos.momentum import momentum_factor, regime

TAG = "gd-momentum"
RNG = np.random.default_rng(4)


def verdict(demo):
    return demo.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    "wrong",
    [
        {"view": "hill"},
        {"kappa": 0.5},
        {"lr": 4.1},
        {"view": "bump", "lr": 1.1},
        {"beta": 1.0},
        {"beta": float("nan")},
        {"start": 2},
        {"steps": 101},
        {"falls": "no"},
    ],
)
def test_nonsense_is_refused_by_name(wrong):
    with pytest.raises(TraitError, match=list(wrong)[-1]):
        MomentumDemo(**wrong)


@pytest.mark.parametrize(
    "state",
    [
        {"lr": 4.0, "steps": 100},
        {"view": "forms", "lr": 0.0},
        {"view": "bump", "lr": 1.0, "steps": 100},
        {"kappa": 1.0, "steps": 0},
    ],
)
def test_figure_and_words_of_every_state(state):
    html = MomentumDemo(**state)._repr_mimebundle_()[0]["text/html"]
    assert 'src="data:image/svg+xml' in html and 'alt="Momentum' in html


@pytest.mark.parametrize(("product", "beta"), [(0.3, 0.0), (1.7, 0.1), (0.5, 0.9), (3.5, 0.8), (2.7, 0.3)])
def test_factor_and_regime_are_those_of_a_run(product, beta):
    trace = gdcore.run(gdcore.Quadratic([1.0]), [1.0], gdcore.Momentum(beta), product, 400)
    factor = momentum_factor(product, beta)
    assert gdcore.convergence_rate(trace) == pytest.approx(factor, rel=0.01)
    assert (regime(product, beta) == "unstable") == (factor > 1)
    assert (regime(product, beta) == "underdamped") == (
        np.unique(np.sign(trace.w[:20, 0])).size > 1 and factor == np.sqrt(beta)
    )


def test_the_tuned_point_is_the_fastest_of_the_map():
    demo = MomentumDemo(kappa=30.0)
    demo.tune()
    best = demo.factor()
    assert best == pytest.approx((np.sqrt(30) - 1) / (np.sqrt(30) + 1))
    lr, beta = np.meshgrid(np.linspace(0, 4, 200), np.linspace(0, 0.99, 100))
    assert np.maximum(momentum_factor(lr / 30, beta), momentum_factor(lr, beta)).min() >= best


def test_map_on_the_page_has_the_factors_of_python(open_demo):
    demo = open_demo(TAG)
    points = [(10 ** RNG.uniform(0, 3), RNG.uniform(0.01, 4), RNG.uniform(0, 0.99)) for _ in range(50)]
    modes = demo.evaluate(
        """(demo, points) => points.map(([kappa, lr, beta]) => {
            demo.update({ kappa, lr, beta });
            return demo.modes;
        })""",
        points,
    )
    for (kappa, lr, beta), found in zip(points, modes):
        products = lr / kappa, lr
        np.testing.assert_allclose(
            [mode["factor"] for mode in found], momentum_factor(np.array(products), beta), rtol=1e-9
        )
        assert [mode["regime"] for mode in found] == [regime(product, beta) for product in products]


@pytest.mark.parametrize(
    "state",
    [
        {"lr": 2.2, "beta": 0.6, "kappa": 70.0, "steps": 90},
        {"lr": 3.9, "beta": 0.2, "steps": 100},
        {"view": "forms", "lr": 0.4, "beta": 0.7},
        {"view": "forms", "falls": False, "rescaled": False},
        {"view": "bump", "lr": 0.1, "beta": 0.93, "start": -1.7},
    ],
)
def test_runs_on_the_page_are_those_of_the_engine(open_demo, state):
    mine = MomentumDemo(**state)
    demo = open_demo(TAG, {name: str(value).lower() for name, value in mine.parameters.items()})
    forms = (
        ("accumulate", "average", "rate-inside", "last-update") if mine.view == "forms" else ("accumulate",)
    )
    for run, form in zip(demo.evaluate("demo => demo.runs"), forms, strict=True):
        trace = mine.trace(form)
        np.testing.assert_allclose(np.array(run["w"], dtype=float), trace.w, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(np.array(run["loss"], dtype=float), trace.loss, rtol=1e-9, atol=1e-9)


def test_map_of_the_bump_says_where_balls_end(open_demo):
    """Away from the torn edges, where the last digit decides."""
    demo = open_demo(TAG, {"view": "bump"})
    well = gdcore.DoubleWell()
    for start, lr, beta in zip(
        RNG.uniform(1.0, 1.8, 40), RNG.uniform(0.01, 0.5, 40), RNG.uniform(0, 0.8, 40)
    ):
        demo.evaluate("(demo, change) => demo.update(change)", {"start": start, "lr": lr, "beta": beta})
        w = gdcore.run(well, [start], gdcore.Momentum(beta), lr, 2000).w[:, 0]
        words = "clears" if w[-1] < 0 else "comes back" if (w < 0).any() else "stays"
        assert verdict(demo) == words, (start, lr, beta)


def test_forms_walk_one_path_until_the_rate_falls(open_demo):
    demo = open_demo(TAG, {"view": "forms", "lr": 3.9, "beta": 0.2, "falls": "false"})
    assert verdict(demo) == "one path"  # also when it leads far away
    demo = open_demo(TAG, {"view": "forms", "lr": 0.2, "beta": 0.9, "falls": "false"})
    assert verdict(demo) == "one path"
    demo.get_by_label("the rate falls to a tenth").check()
    assert verdict(demo) == "they part"
    demo.get_by_label("the rate falls to a tenth").uncheck()
    demo.get_by_label("the average form gets").uncheck()
    assert verdict(demo) == "they part"


def test_point_is_dragged_typed_and_sent_to_the_best(open_demo, page):
    demo = open_demo(TAG, {"kappa": 9, "lr": 1, "beta": 0.5})
    point = demo.get_by_role("slider", name="learning rate and momentum")
    box = point.bounding_box()
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*centre)
    page.mouse.down()
    page.mouse.move(centre[0] + 60, centre[1] + 40, steps=4)
    page.mouse.up()
    assert float(demo.get_attribute("lr")) > 1.3 and float(demo.get_attribute("beta")) < 0.45
    point.press("Home")
    assert demo.get_attribute("lr") == "0" and verdict(demo) == "stands still"
    demo.get_by_role("spinbutton", name="learning rate").fill("3.5")
    demo.get_by_role("spinbutton", name="learning rate").press("Enter")
    assert verdict(demo) == "diverges"
    demo.get_by_role("button", name="Best point").click()
    assert [float(demo.get_attribute(name)) for name in ("lr", "beta")] == pytest.approx([2.25, 0.25])
    assert "0.500" in demo.get_by_role("status").inner_text()


def test_each_picture_has_its_own_rate_and_says_where_the_run_left_it(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("radio", name="a bump").check(force=True)
    assert [demo.get_attribute(name) for name in ("lr", "beta")] == ["0.05", "0.9"]
    assert verdict(demo) == "stays"
    for _ in range(12):
        demo.get_by_role("slider", name="start of the ball").press("ArrowLeft")
    assert "lower than the top of the bump, ¼" in demo.get_by_role("status").inner_text()
    demo.get_by_role("radio", name="a valley").check(force=True)
    demo.get_by_role("slider", name="learning rate", exact=False).last.press("End")
    assert "left the picture at step" in demo.locator(".reading").inner_text()
