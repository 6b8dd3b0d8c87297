"""The momentum demo: its map against the engine, its runs in every picture, the point dragged and typed."""

import re
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from traitlets import TraitError

import gdcore
from gdcore.demos import MomentumDemo
from gdcore.demos.momentum import FATES, fate, momentum_factor, regime
from gdcore.demos.settings import SETTINGS

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


def test_fates_on_the_page_are_those_of_python(open_demo):
    demo = open_demo(TAG, {"view": "bump"})
    for start, lr, beta in zip(RNG.uniform(-1.8, 1.8, 60), RNG.uniform(0, 1, 60), RNG.uniform(0, 0.99, 60)):
        demo.evaluate("(demo, change) => demo.update(change)", {"start": start, "lr": lr, "beta": beta})
        end, steps = fate(start, lr, beta)
        assert verdict(demo) == end and f"Decided at step {steps}." in demo.locator(".reading").inner_text()


def test_losses_by_direction_are_those_of_the_engine(open_demo):
    mine = MomentumDemo(kappa=12.0, lr=1.7, beta=0.6, steps=70)
    demo = open_demo(TAG, mine.parameters | {"falls": "true", "rescaled": "true"})
    loss, along, across = (np.array(curve["values"]) for curve in demo.evaluate("demo => demo.curves"))
    np.testing.assert_allclose(np.column_stack([along, across]), mine.losses_by_direction(), rtol=1e-9)
    np.testing.assert_allclose(along + across, loss, rtol=1e-12)
    np.testing.assert_allclose(loss, mine.trace().loss, rtol=1e-9)


# The loss on screen after so many steps, for many points of the map.
LOSSES = """(demo, [kappa, points]) => points.map(([lr, beta]) => {
    demo.update({ kappa, lr, beta, steps: 60 });
    return demo.measures().loss;
})"""


def test_best_point_looks_the_best(open_demo):
    """The verdict says so, the loss falls faster than nearly everywhere, and the path stays in its picture.

    After few steps a neighbour may still be ahead, for at the best point the powers come with a factor t.
    """
    demo = open_demo(TAG)
    points = [[lr, beta] for lr in np.linspace(0.2, 3.8, 19) for beta in np.linspace(0, 0.95, 20)]
    elsewhere = [loss for loss in demo.evaluate(LOSSES, [25, points]) if loss is not None]
    demo.get_by_role("button", name="Best point").click()
    assert demo.evaluate("demo => demo.measures().loss") < np.quantile(elsewhere, 0.02)
    words = demo.locator(".reading").inner_text()
    assert verdict(demo) == "settles" and "no point of the map is faster" in words
    assert "left the picture" not in words
    for kappa in (3, 100, 1000):
        demo.evaluate("(demo, kappa) => { demo.update({ kappa }); demo.take(demo.best()); }", kappa)
        words = demo.locator(".reading").inner_text()
        assert "no point of the map is faster" in words and "left the picture" not in words


PIXELS = """demo => {
    const { canvas, plot } = demo.shades;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return { size: [canvas.height, canvas.width, 4], data: [...data], x: plot.x };
}"""


def pixels(demo):
    """The colours of the map, `(rows, columns, 4)`, and the rate and momentum of each."""
    demo.page.wait_for_function("demo => !demo.shades.canvas.textContent", arg=demo.element_handle())
    found = demo.evaluate(PIXELS)
    rows, columns, _ = found["size"]
    lr = found["x"][1] * (np.arange(columns) + 0.5) / columns
    beta = 1 - (np.arange(rows) + 0.5) / rows
    return np.array(found["data"]).reshape(found["size"]), lr, beta[:, np.newaxis]


def test_map_of_the_valley_is_continuous_and_dark_where_it_is_fast(open_demo):
    kappa = 40.0
    colours, lr, beta = pixels(open_demo(TAG, {"kappa": kappa}))
    factor = np.maximum(momentum_factor(lr / kappa, beta), momentum_factor(lr, beta))
    fewest = -1 / np.log10((np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1))
    inside = factor < 1
    share = np.log(-1 / np.log10(factor[inside]) / fewest) / np.log(20)
    stops = [mpl.colors.to_rgb(colour) for colour in SETTINGS[TAG]["speed"]]
    expected = [np.interp(share, np.linspace(0, 1, len(stops)), channel) for channel in zip(*stops)]
    assert np.abs(colours[inside][:, :3] - 255 * np.transpose(expected)).max() < 2
    assert len(np.unique(colours[inside], axis=0)) > 150
    assert (colours[..., 3] == 255).all()  # nothing of the page shines through


def test_map_of_the_bump_shades_each_fate(open_demo):
    start = 1.7
    colours, lr, beta = pixels(open_demo(TAG, {"view": "bump", "start": start}))
    ends, steps = fate(start, lr, beta)
    for end in FATES:
        of_this_end = {tuple(colour) for colour in colours[ends == end]}
        assert 5 < len(of_this_end) <= len(np.unique(steps[ends == end]))
        rest = {tuple(colour) for colour in colours[ends != end]}
        assert not of_this_end & rest


@pytest.mark.parametrize("view", ["valley", "bump"])
def test_map_has_the_same_colours_in_light_and_dark(open_demo, page, view):
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found.append(pixels(open_demo(TAG, {"view": view}))[0])
    np.testing.assert_array_equal(*found)


def test_map_is_painted_once_for_each_condition_and_start(open_demo):
    demo = open_demo(TAG)
    painted = """(demo, changes) => {
        demo.painted ??= demo.shades.paint;
        let count = 0;
        demo.shades.paint = (colourAt) => { count++; demo.painted.call(demo.shades, colourAt); };
        for (const change of changes) demo.update(change);
        return count;
    }"""
    assert demo.evaluate(painted, [{"lr": 0.5}, {"beta": 0.3}, {"steps": 7}, {"lr": 2}]) == 0
    assert demo.evaluate(painted, [{"kappa": 9}, {"lr": 1}, {"kappa": 90}]) == 2
    assert demo.evaluate(painted, [{"view": "bump"}, {"lr": 0.2}, {"beta": 0.1}, {"start": 1.2}]) == 2


# The boxes of all words in the pictures that are to be seen.
WORDS = """demo => [...demo.row.querySelectorAll("text")]
    .filter((word) => word.checkVisibility() && !word.closest(".readout"))
    .map((word) => {
        const { left, right, top, bottom } = word.getBoundingClientRect();
        const picture = word.ownerSVGElement.getBoundingClientRect();
        return [word.textContent, left, right, top, bottom, picture.left, picture.right];
    })"""


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize(
    "state",
    [
        {},
        {"kappa": 1.0},
        {"kappa": 1000.0, "lr": 3.7, "beta": 0.88},
        {"lr": 3.9, "beta": 0.1},
        {"lr": 2.7778, "beta": 0.4444, "steps": 100},
        {"view": "forms", "falls": "false"},
        {"view": "bump"},
    ],
)
def test_words_in_the_pictures_do_not_collide(open_demo, page, width, state):
    page.set_viewport_size({"width": width, "height": 844})
    words = open_demo(TAG, state).evaluate(WORDS)
    for text, left, right, _top, _bottom, picture_left, picture_right in words:
        assert picture_left - 1 <= left and right <= picture_right + 1, text
    for (text, *one), (other_text, *other) in combinations(words, 2):
        left, right = max(one[0], other[0]), min(one[1], other[1])
        top, bottom = max(one[2], other[2]), min(one[3], other[3])
        assert right - left < 1 or bottom - top < 5, (text, other_text)


@pytest.mark.parametrize(("width", "limit"), [(1366, 650), (390, 844)])
@pytest.mark.parametrize("view", ["valley", "forms", "bump"])
def test_picture_verdict_and_sliders_are_together_on_a_screen(open_demo, page, width, limit, view):
    page.set_viewport_size({"width": width, "height": limit})
    demo = open_demo(TAG, {"view": view})
    top = demo.bounding_box()["y"]
    boxes = [demo.locator(part).bounding_box() for part in (".plots", ".verdict", ".sliders")]
    bottoms = [box["y"] + box["height"] - top for box in boxes]
    assert bottoms == sorted(bottoms) and bottoms[-1] <= limit


def test_number_boxes_show_four_digits_and_keep_the_rest(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("button", name="Best point").click()
    boxes = demo.get_by_role("spinbutton")
    assert [box.input_value() for box in boxes.all()] == ["2.7778", "0.4444", "25"]
    boxes.first.press("Enter")
    assert float(demo.get_attribute("lr")) == pytest.approx(25 / 9, rel=1e-12)
    boxes.first.fill("2.5")
    boxes.first.press("Enter")
    assert demo.get_attribute("lr") == "2.5"


def test_slider_of_beta_moves_on_the_scale_of_its_distance_from_1(open_demo):
    demo = open_demo(TAG, {"beta": 0.99})
    slider = demo.get_by_role("slider", name="momentum β")
    distances = []
    for _ in range(30):
        slider.press("ArrowLeft")
        distances.append(1 - float(demo.get_attribute("beta")))
    np.testing.assert_allclose(np.diff(np.log([0.01, *distances])), np.log(100) / 200, rtol=0.35)
    slider.press("Home")
    assert demo.get_attribute("beta") == "0"


def test_one_colour_for_one_thing(open_demo):
    """Along and across the valley in map and course, the forms in path and course, the run as a whole."""
    demo = open_demo(TAG)
    strokes = """(demo, plot) => [...demo[plot].front.querySelectorAll(".series")]
        .filter((line) => !line.getAttribute("style"))
        .map((line) => line.getAttribute("stroke"))"""
    on_map, in_course = (demo.evaluate(strokes, plot) for plot in ("map", "course"))
    assert sorted(on_map) == sorted(in_course[-2:]) and len(set(on_map)) == 2
    figure = mpl.figure.Figure()
    MomentumDemo()._draw(figure)
    colours = {
        name: [line.get_color() for line in ax.lines]
        for name, ax in zip(("map", "path", "course"), figure.axes)
    }
    assert colours["map"][1:4:2] == colours["course"][1:]
    assert colours["path"][1] == colours["course"][0]
    demo = open_demo(TAG, {"view": "forms"})
    assert demo.evaluate(strokes, "valley") == demo.evaluate(strokes, "course")
    assert not set(demo.evaluate(strokes, "valley")) & set(on_map)


def test_handles_look_like_handles(open_demo):
    demo = open_demo(TAG, {"view": "bump"})
    looks = demo.locator(".handle").evaluate_all("""handles => handles.map((handle) => {
        const { fill, filter } = getComputedStyle(handle.querySelector(".ring"));
        return [fill !== "none", filter.includes("drop-shadow"), handle.querySelectorAll(".arrows").length,
            handle.querySelector(".arrows").getAttribute("d").match(/M/g).length];
    })""")
    assert looks == [[True, True, 1, 4], [True, True, 1, 2]]  # an arrow for each way it goes


def test_a_goal_of_the_factor_is_confirmed(open_demo):
    demo = open_demo(TAG, {"lr": 1.5, "beta": 0})
    demo.evaluate("demo => { demo.setAttribute('goal', 'factor <= 0.75'); demo.show(demo.state); }")
    assert demo.locator(".goal").inner_text() == "Goal: factor ≤ 0.75."
    demo.evaluate("demo => demo.take({ lr: 2.6, beta: 0.5 })")
    assert demo.locator(".goal").inner_text() == "Goal reached: factor ≤ 0.75."


def test_values_along_the_course_are_read_and_fit(open_demo, page):
    page.set_viewport_size({"width": 1366, "height": 844})
    for view, name in (("valley", "across"), ("forms", "last-update"), ("bump", "w")):
        page.goto("about:blank")
        demo = open_demo(TAG, {"view": view})
        course = demo.get_by_role("img", name="the course of the run")
        course.focus()
        assert re.search(f"step 60: .*{name} ", course.get_attribute("aria-label"))
        inside = demo.evaluate("""demo => {
            const { left, right } = demo.course.root.getBoundingClientRect();
            return [...demo.course.root.querySelectorAll(".values-here text")]
                .map((line) => line.getBoundingClientRect())
                .every((line) => line.left >= left && line.right <= right);
        }""")
        assert inside


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
