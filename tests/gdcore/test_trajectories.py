"""Rules and schedules against what PyTorch did; tools/record_trajectories.py made the recording."""

import json
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore import Himmelblau, Muon, Quadratic, Rosenbrock, run
from gdcore._hyperparameters import hyperparameters
from gdcore.rules import Rule
from tests.rule_table import ROWS

RECORDING = np.load(Path(__file__).parent / "trajectories.npz")
OBJECTIVES = {"Quadratic": Quadratic([1.0, 10.0]), "Rosenbrock": Rosenbrock(), "Himmelblau": Himmelblau()}
CASES = json.loads(str(RECORDING["cases"]))
SCHEDULES = json.loads(str(RECORDING["schedules"]))


def rule_of(name, hyperparameters):
    """A rule by its name; one that it has among its hyperparameters is a list of the same."""
    values = {key: rule_of(*it) if isinstance(it, list) else it for key, it in hyperparameters.items()}
    return getattr(gdcore, name)(**values)


@pytest.mark.parametrize(
    "case, path", list(zip(CASES, RECORDING["paths"])), ids=[f"{c['rule']}-{c['objective']}" for c in CASES]
)
def test_the_rule_walks_the_path_that_pytorch_walked(case, path):
    rule = rule_of(case["rule"], case["hyperparameters"])
    trace = run(OBJECTIVES[case["objective"]], path[0], rule, case["lr"], steps=len(path) - 1)
    # The two round differently (√v / √c for √(v / c), say); each difference is then carried for 100 steps.
    assert trace.w == pytest.approx(path, rel=1e-12, abs=1e-12 * np.abs(path).max())


@pytest.mark.parametrize(
    "case, rates", list(zip(SCHEDULES, RECORDING["rates"])), ids=[c["schedule"] for c in SCHEDULES]
)
def test_the_schedule_gives_the_rates_that_pytorch_gave(case, rates):
    schedule = getattr(gdcore, case["schedule"])(**case["arguments"])
    assert schedule(np.arange(1, len(rates) + 1)) == pytest.approx(rates, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("adjust", ["original", "match_rms_adamw"])
@pytest.mark.parametrize("rows, columns", [(6, 4), (4, 6)])
def test_muon_keeps_pytorchs_momentum_and_takes_its_steps_but_for_bfloat16(adjust, rows, columns):
    """PyTorch's matrix is ours transposed. It averages where we add, and orthogonalises in bfloat16, whose
    numbers are 2⁻⁸ of their size from the exact ones: after five steps a few per cent of a direction."""
    gradients, points, momenta = RECORDING[f"muon {adjust} {rows}x{columns}"]
    rule = Muon({"W": (columns, rows)}, beta=0.95, decay=0.1, adjust=adjust)
    scale = (max(1, rows / columns) if adjust == "original" else 0.04 * max(rows, columns)) ** 0.5
    w = np.zeros(rows * columns)
    state = rule.init(w)
    for t, (G, point, momentum) in enumerate(zip(gradients, points, momenta), start=1):
        step = rule.step(G.T.ravel(), state, t, 0.02, w)
        assert 0.05 * state["W"].T == pytest.approx(momentum, rel=1e-12)
        theirs = (w - point.T.ravel()) / 0.02
        assert np.abs(step / 0.02 - theirs).max() < 0.06 * scale, t
        w = point.T.ravel()  # from where PyTorch is, so that differences do not add up


def test_the_recording_moves():
    """Every recorded path goes downhill by more than half, and none is a copy of another."""
    for case, path in zip(CASES, RECORDING["paths"]):
        loss = OBJECTIVES[case["objective"]].value(path)
        assert loss[-1] < loss[0] / 2
    assert len({path.tobytes() for path in RECORDING["paths"]}) == len(CASES)


def choices(rule):
    """A rule by what tells it from the others of its class: its choices and the classes of its rules."""
    names = [field.name for field in hyperparameters(rule) if not field.metadata["per_run"]]
    values = [getattr(rule, name) for name in names]
    return type(rule).__name__, *(type(it).__name__ if isinstance(it, Rule) else it for it in values)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_path_is_recorded_of_each_rule_that_pytorch_has(row):
    recorded = {choices(rule_of(case["rule"], case["hyperparameters"])) for case in CASES}
    assert (choices(row.rule) in recorded) == (not row.no_pytorch), (
        "record it by tools/record_trajectories.py, or say in tests/rule_table.py why there is no such path"
    )
