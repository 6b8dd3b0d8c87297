"""The landscape demo: the race as gdcore runs it, by mouse and keys, and as a Python object."""

import numpy as np
import pytest
from traitlets import TraitError

from gdcore.demos import LandscapeDemo
from gdcore.demos.settings import LANDSCAPES, RACERS

TAG = "gd-landscape"
ALL = " ".join(RACERS)
# Functions that a reader may type: with several minima or none, without values here and there, flat, and
# steep beyond all numbers.
FORMULAS = (
    *("x^2/2 + 5y^2", "sin(2x)cos(2y) + (x^2 + y^2)/8", "(x^2 + y^2 - 2)^2 + x", "x + y", "x^2 - y^4"),
    *("ln(x) + y^2", "sqrt(x + 1) + y^2", "1/x", "ln(-1)", "1/(x - x)", "3", "abs(x)", "exp(exp(exp(x)))"),
    *("10^280 (x - y)", "10^-310 x"),
)


def spoken(demo):
    return demo.get_by_role("status").inner_text()


def verdict(demo):
    return demo.locator(".verdict").inner_text()


def why(demo):
    return demo.locator(".why").inner_text()


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


@pytest.mark.parametrize("steps", [0, 3])
def test_tuning_is_for_the_whole_race_however_much_of_it_is_shown(open_demo, steps):
    demo = open_demo(TAG, {"objective": "valley", "rules": ALL, "lr_gd": 0.01, "steps": steps})
    demo.get_by_role("button", name="Tune rates").click()
    best = LandscapeDemo("valley", rules=ALL)
    assert rates(demo) == {name: getattr(best, racer["rate"]) for name, racer in RACERS.items()}
    python = LandscapeDemo("valley", rules=ALL, lr_gd=0.01, steps=steps)
    assert python.tune() == rates(demo)


def test_where_no_rate_is_better_tuning_changes_none(open_demo):
    state = {"objective": "own", "formula": "3"}
    demo = open_demo(TAG, state)
    before = rates(demo)
    demo.get_by_role("button", name="Tune rates").click()
    assert rates(demo) == before
    python = LandscapeDemo(**state)
    python.tune()
    assert python.parameters == LandscapeDemo(**state).parameters


@pytest.mark.parametrize("objective", LANDSCAPES)
def test_default_rates_are_the_tuned_ones(objective):
    demo = LandscapeDemo(objective, rules=ALL)
    before = demo.parameters
    demo.tune()
    assert demo.parameters == before


def test_tuned_rate_has_the_lowest_line_of_losses():
    demo = LandscapeDemo("rosenbrock", rules="Momentum", noise=0.5, steps=120)

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
    assert float(demo.get_attribute("y")) == pytest.approx(y + 0.05)
    page.keyboard.press("ArrowLeft")
    assert float(demo.get_attribute("x")) == pytest.approx(x - 0.1)
    assert "Loss above the minimum" in spoken(demo)


def test_another_landscape_brings_its_start_and_rates(open_demo):
    demo = open_demo(TAG, {"objective": "valley"})
    demo.get_by_role("radio", name="Rosenbrock").press("Space")
    assert demo.evaluate("demo => demo.state") == LandscapeDemo("rosenbrock").parameters
    assert not demo.get_by_role("slider", name="condition κ").is_visible()


def test_chips_choose_who_races(open_demo):
    demo = open_demo(TAG)
    demo.get_by_role("checkbox", name="Nesterov").press("Space")
    demo.get_by_role("checkbox", name="gradient descent").press("Space")
    assert demo.get_attribute("rules") == "Momentum Nesterov Adam"
    assert demo.get_by_role("slider", name="η Nesterov").is_visible()
    assert not demo.get_by_role("slider", name="η descent").is_visible()
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


def test_the_verdict_says_why_plain_descent_wins_or_loses(open_demo):
    demo = open_demo(TAG, {"objective": "valley"})
    assert verdict(demo) == "Adam is ahead"
    assert "one curvature is 100 times the other. One rate for both crawls" in why(demo)
    for objective, likeness in (("himmelblau", "1.2"), ("saddle", "2.0"), ("plateau", "1.0")):
        open_demo(TAG, {"objective": objective})
        assert verdict(demo) == "gradient descent is ahead"
        assert f"the curvatures are alike (κ = {likeness}): one rate suits all directions." in why(demo)
        assert "Where κ is large, plain descent loses." in why(demo)
    for objective in ("rosenbrock", "beale"):
        open_demo(TAG, {"objective": objective})
        assert "gradient descent" not in verdict(demo) and "One rate for both crawls" in why(demo)


def test_the_condition_number_turns_the_race(open_demo):
    demo = open_demo(TAG, {"objective": "valley", "kappa": 3})
    demo.get_by_role("button", name="Tune rates").click()
    assert verdict(demo) == "gradient descent is ahead" and "κ = 3.0" in why(demo)
    demo.get_by_role("spinbutton", name="condition κ").fill("400")
    demo.get_by_role("spinbutton", name="condition κ").press("Enter")
    demo.get_by_role("button", name="Tune rates").click()
    assert verdict(demo) in ("Adam is ahead", "momentum is ahead") and "400 times" in why(demo)


@pytest.mark.parametrize(
    ("state", "words", "reason"),
    [
        ({"steps": 0}, "at the start", "Press Play."),
        ({"rules": ""}, "no race", "Choose at least one rule."),
        ({"rules": "Adam"}, "Adam alone", "100 times"),
        ({"lr_gd": 2.5, "steps": 30}, "Adam is ahead", "Gradient descent is running away"),
        ({"objective": "rosenbrock", "lr_gd": 1}, "momentum is ahead", "Gradient descent diverged at step 4"),
        ({"noise": 0.3}, "is ahead", "The noise keeps each rule at a distance"),
        (
            {"objective": "saddle", "x": 1, "y": 0, "rules": "GradientDescent"},
            "gradient descent alone",
            "κ = 2",
        ),
        ({"objective": "own"}, "Adam is ahead", "Gradient descent rests 0.519 above the lowest place"),
        ({"objective": "own", "formula": "ln(-1)"}, "no value here", "the function has none"),
        ({"objective": "own", "formula": "x + y"}, "has left the picture", "lower than anywhere inside"),
        ({"objective": "own", "formula": "sqrt(x) + y^2"}, "none is left", "has no value at step"),
    ],
)
def test_verdicts(open_demo, state, words, reason):
    demo = open_demo(TAG, {"objective": "valley"} | state)
    assert words in verdict(demo) and reason in why(demo)


# ---- the reader's own function ----


@pytest.mark.parametrize("noise", [0.0, 0.1])
@pytest.mark.parametrize("formula", FORMULAS)
def test_the_table_has_the_numbers_of_python_for_ones_own_function(open_demo, open_table, formula, noise):
    python = LandscapeDemo(
        "own", formula=formula, rules="GradientDescent Nesterov Adam", noise=noise, steps=12
    )
    demo = open_demo(TAG, python.parameters)
    rows = open_table(demo).evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('data')].map((cell) => +cell.value))"
    )
    columns = [[*w.T, python.function.value(w) - python.floor] for w in python.trace().values()]
    expected = np.column_stack([np.arange(13), *np.concatenate(columns)])
    found = np.array([[np.nan if value is None else value for value in row] for row in rows], float)
    found, expected = (np.where(np.isfinite(values), values, np.nan) for values in (found, expected))
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("formula", [*FORMULAS, "10^308 (x - y)"])
def test_a_function_of_ones_own_stays_drawable(open_demo, page, formula):
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: message.type == "error" and problems.append(message.text))
    demo = open_demo(TAG, {"objective": "own", "formula": formula, "rules": ALL})
    for _ in range(2):
        demo.get_by_role("button", name="Tune rates").click()
        demo.get_by_role("button", name="Reset").click()
    marks = demo.locator(".plots").evaluate("plots => plots.innerHTML")
    assert "NaN" not in marks and "Infinity" not in marks and problems == []
    has_lines = demo.locator(".contours").get_attribute("d") != ""
    assert has_lines == (formula not in ("ln(-1)", "1/(x - x)", "3", "10^-310 x", "10^308 (x - y)"))


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("rules", ["GradientDescent Adam", ""])
@pytest.mark.filterwarnings("error")
def test_a_figure_of_ones_own_function(formula, rules):
    html = LandscapeDemo("own", formula=formula, rules=rules)._repr_mimebundle_()[0]["text/html"]
    assert 'src="data:image/svg+xml' in html and "Loss above the lowest found" in html


def test_a_function_is_typed_drawn_and_descended(open_demo):
    demo = open_demo(TAG, {"objective": "himmelblau"})
    field = demo.get_by_role("textbox", name="f(x, y) =")
    assert not field.is_visible()
    demo.get_by_text("your own", exact=True).click()
    before = demo.locator(".contours").get_attribute("d")
    field.fill("x² + 10y²")
    field.press("Enter")
    assert demo.locator(".contours").get_attribute("d") != before
    demo.get_by_role("button", name="Tune rates").click()
    assert "one rate suits all directions" in why(demo) and "κ = 10" in why(demo)
    python = LandscapeDemo("own", formula="x² + 10y²")
    python.tune()
    assert demo.evaluate("demo => demo.state") == python.parameters
    points = demo.evaluate("demo => demo.runs[0].points")
    assert points[1] == pytest.approx(python.trace()["GradientDescent"][1], abs=1e-12)


@pytest.mark.parametrize(
    "formula", ["x^^2", "w^2", "alert(1)", "<img src=x onerror=alert(1)>", "x" * 300, ""]
)
def test_a_formula_that_cannot_be_read_is_refused_with_the_place(open_demo, formula):
    demo = open_demo(TAG, {"objective": "own", "formula": formula})
    notice = demo.locator(".notice").inner_text()
    assert "is not a formula (" in notice and "at place " in notice
    assert demo.get_attribute("formula") == LandscapeDemo().formula
    with pytest.raises(TraitError, match="formula must be a formula: .* at place "):
        LandscapeDemo("own", formula=formula)


def test_the_level_lines_of_ones_own_function_cover_the_picture(open_demo):
    """About as many below the middle value as above it, on a bowl and where a few corners are very high."""
    for formula in ("x^2 + y^2", "exp(x^2) + y^2", "(x^2 + y^2)^3"):
        demo = open_demo(TAG, {"objective": "own", "formula": formula})
        lengths = demo.evaluate("demo => demo.landscape.levels")
        levels = lengths["from"] + lengths["top"] * (np.arange(1, 13) / 12) ** lengths["power"]
        grid = np.stack(np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-2.2, 2.2, 61)), axis=-1)
        share = (LandscapeDemo("own", formula=formula).function.value(grid) < levels[:, None, None]).mean(
            (1, 2)
        )
        assert share[5] == pytest.approx(0.45, abs=0.15) and share[-1] == pytest.approx(0.9, abs=0.02)


# ---- what the demo says and measures ----


def test_measures_are_the_losses_by_the_names_of_the_rates(open_demo):
    python = LandscapeDemo("himmelblau", x=1.0, y=-4.0, steps=60)
    demo = open_demo(TAG, python.parameters)
    measures = demo.evaluate("demo => demo.measures()")
    losses = {
        f"loss_{RACERS[name]['rate'][3:]}": python.function.value(w[-1]) for name, w in python.trace().items()
    }
    assert set(losses) == {"loss_gd", "loss_momentum", "loss_adam"} and measures["steps"] == 60
    for name, loss in losses.items():
        assert measures[name] == pytest.approx(loss, rel=1e-9, abs=1e-25)
    assert measures["loss"] == pytest.approx(min(losses.values()), rel=1e-9, abs=1e-25)


def test_a_goal_may_ask_for_three_valleys(open_demo):
    demo = open_demo(TAG, {"objective": "himmelblau"})
    demo.evaluate("demo => demo.setAttribute('goal', 'valleys >= 3, steps >= 100')")
    demo.evaluate("demo => demo.update({ x: -0.5 })")
    assert demo.locator(".goal").inner_text() == "Goal: valleys ≥ 3, steps ≥ 100."
    found = demo.evaluate("""demo => {
        for (let x = -5; x <= 5; x += 0.5)
            for (let y = -5; y <= 5; y += 0.5) {
                demo.update({ x, y });
                if (demo.measures().valleys >= 3) return [x, y];
            }
    }""")
    ends = [w[-1] for w in LandscapeDemo("himmelblau", x=found[0], y=found[1]).trace().values()]
    minima = np.array(LANDSCAPES["himmelblau"]["minima"])
    assert len({np.linalg.norm(minima - end, axis=1).argmin() for end in ends}) == 3
    assert "Goal reached" in demo.locator(".goal").inner_text()


def test_names_stand_at_the_ends_of_the_lines_in_their_colours(open_demo):
    demo = open_demo(TAG, {"objective": "valley", "rules": "Momentum Adam"})
    names = demo.evaluate("""demo => [...demo.losses.front.querySelectorAll("text")].map(
        (name) => [name.textContent, name.style.fill])""")
    lines = demo.evaluate("""demo => [...demo.map.front.querySelectorAll(".racer")].map(
        (racer) => { const span = document.createElement("span");
            span.style.color = racer.getAttribute("fill"); return span.style.color; })""")
    assert sorted(name for name, _ in names) == ["Adam", "momentum"]
    assert {color for _, color in names} == set(lines) and len(set(lines)) == 2


def test_the_losses_are_shown_by_pointer_and_by_keys(open_demo, page):
    demo = open_demo(TAG, {"objective": "valley", "rules": "GradientDescent Adam"})
    demo.locator(".readout").focus()
    page.keyboard.press("Home")
    assert spoken(demo) == "the losses, step 0: descent 2.07, Adam 2.07"


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (390, 844)])
def test_picture_verdict_and_first_slider_are_in_view_together(open_demo, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    demo = open_demo(TAG, {"objective": "valley"})
    parts = (".plots", ".reading", ".rates .slider >> nth=0")
    bottoms = [box["y"] + box["height"] for box in (demo.locator(part).bounding_box() for part in parts)]
    assert bottoms == sorted(bottoms) and bottoms[-1] - demo.bounding_box()["y"] <= height
