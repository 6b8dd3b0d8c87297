"""Chapter 8's training and its table of names in PyTorch itself, where it is installed.

Elsewhere the statements of chapter 8 compare with what was recorded there.
"""

from importlib import import_module

import numpy as np
import pytest

import gdcore as gd
from tests.book.statements.chapter_8 import ROOT, table_of_names, values_of

STEPS = 100


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="PyTorch is not installed: only `make bench` needs it")


def test_the_listing_takes_the_same_walk_as_the_engine(torch):
    """All 4,500 losses, and they are those on record."""
    of_pytorch, of_engine = import_module("benchmarks.train_with_pytorch").side_by_side()
    assert len(of_pytorch) == 4500 and np.abs(of_pytorch - of_engine).max() < 1e-12
    recorded = np.load(ROOT / "tests/book/statements/trained_with_pytorch.npy")
    assert of_pytorch == pytest.approx(recorded, rel=1e-9)


def test_the_listing_learns_to_read_as_it_stands(torch, capsys):
    """With PyTorch's own random numbers, in single precision, each seed reads more than 97 %."""
    import_module("benchmarks.train_with_pytorch").train_three()
    shares = [float(line.split()[2].rstrip("%")) for line in capsys.readouterr().out.splitlines()]
    assert len(shares) == 3 and min(shares) > 97


# What the names in a row may stand for.
VALUES = {
    "beta": 0.8, "beta1": 0.5, "beta2": 0.9, "eps": 1e-3, "decay": 0.1,
    "lr": 0.1, "every": 7, "factor": 0.5, "steps": 40, "power": 2.0, "end": 0.01, "then": 0.1,
}  # fmt: skip
ROWS = table_of_names()
RULES = [row for row in ROWS if isinstance(getattr(gd, row.name), type)]
SCHEDULES = [row for row in ROWS if row not in RULES]


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row.name}-{row.form}")
def test_a_row_of_the_table_names_the_same_rule(row, torch):
    """Each rule, with the keywords of its row, walks the path of the optimizer that the row names."""
    given = {name: VALUES[name] for name in row.arguments} | ({"form": row.form} if row.form else {})
    rule = getattr(gd, row.name)(**given)
    values = VALUES | vars(rule)
    path = gd.run(gd.Rosenbrock(), [-1.2, 1.0], rule, 5e-4, STEPS).w

    w = torch.tensor(path[0], requires_grad=True)
    optimizer = getattr(torch.optim, row.torch)([w], lr=5e-4, **values_of(row.keywords, values))
    if row.form == "average":  # "but for the first step, which PyTorch does not damp"
        optimizer.state[w]["momentum_buffer"] = torch.zeros_like(w)
    for point in path[1:]:
        optimizer.zero_grad()
        ((1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2).backward()
        optimizer.step()
        assert w.detach().numpy() == pytest.approx(point, rel=1e-9)


def test_the_first_step_of_damped_momentum_is_not_damped(torch):
    w = torch.tensor([1.0], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.8, dampening=0.8)
    (2 * w).sum().backward()
    optimizer.step()
    assert w.item() == pytest.approx(1 - 0.1 * 2)


@pytest.mark.parametrize("row", SCHEDULES, ids=lambda row: row.name)
def test_a_row_of_the_table_names_the_same_schedule(row, torch):
    """Each schedule gives the rates of the scheduler that its row names, which starts from lr."""
    rates = getattr(gd, row.name)(**{name: VALUES[name] for name in row.arguments})
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=VALUES["lr"])
    scheduler = getattr(torch.optim.lr_scheduler, row.torch)(optimizer, **values_of(row.keywords, VALUES))
    for t in range(1, VALUES["steps"] + 1):
        assert scheduler.get_last_lr()[0] == pytest.approx(rates(t), rel=1e-9)
        optimizer.step()
        scheduler.step()
