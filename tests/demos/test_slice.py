"""The slice through a network's loss: in a browser it shows what gdcore computes, and says what is seen."""

import json
from importlib.resources import files

import numpy as np
import pytest

import gdcore
from gdcore.demos import SliceDemo
from gdcore.demos._script import as_statement
from gdcore.demos.samples import SAMPLES
from gdcore.demos.settings import SETTINGS
from gdcore.demos.slice import coordinates, plane_of, random_plane, sharpest_plane

SLICE = SETTINGS["gd-slice"]
LESSONS = SLICE["lessons"]
JS = files("gdcore.demos") / "js"

# Runs that do not magnify their rounding, so that their twins can be compared to the last digits.
CALM = [
    {"lr": 0.3},
    {"lr": 0.3, "data": "moons", "width": 5, "seed": 3},
    {"rule": "Momentum", "lr": 0.05, "data": "rings", "depth": 2, "width": 4},
    {"rule": "Adam", "lr": 0.01, "data": "xor", "seed": 7},
]


# ---- Python ----


def test_a_plane_holds_the_two_principal_directions_of_the_run():
    demo = SliceDemo(lr=0.3)
    plane, w = demo.plane(), demo.trace().w
    _, lengths, vectors = np.linalg.svd(w - w.mean(axis=0), full_matrices=False)
    assert lengths[1] > 1.3 * lengths[2]
    assert np.abs(plane.directions @ vectors[:2].T) == pytest.approx(np.eye(2), abs=1e-9)
    assert plane.path[0, 0] < plane.path[-1, 0]
    assert np.abs(plane.path).max() == pytest.approx(plane.half / 1.15)


def test_the_path_is_the_nearest_in_the_plane_and_its_loss_that_of_the_network():
    for directions in ("run", "random", "sharpest"):
        demo = SliceDemo(directions=directions, lr=0.3, steps=120)
        plane, trace = demo.plane(), demo.trace()
        off = trace.w - (plane.centre + plane.path @ plane.directions)
        assert np.abs(off @ plane.directions.T).max() < 1e-9
        assert plane.loss.shape == (41, 41)
        centre = demo.model.loss(plane.centre, *demo.train_and_test()[0])
        assert plane.loss[20, 20] == pytest.approx(centre, rel=1e-12)
        longer = np.linalg.norm(np.diff(trace.w, axis=0), axis=1).sum()
        drawn = np.linalg.norm(np.diff(plane.path @ plane.directions, axis=0), axis=1).sum()
        assert plane.share == pytest.approx(drawn / longer) and 0 < plane.share <= 1
    assert np.isnan(SliceDemo(steps=0).plane().share)


def test_random_directions_are_normalised_by_filters():
    model = gdcore.MLP([2, 5, 4, 2], "tanh")
    w = model.init(0)
    _, directions, _ = random_plane(model, w, np.random.RandomState(1))
    weights, parts = model.views(w), model.views(directions)
    for W, b in model.layers:
        lengths = np.broadcast_to(np.linalg.norm(weights[W], axis=0), (2, weights[W].shape[1]))
        assert np.linalg.norm(parts[W], axis=-2) == pytest.approx(lengths)
        assert not parts[b].any()
    assert abs(np.corrcoef(directions)[0, 1]) < 0.5


def test_the_sharpest_direction_of_a_bowl_is_known():
    bowl = gdcore.Quadratic([1.0, 10.0], rotation=0.5)

    def grad(w):
        return np.apply_along_axis(bowl.grad, -1, w)

    _, (sharpest, rest), half = sharpest_plane(grad, np.array([3.0, 4.0]))
    assert np.abs(sharpest) == pytest.approx(np.abs([np.sin(0.5), np.cos(0.5)]), abs=1e-6)
    assert sharpest @ rest == pytest.approx(0, abs=1e-9)
    assert 0.5 * 10.0 * half**2 == pytest.approx(1.0, rel=1e-6)  # so far the curvature raises the loss by 1


@pytest.mark.parametrize(
    ("rule", "over"), [("GradientDescent", 2.0), ("Momentum", 3.8), ("Nesterov", 3.8 / 2.8)]
)
def test_the_edge_of_each_rule(rule, over):
    assert SliceDemo(rule, lr=0.5, steps=0).sharpness().edge == pytest.approx(over / 0.5)
    assert np.isnan(SliceDemo("Adam", steps=0).sharpness().edge)


@pytest.mark.parametrize(
    "state", [{"lr": 10.0}, {"lr": 0.001, "width": 1}, {"rule": "Nesterov", "lr": 10.0, "depth": 2}]
)
def test_every_state_can_be_drawn(state):
    assert "<img" in SliceDemo(**state)._repr_mimebundle_()[0]["text/html"]


# ---- the same numbers ----


@pytest.fixture(scope="module")
def engine(browser):
    """The twin's functions on a page."""
    names = ["engine/engine.js", "engine/random.js", "engine/network.js", "engine/slice.js"]
    modules = "\n".join(as_statement(name, (JS / name).read_text("utf-8")) for name in names)
    page = browser.new_page()
    page.add_script_tag(
        content=f"""{modules}
        window.result = (steps) => {{
            for (;;) {{
                const {{ done, value }} = steps.next();
                if (done) return value;
            }}
        }};
        window.learner = ({{ sizes, X, y }}) => {{
            const model = mlp(sizes, "tanh");
            return {{ ...model, grad: (w) => model.lossAndGrad(w, X, y).grad }};
        }};
        window.twin = {{ planeOf, randomPlane, sharpestPlane, sharpness, coordinates, RandomState }};"""
    )
    yield page
    page.close()


def learner(demo):
    """The network and the points of a demo, for the twin."""
    X, y = demo.train_and_test()[0]
    return {"sizes": demo.model.sizes, "X": X.ravel().tolist(), "y": y.tolist()}


def assert_same_plane(theirs, ours, tolerance):
    centre, directions, half = ours
    assert theirs["half"] == pytest.approx(half, rel=tolerance)
    assert theirs["directions"] == pytest.approx(directions, abs=tolerance)
    assert theirs["centre"] == pytest.approx(centre, abs=tolerance)


@pytest.mark.parametrize("state", CALM, ids=str)
def test_the_plane_of_a_run_and_the_path_in_it(state, engine):
    w = SliceDemo(**state).trace().w
    theirs = engine.evaluate(
        """path => {
            const plane = result(twin.planeOf(path));
            return { ...plane, places: path.map((w) => twin.coordinates(plane, w)) };
        }""",
        w.tolist(),
    )
    ours = plane_of(w)
    assert_same_plane(theirs, ours, 1e-9)
    assert theirs["places"] == pytest.approx(coordinates(w, ours[0], ours[1]), abs=1e-9)


@pytest.mark.parametrize("pair", [0, 1, 999])
def test_random_planes(pair, engine):
    demo = SliceDemo(width=5, depth=2)
    w = demo.first_weights()
    theirs = engine.evaluate(
        "([task, w, seed]) => twin.randomPlane(learner(task), w, new twin.RandomState(seed))",
        [learner(demo), w.tolist(), 3000 + pair],
    )
    assert_same_plane(theirs, random_plane(demo.model, w, np.random.RandomState(3000 + pair)), 1e-12)


@pytest.mark.parametrize("state", [*CALM, {}, {"lr": 2.0, "steps": 180}], ids=str)
def test_the_sharpness_and_the_sharpest_direction(state, engine):
    """To what power iteration allows: it stops when the value changes by less than a millionth of itself."""
    demo = SliceDemo(**state)
    w = demo.trace().w
    for at in (0, demo.steps // 2, demo.steps):
        theirs = engine.evaluate(
            """([task, w]) => {
                const { grad } = learner(task);
                return [result(twin.sharpness(grad, w)).curvature, result(twin.sharpestPlane(grad, w))];
            }""",
            [learner(demo), w[at].tolist()],
        )
        assert theirs[0] == pytest.approx(gdcore.sharpness(demo._gradient, w[at]), rel=1e-3)
        assert_same_plane(theirs[1], sharpest_plane(demo._gradient, w[at]), 1e-4)


# ---- on the page ----


@pytest.fixture
def open_slice(open_demo):
    """Open the demo in a state and wait until all of it is computed."""

    def open_slice(**state):
        demo = open_demo("gd-slice", state)
        rest(demo)
        return demo

    return open_slice


def rest(demo):
    demo.page.wait_for_function("document.querySelector('gd-slice').isBusy === false")


def verdicts(demo):
    return demo.locator(".verdict").locator("visible=true").all_inner_texts()


SEEN = """demo => {
    const { layer, values, half } = demo.seen;
    const share = layer.share(demo.state.steps);
    const { places, whole: { sharpness } } = layer;
    return JSON.stringify({ half, share, places, values: [...values], sharpness });
}"""


@pytest.mark.parametrize("directions", ["run", "random", "sharpest"])
@pytest.mark.parametrize("state", CALM[:3], ids=str)
def test_the_picture_is_that_of_python(state, directions, open_slice):
    ours = SliceDemo(**state, directions=directions, reach=2.0)
    theirs = json.loads(open_slice(**ours.parameters).evaluate(SEEN))
    plane = ours.plane()
    tolerance = 1e-4 if directions == "sharpest" else 1e-9
    assert theirs["half"] == pytest.approx(plane.half, rel=tolerance)
    assert theirs["share"] == pytest.approx(plane.share, rel=tolerance)
    assert np.reshape(theirs["values"], (41, 41)) == pytest.approx(plane.loss, rel=10 * tolerance)
    assert np.array(theirs["places"]) == pytest.approx(plane.path, abs=10 * tolerance)
    assert np.array(theirs["sharpness"]) == pytest.approx(ours.sharpness().values, rel=1e-3)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, ["at the edge", "leaves the slice"]),
        ({"lr": 0.3}, ["below the edge", "in the slice"]),
        ({"steps": 90}, ["beyond the edge", "in the slice"]),
        ({"lr": 2, "steps": 180, "directions": "sharpest"}, ["at the edge", "in the slice"]),
        ({"directions": "random"}, ["at the edge", "leaves the slice"]),
        ({"rule": "Adam", "lr": 0.03}, ["no such edge", "in the slice"]),
        ({"steps": 0}, ["below the edge"]),
    ],
    ids=str,
)
def test_the_verdict_says_what_is_seen(state, words, open_slice):
    demo = open_slice(**state)
    assert verdicts(demo) == words
    ours = SliceDemo(**state)
    if ours.steps:
        assert (
            f"{100 * ours.plane().share:.0f} % as long as the run's own"
            in demo.locator(".reading").inner_text()
        )


def test_a_share_counts_what_lies_in_the_plane(open_slice):
    """The lesson that shows what a slice hides: a tenth of the path along the run, most of it at step 180."""
    state = LESSONS["hidden"]["state"]
    assert SliceDemo(**state).plane().share == pytest.approx(0.1, abs=0.015)
    assert SliceDemo(**state, steps=180, directions="sharpest").plane().share > 0.8


def test_the_sharpness_of_the_first_lesson_leaps_over_the_edge_and_comes_back_to_it():
    demo = SliceDemo(**LESSONS["edge"]["state"])
    steps, values, edge = demo.sharpness()
    loss = demo.trace().train
    leap = int(loss[50:].argmax()) + 50
    assert 90 < leap < 120 and loss[leap] > 3 * loss[leap - 10]
    assert values[steps < leap].max() > 1.6 * edge
    assert values[(steps > leap + 30) & (steps < 380)] == pytest.approx(edge, rel=0.1)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_begins_at_the_press_of_its_button(lesson, open_slice, page):
    demo = open_slice(data="moons", width=3, lr=0.1, steps=7)
    demo.get_by_role("button", name=LESSONS[lesson]["label"]).click()
    page.wait_for_function("document.querySelector('gd-slice').state.steps > 20")
    assert demo.get_attribute("data") == "spirals" and demo.get_attribute("lesson") == lesson
    assert LESSONS[lesson]["look"] in demo.locator(".lesson").inner_text()
    demo.get_by_role("button", name="Pause").click()


def test_the_loss_under_the_pointer_is_that_of_the_slice(open_slice, page):
    demo = open_slice(lr=0.3)
    box = demo.locator(".layers svg").first.bounding_box()
    at = demo.evaluate("(demo, place) => demo.plot.point(place)", [1.0, -2.0])
    page.mouse.move(box["x"] + at[0], box["y"] + at[1])
    words = demo.locator(".layers .values-here text").first.text_content()
    ours = SliceDemo(lr=0.3)
    plane = ours.plane()
    loss = ours._loss(plane.centre + np.array([1.0, -2.0]) @ plane.directions)
    assert float(words.removeprefix("loss here ")) == pytest.approx(loss, rel=0.02)
    page.mouse.move(0, 0)
    assert demo.locator(".layers .values-here text").first.text_content() == ""


def test_values_along_the_curves_by_keys(open_slice, page):
    demo = open_slice(lr=0.3, steps=60)
    ours = SliceDemo(lr=0.3, steps=60)
    for label, value, before in [
        ("the sharpness", ours.sharpness().values[-1], 55),
        ("the training loss", ours.trace().train[-1], 59),
    ]:
        curve = demo.get_by_role("img", name=label)
        curve.focus()
        assert ", step 60: " in curve.get_attribute("aria-label")
        assert f"{value:.3g}" in curve.get_attribute("aria-label")
        page.keyboard.press("ArrowLeft")
        assert f", step {before}: " in demo.get_by_role("status").inner_text()


def test_another_pair_of_random_directions(open_slice):
    demo = open_slice(directions="random")
    before = demo.evaluate("demo => demo.seen.values[0]")
    demo.get_by_role("button", name="Another pair").click()
    rest(demo)
    assert demo.get_attribute("pair") == "2" and demo.get_attribute("seed") == "1"
    assert demo.evaluate("demo => demo.seen.values[0]") != before
    demo.get_by_text("the run", exact=True).click()
    assert not demo.get_by_role("button", name="Another pair").is_visible()


def test_the_slice_reaches_as_far_as_is_said_and_tells_when_the_ball_is_outside(open_slice):
    demo = open_slice(lr=0.3)
    half = demo.evaluate("demo => demo.plot.x[1]")
    assert "outside" not in demo.locator(".reading").inner_text()
    demo.evaluate("demo => demo.take({ reach: 0.25 })")
    assert demo.evaluate("demo => demo.plot.x[1]") == pytest.approx(
        half / 4
    )  # at once, before it is computed
    rest(demo)
    assert "outside the picture" in demo.locator(".reading").inner_text()


def test_the_old_run_pales_until_the_new_one_is_there(open_slice):
    demo = open_slice()
    paled = demo.evaluate("""demo => {
        demo.update({ lr: 0.5 });
        return [demo.row.classList.contains("stale"), demo.root.querySelector(".verdict").textContent];
    }""")
    assert paled == [True, "…"]
    rest(demo)
    assert not demo.evaluate("demo => demo.row.classList.contains('stale')")
    assert "…" not in demo.inner_text()


def test_while_it_plays_the_plane_through_the_present_point_stays(open_slice, page):
    demo = open_slice(directions="sharpest", lr=0.3, steps=100)
    demo.get_by_role("button", name="Play").click()
    page.wait_for_function("document.querySelector('gd-slice').state.steps > 120")
    assert demo.evaluate("demo => demo.laid") == 100
    demo.get_by_role("button", name="Pause").click()
    rest(demo)
    steps = int(demo.get_attribute("steps"))
    assert demo.evaluate("demo => demo.laid") == steps
    theirs = demo.evaluate("demo => demo.seen.layer.result.centre")
    assert theirs == pytest.approx(SliceDemo(lr=0.3, steps=steps).trace().w[-1], abs=1e-9)


def test_what_is_heard_at_last_is_all_of_it(open_slice):
    demo = open_slice()
    demo.get_by_role("button", name="Other start").click()
    demo.page.wait_for_function("!document.querySelector('gd-slice').isHalfSaid")
    spoken = demo.get_by_role("status").inner_text()
    assert "seed 2" in spoken and "edge" in spoken and "…" not in spoken


def test_a_goal_is_reached_when_the_sharpness_is_known(open_demo):
    demo = open_demo("gd-slice", {"lr": 0.3})
    demo.evaluate("demo => demo.setAttribute('goal', 'edge >= 0.9, loss <= 0.3')")
    rest(demo)
    demo.evaluate("demo => demo.take({ steps: 399 })")
    assert demo.locator(".goal").inner_text() == "Goal: edge ≥ 0.9, loss ≤ 0.3."
    demo.evaluate("demo => demo.take({ lr: 1 })")
    demo.page.wait_for_function(
        "document.querySelector('gd-slice').goal.textContent.startsWith('Goal reached')"
    )


def test_the_work_is_done_in_small_pieces(open_slice):
    """Between two looks at the clock no more than four losses of the slice, and one step of anything else."""
    sample = SAMPLES["slice"]()
    demo = open_slice(**sample.attributes)
    pieces = demo.evaluate("""demo => {
        demo.update({ lr: 0.11 });
        return demo.jobs.map((job) => {
            let pieces = 0;
            const { steps } = job;
            job.steps = { next: () => { pieces++; return steps.next(); } };
            job.go();
            return pieces;
        });
    }""")
    training, _, *others = pieces
    assert training > 400 and sum(others) > 41 * 41 / 5 + 81
