"""The network that learns: in a browser it computes what gdcore computes, and says what is happening."""

import json
from importlib.resources import files

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from traitlets import TraitError

import gdcore
from gdcore.demos import NetworkDemo
from gdcore.demos._script import as_statement
from gdcore.demos.settings import SETTINGS

NETWORK = SETTINGS["gd-network"]
RULES = list(NETWORK["rules"])
LESSONS = NETWORK["lessons"]
JS = files("gdcore.demos") / "js"


# ---- the same numbers ----


@pytest.fixture(scope="module")
def engine(browser):
    """The twin's functions on a page."""
    names = ["engine", "random", "matrix", "beyond_adam", "network"]
    names = [f"engine/{name}.js" for name in names]
    modules = "\n".join(as_statement(name, (JS / name).read_text("utf-8")) for name in names)
    page = browser.new_page()
    page.add_script_tag(
        content=f"{modules}\nwindow.twin = {{ datasets, mlp, ruleAndRate, training, RandomState }};"
    )
    yield page
    page.close()


@pytest.mark.parametrize("data", ["moons", "rings", "xor", "spirals"])
def test_the_same_points(data, engine):
    theirs = engine.evaluate(
        "([data, seed]) => twin.datasets[data](200, 0.2, new twin.RandomState(seed))", [data, 7]
    )
    classes = {"classes": 2} if data == "spirals" else {}
    X, y = getattr(gdcore, data)(200, noise=0.2, rng=np.random.RandomState(7), **classes)
    assert np.reshape(theirs["X"], (200, 2)) == pytest.approx(X, rel=1e-12, abs=1e-12)
    assert theirs["y"] == y.tolist()


def run_twin(engine, demo, w, steps):
    """The twin's run of a demo from parameters w: w, losses and norms after each step."""
    train, test = demo.train_and_test()
    task = {
        "sizes": demo.model.sizes, "activation": demo.activation, "start": list(w), "steps": steps,
        "train": {"X": train.X.ravel().tolist(), "y": train.y.tolist()},
        "test": {"X": test.X.ravel().tolist(), "y": test.y.tolist()},
        "rule": demo.rule, "lr": demo.lr, "schedule": demo.schedule, "batch": demo.batch,
        "order": 2000 + demo.seed,
    }  # fmt: skip
    points = engine.evaluate(
        """task => {
            const model = twin.mlp(task.sizes, task.activation);
            const run = twin.training(model, { ...task, ...twin.ruleAndRate(model, task, 1000) });
            return JSON.stringify(Array.from({ length: task.steps + 1 }, () => run.next().value));
        }""",
        task,
    )
    return {
        key: np.array([point[key] for point in json.loads(points)], float)
        for key in ("w", "train", "test", "norms")
    }


def off(theirs, ours):
    """The largest difference, relative to max(1, |value|)."""
    return np.max(np.abs(theirs - ours) / np.maximum(1, np.abs(ours)))


def is_clear(demo):
    """Whether no slope is a mere rounding error of 0, which some rules would divide by its own size."""
    train, _ = demo.train_and_test()
    for rows in (next(demo._batches(100, 7)), slice(None)):
        _, grad = demo.model.loss_and_grad(demo.first_weights(), train.X[rows], train.y[rows])
        for part in demo.model.views(np.abs(grad)).values():
            if np.any((part > 0) & (part < 1e-3 * part.max())):
                return False
    return True


@pytest.mark.parametrize("activation", ["relu", "tanh", "linear"])
@pytest.mark.parametrize("start", NETWORK["starts"])
@pytest.mark.parametrize("rule", RULES)
def test_one_step_from_a_shared_state(rule, start, activation, engine):
    options = dict(start=start, activation=activation, batch=7, steps=1)
    demo = next(demo for seed in range(200) if is_clear(demo := NetworkDemo(rule, **options, seed=seed)))
    ours = demo.trace()
    theirs = run_twin(engine, demo, demo.first_weights(), steps=1)
    for key in theirs:
        assert off(theirs[key], getattr(ours, key)) <= 1e-12, key


@pytest.mark.parametrize("schedule", ["constant", "cosine", "warm-up and cosine"])
@pytest.mark.parametrize("rule", RULES)
def test_two_hundred_steps_wherever_a_nudge_stays_small(rule, schedule, engine):
    """A run that magnifies a nudge of 1e-13 beyond 1e-9 magnifies the last bit as well: it has no twin."""
    kept = 0
    for data, activation, depth, seed in [
        ("moons", "tanh", 1, 0), ("rings", "relu", 2, 1), ("xor", "relu", 1, 2), ("spirals", "tanh", 2, 3),
    ]:  # fmt: skip
        demo = NetworkDemo(
            rule, schedule=schedule, data=data, activation=activation, depth=depth, seed=seed, steps=200
        )
        ours, start = demo.trace(), demo.first_weights()
        nudged = demo.train_from(start * (1 + 1e-13), rule, demo.lr, demo.batch)
        if off(nudged.w, ours.w) > 1e-10:
            continue
        kept += 1
        theirs = run_twin(engine, demo, start, steps=200)
        for key in theirs:
            assert off(theirs[key], getattr(ours, key)) <= 1e-9, (data, key)
    assert kept >= 2


# ---- Python ----


def test_points_of_ones_own_are_learned_and_an_empty_plane_is_shown():
    demo = NetworkDemo("GradientDescent", data="own", points="0.5,0.5,1;-0.5,-0.5,0;", steps=50)
    trace = demo.trace()
    assert trace.train[-1] < trace.train[0] and np.isnan(trace.test).all()
    assert np.isnan(NetworkDemo(data="own", steps=3).trace().train).all()
    assert "<img" in NetworkDemo(data="own", steps=3)._repr_mimebundle_()[0]["text/html"]


@pytest.mark.parametrize("points", ["1,1", "2.5,0,1;", "0,0,2;", "a,b,1;", "0.٥,0,1;", "0,0,1;" * 501, "<b>"])
def test_points_that_are_none_are_refused(points):
    with pytest.raises(TraitError, match="points must be up to 500 points"):
        NetworkDemo(points=points)


def test_a_network_that_diverges_stays_drawable():
    demo = NetworkDemo("GradientDescent", lr=10.0, start="large", activation="linear", batch=100, steps=400)
    assert "<img" in demo._repr_mimebundle_()[0]["text/html"]


# ---- on the page ----


@pytest.fixture
def open_network(open_demo):
    def open_network(**state):
        demo = open_demo("gd-network", state)
        arrived = "([demo, steps]) => demo.shown === steps && demo.hasArrived"
        demo.page.wait_for_function(arrived, arg=[demo.element_handle(), state.get("steps", 150)])
        return demo

    return open_network


def verdict(demo):
    return demo.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    ("lesson", "steps", "words"),
    [
        ("zero", 200, "all units are one"),
        ("large", 50, "dead"),
        ("rate", 20, "swings"),
        ("batch", 200, "jitters"),
        ("wide", 300, "has learned"),
        ("plateau", 120, "on a plateau"),
        ("overfitting", 600, "overfitting"),
    ],
)
def test_a_lesson_shows_what_it_says(lesson, steps, words, open_network):
    demo = open_network(**LESSONS[lesson]["state"], lesson=lesson, steps=steps)
    assert verdict(demo) == words
    assert LESSONS[lesson]["look"] in demo.locator(".lesson").inner_text()


def test_every_lesson_is_tried():
    tried = {
        mark.args[1][i][0]
        for mark in test_a_lesson_shows_what_it_says.pytestmark
        for i in range(len(mark.args[1]))
    }
    assert tried == set(LESSONS)


def test_a_wide_network_learns_from_every_seed_and_a_narrow_one_does_not():
    """As the lesson says, for its first twenty seeds."""

    def learned(width):
        runs = [
            NetworkDemo(**LESSONS["wide"]["state"] | {"width": width}, seed=seed, steps=400)
            for seed in range(20)
        ]
        return sum(run.trace().train[-1] < 0.15 for run in runs)

    assert learned(16) == 20 and learned(3) <= 15


def test_a_lesson_begins_at_the_press_of_its_button(open_network, page):
    demo = open_network(steps=5, lr=1.0)
    demo.get_by_role("button", name="too large a start").click()
    page.wait_for_function("document.querySelector('gd-network').state.steps > 3")
    assert demo.get_attribute("start") == "large" and demo.get_attribute("lesson") == "large"
    demo.get_by_role("button", name="Pause").click()


def test_a_rule_brings_its_rate_and_an_epoch_its_steps(open_network):
    demo = open_network(steps=0)
    demo.get_by_text("gradient descent", exact=True).first.click()
    assert demo.get_attribute("lr") == "0.3"
    demo.get_by_role("button", name="Epoch").click()
    assert demo.get_attribute("steps") == "10"


def test_axe_finds_nothing_where_the_units_are_drawn(open_network, page):
    open_network(steps=20)
    results = Axe().run(page, "gd-network", {"preload": False})
    assert results.violations_count == 0, results.response["violations"]


def test_units_and_weights_say_their_values_to_pointer_keys_and_finger(open_network, page):
    demo = open_network(steps=20)
    words = demo.locator(".pointed")
    unit = demo.locator(".unit").nth(2)
    unit.hover()
    assert words.inner_text().startswith("Unit 1 of hidden layer 1: bias ")
    assert "gradient" in words.inner_text() and "weights: x " in words.inner_text()
    demo.locator(".unit[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert words.inner_text().startswith("Unit 2 of hidden layer 1: bias ")
    assert demo.locator(".unit.chosen").get_attribute("aria-label") == words.inner_text()
    box, other = unit.bounding_box(), demo.locator(".unit").nth(0).bounding_box()
    page.mouse.move(  # half way between x and the first unit
        (box["x"] + other["x"] + other["width"]) / 2,
        (box["y"] + other["y"] + other["height"]) / 2,
    )
    assert words.inner_text().startswith("Weight from x to unit 1 of hidden layer 1: ")
    value = float(words.inner_text().split(": ")[1].split(",")[0].replace("−", "-"))
    ours = NetworkDemo(steps=20)
    weights = ours.model.views(ours.trace().w[-1])["W1"]
    assert value == pytest.approx(weights[0, 0], rel=5e-3)


def test_own_points_are_added_by_pressing_taken_back_and_cleared(open_network, page):
    demo = open_network(steps=0, data="own", points="0.5,0.5,1;")
    page.wait_for_function("document.querySelector('gd-network').width > 0")
    plane = demo.locator(".plots svg").first
    demo.get_by_text("orange", exact=True).click()
    plane.click(position={"x": 100, "y": 100})
    points = demo.get_attribute("points")
    assert points.startswith("0.5,0.5,1;") and points.endswith(",1;") and points.count(";") == 2
    demo.get_by_role("button", name="Take back").click()
    assert demo.get_attribute("points") == "0.5,0.5,1;"
    demo.get_by_role("button", name="Clear").click()
    assert demo.get_attribute("points") == "" and verdict(demo) == "no points"


def test_a_press_among_made_points_keeps_them_as_ones_own(open_network):
    demo = open_network(steps=0)
    demo.locator(".plots svg").first.click(position={"x": 100, "y": 100})
    assert demo.get_attribute("data") == "own" and demo.get_attribute("points").count(";") == 101


def test_more_than_500_points_are_refused_in_words(open_network):
    demo = open_network(steps=0, data="own", points="0.5,0.5,1;" * 500)
    demo.locator(".plots svg").first.click(position={"x": 100, "y": 100})
    assert "500 points already" in demo.locator(".notice").inner_text()
    assert demo.get_attribute("points").count(";") == 500


def test_a_network_that_diverges_says_where(open_network):
    state = dict(rule="GradientDescent", lr=10, start="large", activation="linear", batch=100, steps=400)
    demo = open_network(**state)
    trace = NetworkDemo(**state).trace()
    if np.isfinite(trace.train).all():
        pytest.fail("choose a state that diverges")
    first = np.argmax(~np.isfinite(trace.train))
    assert verdict(demo) == "diverged" and f"Since step {first} " in demo.locator(".reading").inner_text()


def test_two_networks_from_one_start(open_network):
    demo = open_network(compare="true", other_rule="GradientDescent", other_lr=1.0, other_batch=100, steps=60)
    ours = NetworkDemo(compare=True, other_rule="GradientDescent", other_lr=1.0, other_batch=100, steps=60)
    other = ours.other_trace()
    assert other.w[0] == pytest.approx(ours.trace().w[0])
    assert f"{other.train[-1]:.3g}"[:5] in demo.locator(".place").inner_text()


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (390, 844)])
@pytest.mark.parametrize("state", [{}, {"width": 10, "depth": 2, "compare": "true", "steps": 40}])
def test_pictures_verdict_and_rate_are_in_view_together(open_network, page, state, width, height):
    page.set_viewport_size({"width": width, "height": height})
    demo = open_network(**state)
    parts = (".plots", ".verdict", ".slider >> nth=0")
    bottoms = [box["y"] + box["height"] for box in (demo.locator(part).bounding_box() for part in parts)]
    assert bottoms == sorted(bottoms) and bottoms[-1] - demo.bounding_box()["y"] <= height


def test_the_small_view_of_chapter_7_confirms_its_goal(open_network):
    goal = "all units alive after 150 steps: steps >= 150, dead <= 0"
    demo = open_network(rule="GradientDescent", view="small", lr=3, seed=5, steps=150)
    demo.evaluate("(demo, goal) => { demo.setAttribute('goal', goal); demo.show(demo.state); }", goal)
    assert demo.evaluate("demo => demo.measures().dead") == 11
    assert demo.locator(".goal").inner_text() == "Goal: all units alive after 150 steps."
    demo.evaluate("demo => demo.take({ lr: 0.3 })")
    demo.page.wait_for_function("document.querySelector('gd-network').shown === 150")
    assert demo.locator(".goal").inner_text() == "Goal reached: all units alive after 150 steps."
    assert (
        not demo.get_by_text("Show me:").is_visible()
        and not demo.get_by_text("points", exact=True).is_visible()
    )
