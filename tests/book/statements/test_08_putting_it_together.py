"""What chapter 8 states beyond the facts of tests/gdcore/test_facts.py: one test for each statement.

Simulations use fixed seeds and many runs as the leading axis; tolerances are about five standard errors.
"""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from gdcore import MLP, Momentum, cosine, digits, fit, linear_warmup

ROOT = Path(__file__).parent.parent.parent.parent


def test_slope_of_the_cross_entropy():
    """By the scores: p, minus one at the right class."""
    rng = np.random.default_rng(0)
    z, right, h = rng.standard_normal(10), 3, 1e-6

    def loss(z):
        return np.log(np.sum(np.exp(z))) - z[right]

    p = np.exp(z) / np.exp(z).sum()
    numeric = [(loss(z + h * e) - loss(z - h * e)) / (2 * h) for e in np.eye(10)]
    assert numeric == pytest.approx(p - np.eye(10)[right], abs=1e-8)


def test_backpropagation_by_hand():
    """Input 2, weights 3 and 1, slope 0.5 by the score: 3 by the second weight, 0.5 by the hidden output, 1
    by the first.
    """

    def loss(first, second, hidden=None):
        hidden = max(2 * first, 0) if hidden is None else hidden
        return 0.5 * second * hidden

    h = 1e-6
    assert loss(3, 1) / 0.5 == 6
    assert (loss(3, 1 + h) - loss(3, 1 - h)) / (2 * h) == pytest.approx(3)
    assert (loss(3, 1, 6 + h) - loss(3, 1, 6 - h)) / (2 * h) == pytest.approx(0.5)
    assert (loss(3 + h, 1) - loss(3 - h, 1)) / (2 * h) == pytest.approx(1)


def test_the_first_loss_is_about_ln_10():
    """A fresh network guesses: ln 10 = 2.303, or somewhat more where the first scores are not small."""
    data, model = digits(), MLP([64, 32, 10])
    losses = [model.loss(model.init(rng=seed), data.X_train, data.y_train) for seed in range(20)]
    assert 2.3 < np.mean(losses) < 3.5
    small = [model.loss(0.01 * model.init(rng=seed), data.X_train, data.y_train) for seed in range(5)]
    assert small == pytest.approx([2.303] * 5, abs=0.01)


def test_twenty_digits_by_heart():
    """200 full-batch steps of momentum bring the loss on twenty digits below 0.01."""
    data = digits()
    history = fit(MLP([64, 32, 10]), data.X_train[:20], data.y_train[:20], Momentum(0.9), 0.1, 20, 200, rng=0)
    assert history.loss[-1] < 0.01 and history.loss[0] > 2


def test_the_loop_by_hand_is_the_engines():
    """shuffle, batch, gradient, v ← βv + g, w ← w − ηv: the losses of fit, to rounding."""
    data, model, rng = digits(), MLP([64, 16, 10]), np.random.default_rng(0)
    X, y = data.X_train[:300], data.y_train[:300]
    w, losses = model.init(rng), []
    v = np.zeros_like(w)
    for _ in range(5):
        order = rng.permutation(300)
        for first in range(0, 300, 32):
            rows = order[first : first + 32]
            loss, g = model.loss_and_grad(w, X[rows], y[rows])
            v = 0.9 * v + g
            w -= 0.1 * v
            losses.append(loss)
    assert fit(model, X, y, Momentum(0.9), 0.1, 32, 5, rng=0).loss == pytest.approx(losses, rel=1e-9)


def test_learned_digits_give_no_gradient():
    """Once every training digit is right with confidence, the gradient is a small share of what it was."""
    data, model = digits(), MLP([64, 32, 10])
    X, y = data.X_train[:300], data.y_train[:300]
    w = fit(model, X, y, Momentum(0.9), 0.1, 32, 60, rng=0).w
    assert model.accuracy(w, X, y) == 1
    fresh, learned = (np.linalg.norm(model.loss_and_grad(v, X, y)[1]) for v in (model.init(rng=0), w))
    assert learned < fresh / 100


def test_the_best_of_forty_is_too_good():
    """Forty settings that are equally good: the best score on the pile used for choosing lies above the
    truth.
    """
    scores = np.random.default_rng(0).binomial(288, 0.97, (5000, 40)) / 288
    five, forty = (scores[:, :tried].max(axis=1).mean() - 0.97 for tried in (5, 40))
    assert 0.01 < five < 0.015 < forty


def test_the_table_of_pytorch_is_recorded():
    """Each rule and schedule of the chapter's table has trajectories recorded from PyTorch."""
    table = re.findall(
        r"^\| `(\w+)\(",
        (ROOT / "book" / "08_putting_it_together.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    recording = np.load(ROOT / "tests" / "gdcore" / "trajectories.npz")
    rules, schedules = (json.loads(str(recording[key])) for key in ("cases", "schedules"))
    recorded = {case["rule"] for case in rules} | {case["schedule"] for case in schedules}
    assert len(table) > 10 and set(table) <= recorded
    assert any(case["hyperparameters"].get("form") == "average" for case in rules)


def test_the_final_network_reads_98_of_100():
    """Sizes 64, 128, 10, momentum 0.9, peak 0.1, batches of 32, 20 epochs, shifted copies: at least 98 %
    held out.
    """
    data = digits()
    images = np.pad(data.X_train.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
    X = np.concatenate(
        [images[:, r : r + 8, c : c + 8].reshape(-1, 64) for r, c in [(1, 1), (0, 1), (2, 1), (1, 0), (1, 2)]]
    )
    y = np.tile(data.y_train, 5)
    steps = math.ceil(len(X) / 32) * 20
    lr = linear_warmup(steps // 20, then=cosine(0.1, steps - steps // 20))
    history = fit(
        MLP([64, 128, 10]), X, y, Momentum(0.9), lr, 32, 20, 0, (data.X_test, data.y_test), progress=False
    )
    assert history.test_accuracy[-1] >= 0.98


def test_pytorch_loop():
    """The quiz on one step of a training loop has the order of the code on the same page."""
    text = (ROOT / "book/08_putting_it_together.md").read_text("utf-8")
    lines = dict(re.findall(r'data-place="(\d)">\n<summary>(.+?)</summary>', text))
    code = text[text.index("for batch_X, batch_y in loader") :]
    assert len(lines) == 5
    assert sorted(lines, key=lambda place: code.index(lines[place])) == sorted(lines)
