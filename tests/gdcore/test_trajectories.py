"""Rules and schedules against what PyTorch did; tools/record_trajectories.py made the recording."""

import json
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore import Himmelblau, Quadratic, Rosenbrock, run
from gdcore._hyperparameters import hyperparameters
from tests.rule_table import ROWS

RECORDING = np.load(Path(__file__).parent / "trajectories.npz")
OBJECTIVES = {"Quadratic": Quadratic([1.0, 10.0]), "Rosenbrock": Rosenbrock(), "Himmelblau": Himmelblau()}
CASES = json.loads(str(RECORDING["cases"]))
SCHEDULES = json.loads(str(RECORDING["schedules"]))


@pytest.mark.parametrize(
    "case, path", list(zip(CASES, RECORDING["paths"])), ids=[f"{c['rule']}-{c['objective']}" for c in CASES]
)
def test_the_rule_walks_the_path_that_pytorch_walked(case, path):
    rule = getattr(gdcore, case["rule"])(**case["hyperparameters"])
    trace = run(OBJECTIVES[case["objective"]], path[0], rule, case["lr"], steps=len(path) - 1)
    # The two round differently (√v / √c for √(v / c), say); each difference is then carried for 100 steps.
    assert trace.w == pytest.approx(path, rel=1e-12, abs=1e-12 * np.abs(path).max())


@pytest.mark.parametrize(
    "case, rates", list(zip(SCHEDULES, RECORDING["rates"])), ids=[c["schedule"] for c in SCHEDULES]
)
def test_the_schedule_gives_the_rates_that_pytorch_gave(case, rates):
    schedule = getattr(gdcore, case["schedule"])(**case["arguments"])
    assert schedule(np.arange(1, len(rates) + 1)) == pytest.approx(rates, rel=1e-12, abs=1e-15)


def test_the_recording_moves():
    """Every recorded path goes downhill by more than half, and none is a copy of another."""
    for case, path in zip(CASES, RECORDING["paths"]):
        loss = OBJECTIVES[case["objective"]].value(path)
        assert loss[-1] < loss[0] / 2
    assert len({path.tobytes() for path in RECORDING["paths"]}) == len(CASES)


def choices(rule):
    """A rule by what tells it from the others of its class."""
    names = [field.name for field in hyperparameters(rule) if field.metadata["choices"]]
    return type(rule).__name__, *(getattr(rule, name) for name in names)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_path_is_recorded_of_each_rule_that_pytorch_has(row):
    recorded = {choices(getattr(gdcore, case["rule"])(**case["hyperparameters"])) for case in CASES}
    assert (choices(row.rule) in recorded) == (not row.no_pytorch), (
        "record it by tools/record_trajectories.py, or say in tests/rule_table.py why there is no such path"
    )
