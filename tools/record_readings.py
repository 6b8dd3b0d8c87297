"""Write gdcore/problem_sets/readings.json, the curves that students read in the problem sets.

    .venv/bin/python -m tools.record_readings

In the file the curves stand unnamed, in the order of KEYS; the hidden tests of a set know its key as well.
"""

import json
from pathlib import Path

import numpy as np

import gdcore as gd
from gdcore.curves import CAUSES, loss_curve

TARGET = Path(__file__).parent.parent / "gdcore" / "problem_sets" / "readings.json"
VARIANTS = 4  # of each cause in the drill

# {reading: the settings that its function draws, in the order in which they stand in the file}
KEYS = {
    "noise_floors": "CADB",
    "momentum_forms": "BCA",
    "momentum_regimes": "DBAC",
}
DRILL = [
    *("momentum ringing", "too small", "decayed too early", "diverging"),
    *("good", "ill-conditioned plateau", "minibatch noise", "oscillating"),
]


def noise_floors():
    """Set 3: the loss above its minimum at every fourth of 400 steps."""
    settings = {"A": (0.2, 4, 1.0), "B": (0.02, 4, 1.0), "C": (0.2, 40, 1.0), "D": (0.2, 4, 0.0)}
    return {letter: excess_loss(*setting)[::4] for letter, setting in settings.items()}


def excess_loss(lr, size, noise, steps=401):
    X, y = gd.regression(400, 3, noise=noise, rng=5)
    model = gd.LinearRegression(3)
    best = model.loss(np.linalg.lstsq(np.c_[X, np.ones(400)], y)[0], X, y)
    draw = np.random.default_rng(0)
    w, excess = np.zeros(4), []
    for _ in range(steps):
        excess.append(model.loss(w, X, y) - best)
        rows = draw.integers(400, size=size)
        w = w - lr * model.loss_and_grad(w, X[rows], y[rows])[1]
    return np.maximum(excess, 1e-9)


def momentum_forms():
    """Set 4: w₁ in 40 steps of three programs that divide the rate by ten after step 12."""
    forms = {"A": "accumulate", "B": "average", "C": "rate-inside"}
    valley = gd.Quadratic([1.0, 10.0])

    def w1(form):
        rate = lambda t: 0.02 if t <= 12 else 0.002  # noqa: E731
        return gd.run(valley, [-2.0, 0.3], gd.Momentum(0.9, form), rate, 40).w[:, 0]

    return {letter: w1(form) for letter, form in forms.items()}


def momentum_regimes():
    """Set 4: thirty steps of four balls on ½λw²."""
    settings = {"A": (0.1, 0.2), "B": (1.75, 0.05), "C": (0.1, 0.9), "D": (2.85, 0.4)}
    bowl = gd.Quadratic([1.0])
    return {
        letter: gd.run(bowl, [1.0], gd.Momentum(beta), product, 30).w[:, 0]
        for letter, (product, beta) in settings.items()
    }


def drill():
    """Set 2: for each cause, in the order of DRILL, some curves that leave no doubt about the change."""
    return [[as_record(curve) for curve in fair_curves(cause)] for cause in DRILL]


def fair_curves(cause):
    first = 1000 * (20 + list(CAUSES).index(cause))
    curves = (loss_curve(cause, np.random.RandomState(seed)) for seed in range(first, first + 1000))
    fair = (curve for curve in curves if cause != "ill-conditioned plateau" or is_steep(curve))
    return [curve for curve, _ in zip(fair, range(VARIANTS))]


def is_steep(curve):
    """Whether three times the rate would already diverge: then "a larger rate" is surely no right answer.

    Without momentum the steep part of the loss shrinks in each step by the factor (1 − η)², at curvature 1.
    """
    falls = -np.diff(curve.losses[:3])
    return curve.beta == 0 and abs(1 - np.sqrt(falls[1] / falls[0])) > 0.7


def as_record(curve):
    unit = 1 / curve.losses[0]
    losses = unit * np.where(np.isfinite(curve.losses), curve.losses, np.inf)
    return {"losses": rounded(losses), "best": rounded([unit * curve.best])[0], "caption": curve.caption}


def rounded(numbers):
    return [float(f"{number:.4g}") for number in numbers]


def readings():
    assert sorted(DRILL) == sorted(CAUSES)
    found = {"drill": drill()}
    for name, key in KEYS.items():
        curves = globals()[name]()
        found[name] = [rounded(curves[letter]) for letter in key]
    return found


if __name__ == "__main__":
    text = json.dumps(readings(), separators=(",", ":"), allow_nan=False)
    TARGET.write_text(text.replace("]},", "]},\n").replace("],[", "],\n[") + "\n", encoding="utf-8")
    print(f"{TARGET.stat().st_size / 1024:.0f} KiB: {TARGET}")
