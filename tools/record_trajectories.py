"""Record what PyTorch's optimizers and schedulers do, as the reference of tests/gdcore/test_trajectories.py,
and the losses of chapter 8's network as PyTorch trains it, benchmarks/train_with_pytorch.py.

    python -m pip install torch numpy lion-pytorch schedulefree
    python -m tools.record_trajectories

The course does not need PyTorch: the recording is committed. Each case is written in the names of
gdcore, so that the test can build its rule from them; all arithmetic here is PyTorch's, the
gradients too (by autograd), in double precision.
"""

import json
from pathlib import Path

import numpy as np
import torch
from lion_pytorch import Lion
from schedulefree import AdamWScheduleFree, SGDScheduleFree
from torch.optim import SGD, Adagrad, Adam, AdamW, Muon, RMSprop
from torch.optim.lr_scheduler import CosineAnnealingLR, ExponentialLR, LinearLR, PolynomialLR, StepLR

from benchmarks.train_with_pytorch import side_by_side

STEPS = 100
TESTS = Path(__file__).parent.parent / "tests"
RECORDING = TESTS / "gdcore" / "trajectories.npz"
TRAINED = TESTS / "book" / "statements" / "trained_with_pytorch.npy"

# name in gdcore: the function, a start, and a rate that suits plain descent
OBJECTIVES = {
    "Quadratic": (lambda w: 0.5 * (w[0] ** 2 + 10 * w[1] ** 2), [2.0, -1.0], 0.05),
    "Rosenbrock": (lambda w: (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2, [-1.2, 1.0], 5e-4),
    "Himmelblau": (lambda w: (w[0] ** 2 + w[1] - 11) ** 2 + (w[0] + w[1] ** 2 - 7) ** 2, [-0.5, 1.0], 5e-3),
}

# rule in gdcore, its hyperparameters, its rate given the plain one, and PyTorch's optimizer
RULES = [
    ("GradientDescent", {}, lambda plain: plain, lambda w, lr: SGD([w], lr)),
    ("Momentum", {"beta": 0.8}, lambda plain: plain / 2, lambda w, lr: SGD([w], lr, momentum=0.8)),
    (
        "Momentum",
        {"beta": 0.8, "form": "average"},
        lambda plain: 2 * plain,
        lambda w, lr: SGD([w], lr, momentum=0.8, dampening=0.8),
    ),
    (
        "Nesterov",
        {"beta": 0.8},
        lambda plain: plain / 2,
        lambda w, lr: SGD([w], lr, momentum=0.8, nesterov=True),
    ),
    # These divide by the size of the gradient: the rate is about the length of a step.
    ("AdaGrad", {"eps": 1e-10}, lambda _: 0.5, lambda w, lr: Adagrad([w], lr, eps=1e-10)),
    ("AdaGrad", {"eps": 0.1}, lambda _: 0.5, lambda w, lr: Adagrad([w], lr, eps=0.1)),
    (
        "RMSProp",
        {"beta": 0.99, "eps": 1e-8},
        lambda _: 0.03,
        lambda w, lr: RMSprop([w], lr, alpha=0.99, eps=1e-8),
    ),
    (
        "RMSProp",
        {"beta": 0.9, "eps": 0.1},
        lambda _: 0.03,
        lambda w, lr: RMSprop([w], lr, alpha=0.9, eps=0.1),
    ),
    ("Adam", {}, lambda _: 0.1, lambda w, lr: Adam([w], lr)),
    (
        "Adam",
        {"beta1": 0.5, "beta2": 0.9, "eps": 0.1},
        lambda _: 0.1,
        lambda w, lr: Adam([w], lr, betas=(0.5, 0.9), eps=0.1),
    ),
    (
        "AMSGrad",
        {"beta1": 0.8, "beta2": 0.9},
        lambda _: 0.1,
        lambda w, lr: Adam([w], lr, betas=(0.8, 0.9), amsgrad=True),
    ),
    ("AdamW", {"decay": 0.1}, lambda _: 0.1, lambda w, lr: AdamW([w], lr, weight_decay=0.1)),
    (
        "Lion",
        {"beta1": 0.9, "beta2": 0.99, "decay": 0.1},
        lambda _: 0.03,
        lambda w, lr: Lion([w], lr, betas=(0.9, 0.99), weight_decay=0.1),
    ),
    # A rule among the hyperparameters of another is given by its name and its own.
    (
        "ScheduleFree",
        {"beta": 0.9},
        lambda plain: plain,
        lambda w, lr: SGDScheduleFree([w], lr, momentum=0.9),
    ),
    (
        "ScheduleFree",
        {"beta": 0.8, "rule": ["Adam", {"beta1": 0.0, "beta2": 0.99}]},
        lambda _: 0.1,
        lambda w, lr: AdamWScheduleFree([w], lr, betas=(0.8, 0.99), weight_decay=0.0),
    ),
]

# What is given to PyTorch's Muon, and to ours for matrices of the transposed shape.
MUON = {"lr": 0.02, "momentum": 0.95, "weight_decay": 0.1}
MUON_FORMS = [(adjust, shape) for adjust in ("original", "match_rms_adamw") for shape in ((6, 4), (4, 6))]

# schedule in gdcore, its arguments, and PyTorch's scheduler for an optimizer of rate 0.1
SCHEDULES = [
    ("step_decay", {"lr": 0.1, "every": 7, "factor": 0.5}, lambda o: StepLR(o, step_size=7, gamma=0.5)),
    ("exponential", {"lr": 0.1, "factor": 0.95}, lambda o: ExponentialLR(o, gamma=0.95)),
    (
        "cosine",
        {"lr": 0.1, "steps": 100, "end": 0.01},
        lambda o: CosineAnnealingLR(o, T_max=100, eta_min=0.01),
    ),
    (
        "polynomial",
        {"lr": 0.1, "steps": 50, "power": 2.0},
        lambda o: PolynomialLR(o, total_iters=50, power=2.0),
    ),
    (
        "polynomial",
        {"lr": 0.1, "steps": 50, "end": 0.02},
        lambda o: LinearLR(o, start_factor=1.0, end_factor=0.2, total_iters=50),
    ),
    ("linear_warmup", {"steps": 20, "then": 0.1}, lambda o: LinearLR(o, start_factor=1 / 20, total_iters=19)),
]


def path(objective, start, make_optimizer, lr):
    """w_0 … w_STEPS, `(STEPS + 1, 2)`."""
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make_optimizer(w, lr)
    if hasattr(optimizer, "train"):
        optimizer.train()  # its w is then the point at which the gradient is taken
    if isinstance(optimizer, SGD) and optimizer.defaults.get("momentum"):
        # PyTorch would start the buffer at the first gradient, without dampening; ours starts at 0.
        optimizer.state[w]["momentum_buffer"] = torch.zeros_like(w)
    points = [w.tolist()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        objective(w).backward()
        optimizer.step()
        points.append(w.tolist())
    return points


def muon_path(adjust, shape):
    """Random gradients, and the matrix and its momentum after each, all `(20, rows, columns)`."""
    torch.manual_seed(0)
    w = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    optimizer = Muon([w], adjust_lr_fn=adjust, **MUON)
    gradients, points, momenta = [], [], []
    for _ in range(20):
        w.grad = torch.randn(shape, dtype=torch.float64)
        optimizer.step()
        gradients.append(w.grad.numpy())
        points.append(w.detach().numpy().copy())
        momenta.append(optimizer.state[w]["momentum_buffer"].numpy().copy())
    return np.array([gradients, points, momenta])


def rates(make_scheduler):
    """The rates of steps 1 … STEPS."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler = make_scheduler(optimizer)
    recorded = []
    for _ in range(STEPS):
        recorded.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return recorded


if __name__ == "__main__":
    cases, paths = [], []
    for name, (objective, start, plain) in OBJECTIVES.items():
        for rule, hyperparameters, rate, make_optimizer in RULES:
            cases.append(
                {"objective": name, "rule": rule, "hyperparameters": hyperparameters, "lr": rate(plain)}
            )
            paths.append(path(objective, start, make_optimizer, rate(plain)))
    schedules = [{"schedule": name, "arguments": arguments} for name, arguments, _ in SCHEDULES]
    np.savez_compressed(
        RECORDING,
        torch_version=torch.__version__,
        cases=json.dumps(cases),
        paths=np.array(paths),
        schedules=json.dumps(schedules),
        rates=np.array([rates(make_scheduler) for _, _, make_scheduler in SCHEDULES]),
        **{
            f"muon {adjust} {rows}x{columns}": muon_path(adjust, (rows, columns))
            for adjust, (rows, columns) in MUON_FORMS
        },
    )
    print(f"{RECORDING}: {len(cases)} paths, {len(schedules)} schedules, {RECORDING.stat().st_size:,} bytes")
    np.save(TRAINED, side_by_side()[0])
    print(f"{TRAINED}: {len(np.load(TRAINED)):,} losses")
