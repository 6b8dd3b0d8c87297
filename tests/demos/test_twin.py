"""The engine in JavaScript computes what the engine in Python computes, number by number."""

import json
from importlib.resources import files

import numpy as np
import pytest

import gdcore

STEPS = 200
DRAWS = 5

OBJECTIVES = [
    ("Quadratic", {"curvatures": [1.0], "centre": 2.0}),
    ("Quadratic", {"curvatures": [1.0, 10.0], "centre": [0.5, -1.0]}),
    ("Quadratic", {"curvatures": [1.0, 10.0], "rotation": 0.5}),
    ("DoubleWell", {}),
    ("Rosenbrock", {}),
    ("Beale", {}),
    ("Himmelblau", {}),
    ("Saddle", {}),
    ("Plateau", {}),
    ("LessardCycle", {}),
]

RULES = [
    ("GradientDescent", {}),
    ("Momentum", {"form": "accumulate"}),
    ("Momentum", {"form": "average"}),
    ("Momentum", {"form": "rate-inside"}),
    ("Momentum", {"form": "last-update"}),
    ("Nesterov", {}),
    ("AdaGrad", {}),
    ("RMSProp", {}),
    ("Adam", {}),
    ("Adam", {"bias_correction": False}),
    ("AMSGrad", {}),
    ("AdamW", {}),
]


@pytest.fixture(scope="module")
def twin(browser):
    """The function from cases to traces, run in the browser."""
    page = browser.new_page()
    engine = (files("gdcore.demos") / "js" / "engine" / "engine.js").read_text("utf-8")
    page.add_script_tag(type="module", content=engine + "\nwindow.twin = { objectives, rules, run };")
    # JSON turns what is not finite into null.
    run_all = """cases => JSON.stringify(cases.map(({ objective, rule, start, lr, steps }) => twin.run(
        twin.objectives[objective[0]](objective[1]), start, twin.rules[rule[0]](rule[1]), lr, steps)))"""
    names = page.evaluate("[...Object.keys(twin.objectives), ...Object.keys(twin.rules)]")

    def run_in_browser(cases):
        for name in {case[what][0] for case in cases for what in ("objective", "rule")}:
            assert name in names, f"{name} is not in gdcore/demos/js/engine/engine.js"
        return json.loads(page.evaluate(run_all, cases))

    yield run_in_browser
    page.close()


def draw(objective, rule, rng):
    """A random start, rate and hyperparameters, from tame to wild."""
    dim = getattr(gdcore, objective[0])(**objective[1]).dim or 3
    betas = {
        "Momentum": ["beta"],
        "Nesterov": ["beta"],
        "RMSProp": ["beta"],
        "Adam": ["beta1", "beta2"],
        "AMSGrad": ["beta1", "beta2"],
        "AdamW": ["beta1", "beta2"],
    }.get(rule[0], [])
    options = {name: 1 - 10 ** rng.uniform(-3, 0) for name in betas}
    if rule[0] == "AdamW":
        options["decay"] = rng.uniform(0, 0.1)
    if "eps" in getattr(gdcore, rule[0]).__dataclass_fields__:
        options["eps"] = 10 ** rng.uniform(-10, -2)
    return {
        "objective": objective,
        "rule": (rule[0], rule[1] | options),
        "start": rng.uniform(-2.5, 2.5, dim).tolist(),
        "lr": 10 ** rng.uniform(-4, 0.5),
        "steps": STEPS,
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: " ".join([rule[0], *map(str, rule[1].values())]))
def test_twin_computes_the_same_numbers(rule, twin):
    rng = np.random.default_rng(len(rule[0]))
    cases = [draw_robust(objective, rule, rng) for objective in OBJECTIVES for _ in range(DRAWS)]
    for case, theirs in zip(cases, twin(cases)):
        ours = run(case)
        assert difference(np.array(theirs["w"], dtype=float), ours.w) <= 1e-9, case
        assert difference(np.array(theirs["loss"], dtype=float), ours.loss) <= 1e-9, case


def draw_robust(objective, rule, rng):
    """A random case that is not chaos, where the last digits of the numbers decide where the run ends."""
    while True:
        case = draw(objective, rule, rng)
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
