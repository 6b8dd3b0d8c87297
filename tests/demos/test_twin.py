"""The engine in JavaScript computes what the engine in Python computes, number by number."""

import json
from dataclasses import asdict, replace
from importlib.resources import files

import numpy as np
import pytest

import gdcore
from gdcore._checks import decay_factor
from gdcore._hyperparameters import hyperparameters
from tests.rule_table import GROUNDS, ROWS

STEPS = 200
DRAWS = 5


@pytest.fixture(scope="module")
def browser_rules(browser):
    """A page with the engine in JavaScript as `twin`."""
    page = browser.new_page()
    engine = (files("gdcore.demos") / "js" / "engine" / "engine.js").read_text("utf-8")
    page.add_script_tag(type="module", content=engine + "\nwindow.twin = { objectives, rules, run };")
    page.wait_for_function("window.twin")  # a module runs when the browser finds time
    yield page
    page.close()


@pytest.fixture
def twin(browser_rules):
    """The function from cases to traces, run in the browser."""
    # JSON turns what is not finite into null.
    run_all = """cases => JSON.stringify(cases.map(({ objective, rule, start, lr, steps }) => twin.run(
        twin.objectives[objective[0]](objective[1]), start, twin.rules[rule[0]](rule[1]), lr, steps)))"""
    names = browser_rules.evaluate("[...Object.keys(twin.objectives), ...Object.keys(twin.rules)]")

    def run_in_browser(cases):
        for name in {case[what][0] for case in cases for what in ("objective", "rule")}:
            assert name in names, f"{name} is not in gdcore/demos/js/engine/engine.js"
        return json.loads(browser_rules.evaluate(run_all, cases))

    return run_in_browser


def draw(ground, rule, rng):
    """A random start, rate and hyperparameters, from tame to wild."""
    drawn = {
        field.name: 1 - 10 ** rng.uniform(-3, 0)
        if field.metadata["check"] is decay_factor
        else 10 ** rng.uniform(-10, -1)
        for field in hyperparameters(rule)
        if field.metadata["per_run"]
    }
    return {
        "objective": (ground.kind, ground.arguments),
        "rule": (type(rule).__name__, asdict(replace(rule, **drawn))),
        "start": rng.uniform(-2.5, 2.5, ground.objective.dim or 3).tolist(),
        "lr": 10 ** rng.uniform(-4, 0.5),
        "steps": STEPS,
    }


@pytest.mark.parametrize("rule", [pytest.param(row.rule, id=row.name) for row in ROWS if not row.no_twin])
def test_twin_computes_the_same_numbers(rule, twin):
    rng = np.random.default_rng(len(type(rule).__name__))
    cases = [draw_robust(ground, rule, rng) for ground in GROUNDS for _ in range(DRAWS)]
    for case, theirs in zip(cases, twin(cases)):
        ours = run(case)
        assert difference(np.array(theirs["w"], dtype=float), ours.w) <= 1e-9, case
        assert difference(np.array(theirs["loss"], dtype=float), ours.loss) <= 1e-9, case


@pytest.mark.parametrize("rule", [pytest.param(row.rule, id=row.name) for row in ROWS if not row.no_twin])
def test_no_state_of_the_twin_holds_the_array_that_moves(rule, browser_rules):
    """Steps that are subtracted into a new array walk the same path as steps that move one array."""
    name, options = type(rule).__name__, asdict(rule)
    assert browser_rules.evaluate(
        """([name, options]) => {
            const walk = (move) => {
                const rule = twin.rules[name](options);
                let w = [4, -2];
                const state = rule.init(w);
                for (let t = 1; t <= 10; t++) {
                    w = move(w, rule.step([w[0], 10 * w[1]], state, t, 0.02, w));
                }
                return w;
            };
            const rebound = walk((w, step) => w.map((w_i, i) => w_i - step[i]));
            const moved = walk((w, step) => (step.forEach((step_i, i) => (w[i] -= step_i)), w));
            return rebound.every((w_i, i) => w_i === moved[i]);
        }""",
        [name, options],
    )


def draw_robust(ground, rule, rng):
    """A random case that is not chaos, where the last digits of the numbers decide where the run ends."""
    while True:
        case = draw(ground, rule, rng)
        # Hundreds of roundings, up or down, at the start: as many as a run makes on its way.
        nudged = [
            case | {name: np.multiply(case[name], 1 + nudge) for name in ("start", "lr")}
            for nudge in (1e-13, -1e-13)
        ]
        if all(difference(run(other).w, run(case).w) < 1e-10 for other in nudged):
            return case


def run(case):
    (kind, arguments), (name, options) = case["objective"], case["rule"]
    objective, rule = getattr(gdcore, kind)(**arguments), getattr(gdcore, name)(**options)
    return gdcore.run(objective, case["start"], rule, case["lr"], case["steps"])


def difference(found, expected):
    """The largest difference relative to max(1, |expected|); infinite if they part at what is finite."""
    finite = np.isfinite(expected)
    if not np.array_equal(np.isfinite(found), finite):
        return np.inf
    found, expected = found[finite], expected[finite]
    return np.max(np.abs(found - expected) / np.maximum(1, np.abs(expected)))
