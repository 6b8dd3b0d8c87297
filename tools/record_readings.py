"""Write gdcore/problem_sets/readings.json, the curves that students read in the problem sets.

    .venv/bin/python -m tools.record_readings

In the file the curves stand unnamed, in the order of KEYS; the hidden tests of a set know its key as well.
"""

import json
from functools import cache
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
    "step_lengths": "BDAC",
    "straight_valley": "GA",
    "turned_valley": "AG",
    "schedules": "DACB",
    "sharpness": "BCA",
    "loss_at_the_edge": "C",
    "failed_runs": "CADB",
    "sound_run": "S",
}
# Of these another machine draws the same beginning only: at the edge of stability, and with a rate that is
# far too large, the last digit of a number decides about all that follows.
UNSTABLE = {"sharpness", "loss_at_the_edge", "failed_runs"}
LENGTHS_AT = np.unique(np.geomspace(1, 5000, 100).round().astype(int))
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


def step_lengths():
    """Set 5: the length of Adam's steps on a constant gradient, at the steps LENGTHS_AT."""
    rules = {
        "A": gd.Adam(),
        "B": gd.Adam(0.9, 0.999, bias_correction=False),
        "C": gd.Adam(0.9, 0.9, bias_correction=False),
        "D": gd.Adam(0.99, 0.999, bias_correction=False),
    }
    return {letter: lengths_of_steps(rule)[LENGTHS_AT - 1] for letter, rule in rules.items()}


def lengths_of_steps(rule):
    walk = gd.descend(np.ones_like, np.zeros(1), rule, lr=1.0)
    return -np.diff([w[0] for _, w in zip(range(LENGTHS_AT[-1] + 1), walk)])


def straight_valley():
    """Set 5: sixty steps of gradient descent (G) and of Adam (A) along the axes, x and y in turn."""
    return valley_paths(rotation=0.0)


def turned_valley():
    """Set 5: the same in the valley that is turned by 45°."""
    return valley_paths(rotation=np.pi / 4)


def valley_paths(rotation):
    valley = gd.Quadratic([1.0, 40.0], rotation=rotation)
    turn = np.array([[np.cos(rotation), -np.sin(rotation)], [np.sin(rotation), np.cos(rotation)]])
    contest = {"G": (gd.GradientDescent(), 0.02), "A": (gd.Adam(), 0.1)}
    return {
        letter: gd.run(valley, turn @ [-1.8, 0.9], rule, lr, 60).w.ravel()
        for letter, (rule, lr) in contest.items()
    }


def schedules():
    """Set 6: the mean loss over 500 walkers at every third of 300 steps."""
    rates = {"A": gd.constant(0.1), "B": gd.constant(0.01), "C": gd.exponential(0.1, 0.95)}
    rates["D"] = gd.cosine(0.1, 300)
    bowl, draw = gd.Quadratic([1.0, 10.0]), np.random.default_rng(12)

    def noisy(w):
        return bowl.grad(w) + draw.normal(size=w.shape)

    def mean_losses(rate):
        walk = gd.descend(noisy, np.full((500, 2), 5.0), gd.GradientDescent(), rate)
        return np.array([bowl.value(w).mean() for _, w in zip(range(301), walk)])[::3]

    return {letter: mean_losses(rate) for letter, rate in rates.items()}


def sharpness():
    """Set 7: the largest curvature at every thirtieth of 3000 steps of a small network, at three rates."""
    return {letter: values for letter, (values, _) in edge_runs().items()}


def loss_at_the_edge():
    """Set 7: the loss of the run at the rate 0.4, at every fifth step."""
    return {"C": edge_runs()["C"][1]}


@cache
def edge_runs():
    """{letter: (sharpness, loss)} of ten tanh units that learn 4x³ − 3x from 20 points, full batch."""
    x = np.linspace(-1, 1, 20)[:, np.newaxis]
    y = 4 * x**3 - 3 * x

    def errors(w):
        a, b, c = w[..., np.newaxis, :10], w[..., np.newaxis, 10:20], w[..., np.newaxis, 20:]
        hidden = np.tanh(x * a + b)
        return hidden, c, (hidden * c).sum(axis=-1, keepdims=True) - y

    def grad(w):
        hidden, c, error = errors(w)
        slope = error / 20 * c * (1 - hidden**2)
        parts = (x * slope).sum(axis=-2), slope.sum(axis=-2), (hidden * error / 20).sum(axis=-2)
        return np.concatenate(parts, axis=-1)

    def largest_curvature(w):
        moves = 1e-4 * np.eye(30)
        hessian = (grad(w[..., np.newaxis, :] + moves) - grad(w[..., np.newaxis, :] - moves)) / 2e-4
        return np.linalg.eigvalsh(hessian)[..., -1]

    start = np.random.default_rng(1).normal(size=30) * np.repeat([1, 1, 10**-0.5], 10)
    curvatures, losses = [], []
    for t, w in zip(range(3001), gd.descend(grad, start, gd.GradientDescent(), np.array([0.2, 0.3, 0.4]))):
        losses.append(0.5 * np.mean(errors(w)[2] ** 2, axis=(-2, -1)))
        if t % 30 == 0:
            curvatures.append(largest_curvature(w))
    return dict(zip("ABC", zip(np.transpose(curvatures), np.transpose(losses[::5]))))


def failed_runs():
    """Set 8: the loss of each minibatch of four runs on the digits, each with one thing wrong."""
    X, y = digits_to_learn()
    shuffled = np.random.default_rng(4).permutation(y)
    settings = {"A": (1.0, y), "B": (0.0005, y), "C": (0.1, shuffled), "D": (gd.step_decay(0.1, every=15), y)}
    return {letter: minibatch_losses(X, labels, rate) for letter, (rate, labels) in settings.items()}


def sound_run():
    """Set 8: the same with nothing wrong."""
    return {"S": minibatch_losses(*digits_to_learn(), 0.1)}


def digits_to_learn():
    digits = gd.digits()
    return digits.X_train[:1150], digits.y_train[:1150]


def minibatch_losses(X, labels, rate):
    network = gd.MLP([64, 32, 10])
    return gd.fit(network, X, labels, gd.Momentum(0.9), rate, batch_size=32, epochs=4, rng=3).loss


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
