"""The landscape demo: the race as gdcore runs it, by mouse and keys, and as a Python object."""

import numpy as np
import pytest
from traitlets import TraitError

from gdcore.demos import LandscapeDemo
from gdcore.demos.settings import LANDSCAPES, RACERS

TAG = "gd-landscape"
ALL = " ".join(RACERS)


def spoken(demo):
    return demo.get_by_role("status").inner_text()


def rates(demo):
    return {name: float(demo.get_attribute(racer["rate"])) for name, racer in RACERS.items()}


@pytest.mark.parametrize("noise", [0.0, 0.1])
@pytest.mark.parametrize("objective", LANDSCAPES)
def test_points_on_screen_are_those_of_the_engine(open_demo, objective, noise):
    python = LandscapeDemo(objective, rules=ALL, noise=noise, seed=3, steps=40)
    demo = open_demo(TAG, {name: value for name, value in python.parameters.items()})
    for run in demo.evaluate("demo => demo.runs"):
        np.testing.assert_allclose(run["points"], python.trace()[run["name"]], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("objective", LANDSCAPES)
def test_page_and_python_tune_alike(open_demo, objective):
    python = LandscapeDemo(objective, rules="GradientDescent Momentum Adam", noise=0.05, steps=30)
    demo = open_demo(TAG, python.parameters)
    before = rates(demo)
    demo.get_by_role("button", name="Tune rates").click()
    assert rates(demo) == before | python.tune()
    assert "Step 30." in spoken(demo)


@pytest.mark.parametrize("objective", LANDSCAPES)
def test_default_rates_are_the_tuned_ones(objective):
    demo = LandscapeDemo(objective, rules=ALL)
    before = demo.parameters
    demo.tune()
    assert demo.parameters == before


def test_tuned_rate_has_the_lowest_line_of_losses():
    demo = LandscapeDemo("rosenbrock", rules="Momentum", noise=0.5, steps=80)

    def height(lr):
        demo.lr_momentum = lr
        return np.log(demo.function.value(demo.trace()["Momentum"])).mean()

    best = demo.tune()["Momentum"]
    assert all(height(best) <= height(factor * best) for factor in (0.5, 0.75, 1.0))


def test_start_by_drag_and_by_keys(open_demo, page):
    demo = open_demo(TAG, {"objective": "valley"})
    demo.locator(".plots").scroll_into_view_if_needed()
    knob = demo.get_by_role("slider", name="start of the race")
    box = knob.bounding_box()
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*centre)
    page.mouse.down()
    page.mouse.move(centre[0] + 60, centre[1] + 40, steps=4)
    page.mouse.up()
    x, y = (float(demo.get_attribute(name)) for name in "xy")
    assert x > -2.4 and y < 1.0
    assert knob.get_attribute("aria-valuetext").startswith("w = (")
    page.keyboard.press("ArrowUp")
    assert float(demo.get_attribute("y")) == pytest.approx(y + 0.1)
    page.keyboard.press("ArrowLeft")
    assert float(demo.get_attribute("x")) == pytest.approx(x - 0.1)
    assert "Loss above the minimum" in spoken(demo)


def test_another_landscape_brings_its_start_and_rates(open_demo):
    demo = open_demo(TAG, {"objective": "valley"})
    demo.get_by_role("radio", name="Rosenbrock").press("Space")
    assert demo.evaluate("demo => demo.state") == LandscapeDemo("rosenbrock").parameters
    assert not demo.get_by_role("slider", name="condition number κ").is_visible()


def test_chips_choose_who_races(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("checkbox", name="Nesterov").press("Space")
    demo.get_by_role("checkbox", name="gradient descent").press("Space")
    assert demo.get_attribute("rules") == "Momentum Nesterov Adam"
    assert demo.get_by_role("slider", name="η Nesterov").is_visible()
    assert not demo.get_by_role("slider", name="η gradient descent").is_visible()
    assert "gradient descent" not in spoken(demo)


def test_new_noise_is_the_same_for_every_rule(open_demo):
    demo = open_demo(
        TAG,
        {
            "objective": "valley",
            "rules": "GradientDescent Momentum",
            "noise": 0.5,
            "lr_gd": 0.2,
            "lr_momentum": 0.2,
        },
    )
    before = demo.evaluate("demo => demo.runs[0].points")
    demo.get_by_role("button", name="New noise").click()
    plain, momentum = (run["points"] for run in demo.evaluate("demo => demo.runs"))
    assert demo.get_attribute("seed") == "1" and plain[1] != before[1]
    assert plain[1] == momentum[1]  # at the first step there is nothing to remember


def test_a_rule_that_diverges_is_named_and_the_rest_stay(open_demo):
    demo = open_demo(TAG, {"objective": "rosenbrock", "rules": "GradientDescent Adam", "lr_gd": 1.0})
    demo.get_by_role("button", name="Step").click()
    assert "Adam 0.0" in spoken(demo) and "gradient descent diverged at step" in spoken(demo)
    assert demo.locator(".racer").count() == 1


def test_play_walks_to_the_end(open_demo, page):
    page.clock.install(time=0)
    demo = open_demo(TAG)
    page.clock.pause_at(3600)  # from here on only the test makes time pass
    demo.get_by_role("button", name="Play").click()
    page.clock.run_for(1000)
    assert 10 < int(demo.get_attribute("steps")) < 30
    page.clock.run_for(6000)
    assert demo.get_attribute("steps") == "100"
    assert spoken(demo).startswith("Step 100.")


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("objective", "cubic"),
        ("rules", "Adam Sgd"),
        ("x", 9.0),
        ("y", float("nan")),
        ("kappa", 0.5),
        ("noise", -1.0),
        ("seed", 0.5),
        ("lr_adam", 0.0),
    ],
)
def test_nonsense_is_refused_by_name(argument, value):
    with pytest.raises(TraitError, match=argument):
        LandscapeDemo(**{argument: value})


def test_another_landscape_in_python_brings_its_start_noise_and_rates():
    demo = LandscapeDemo("himmelblau", x=1.0, y=-4.0, noise=15.0, lr_adam=0.3, steps=7)
    demo.objective = "rosenbrock"
    assert demo.parameters == LandscapeDemo("rosenbrock", steps=7).parameters
