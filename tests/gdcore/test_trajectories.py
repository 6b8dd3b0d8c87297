"""Rules and schedules against what PyTorch did; tools/record_trajectories.py made the recording."""

import json
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore import Himmelblau, Quadratic, Rosenbrock, run

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
