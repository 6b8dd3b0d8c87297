"""What chapter 8 states: one test for each statement, made with the chapter's own functions.

Those are read out of the cells of its page (chapter_8.py). Simulations use fixed seeds; tolerances are about
five standard errors.
"""

import pickle
import re

import numpy as np
import pytest

import gdcore as gd

from .chapter_8 import (
    ROOT,
    centred_differences,
    chapter,
    final_networks,
    recorded_calls,
    table_of_names,
    trained,
    values_of,
)


def test_the_best_of_forty_is_too_good():
    """Of forty settings that read 97 %, each judged on 288 digits, the best looks almost two percentage
    points better than it is.
    """
    scores = np.random.default_rng(0).binomial(288, 0.97, (20_000, 40)) / 288
    assert scores.max(axis=1).mean() - 0.97 == pytest.approx(0.0193, abs=1e-4)


def test_slope_of_the_cross_entropy():
    """By the scores: p, minus one at the right class, and for a mean divided by the number of examples."""
    c, rng = chapter(), np.random.default_rng(0)
    z, y = rng.standard_normal((3, 10)), np.array([3, 0, 9])
    loss, slope = c.loss_and_slope(z, y)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert loss == pytest.approx(np.mean([-np.log(row[right]) for row, right in zip(p, y)]))
    assert slope == pytest.approx((p - np.eye(10)[y]) / len(z))
    assert slope == pytest.approx(centred_differences(lambda: c.loss_and_slope(z, y)[0], [z])[0], abs=1e-9)


def test_backpropagation_by_hand():
    """Input 2, weights 3 and 1, slope 0.5 by the score: 3 by the second weight, 0.5 by the hidden output, 1
    by the first.
    """
    c = chapter()
    layers = [(np.array([[3.0]]), np.zeros(1)), (np.array([[1.0]]), np.zeros(1))]
    outputs, score = c.forward(layers, np.array([[2.0]]))
    (by_first, by_hidden), (by_second, _) = c.backward(layers, outputs, np.array([[0.5]]))
    assert (score, by_second, by_hidden, by_first) == (6, 3, 0.5, 1)


def test_backward_is_the_slope_of_the_loss():
    """Over all 2,410 parameters, the gradient and centred differences are less than 1e-8 of its length
    apart.
    """
    c = chapter()
    layers, X, y = c.init([64, 32, 10], np.random.default_rng(0)), c.X[:50], c.y[:50]
    outputs, scores = c.forward(layers, X)
    gradient = c.parts_of(c.backward(layers, outputs, c.loss_and_slope(scores, y)[1]))
    parts = c.parts_of(layers)
    differences = centred_differences(lambda: c.loss_and_slope(c.forward(layers, X)[1], y)[0], parts)
    apart = c.length([g - d for g, d in zip(gradient, differences)])
    assert sum(g.size for g in gradient) == 2410 and apart < 1e-8 * c.length(gradient)


def test_a_kink_between_the_points_is_a_false_alarm():
    """For a ReLU whose input is closer to zero than h, the difference is a mixture of the slopes on its two
    sides, 0 and 1, and at worst half of each.
    """
    c, h, one = chapter(), 6e-6, np.ones((1, 1))
    errors = []
    for share in np.linspace(-1, 1, 21):
        weight = np.array([[share * h]])
        layers = [(weight, np.zeros(1)), (one, np.zeros(1))]
        [difference] = centred_differences(lambda: c.forward(layers, one)[1].item(), [weight])
        assert difference.item() == pytest.approx((1 + share) / 2)
        by_weight = c.backward(layers, c.forward(layers, one)[0], one)[0][0]
        errors.append(abs(difference - by_weight).item())
    assert max(errors) == pytest.approx(0.5)


def test_the_first_loss_is_about_ln_10():
    """A fresh network guesses: ln 10 = 2.303, and with He's weights some tenths more."""
    c = chapter()

    def first_loss(seed, scale):
        layers = [(scale * W, b) for W, b in c.init([64, 32, 10], np.random.default_rng(seed))]
        return c.loss_and_slope(c.forward(layers, c.X)[1], c.y)[0]

    more = np.array([first_loss(seed, scale=1) for seed in range(20)]) - 2.303
    assert more.min() > 0 and round(more.mean(), 1) == 0.2
    assert [first_loss(seed, scale=0.01) for seed in range(5)] == pytest.approx([2.303] * 5, abs=0.001)


def test_twenty_digits_by_heart():
    """From each of five starts, 200 full-batch steps bring the loss on twenty digits below 0.01, and all are
    read rightly.
    """
    c = chapter()
    twenty = c.X[:20], c.y[:20]
    for seed in range(5):
        layers, losses = trained(data=twenty, epochs=200, batch_size=20, seed=seed)
        assert losses[0] > 2 and losses[-1] < 0.01 and c.accuracy(layers, *twenty) == 1


def test_the_loop_by_hand_is_the_engines():
    """The chapter's first training and `fit`: the same losses and the same weights, to rounding."""
    c = chapter()
    layers, losses = trained()
    history = gd.fit(gd.MLP([64, 32, 10]), c.X, c.y, gd.Momentum(0.9), 0.1, batch_size=32, epochs=20, rng=0)
    assert history.loss == pytest.approx(losses, rel=1e-9)
    assert history.w == pytest.approx(np.concatenate([part.ravel() for part in c.parts_of(layers)]))


def test_standard_error_on_288_digits():
    """√(p(1 − p)/n) is 0.8 percentage points for 98 % of 288 digits, between two and three digits."""
    p, n = 0.98, 288
    error = np.sqrt(p * (1 - p) / n)
    assert n == len(chapter().X_valid) and round(100 * error, 1) == 0.8 and int(n * error) == 2
    shares = np.random.default_rng(0).binomial(n, p, 100_000) / n
    assert shares.std() == pytest.approx(error, rel=0.01)


def test_mirrored_numbers_fall_into_the_gaps():
    """1, 2, 3, 4 in base 2: a half, a quarter, three quarters, an eighth; each new value falls into one of
    the largest gaps, in base 3 as well.
    """
    mirrored = chapter().mirrored
    assert [mirrored(n, 2) for n in (1, 2, 3, 4)] == [1 / 2, 1 / 4, 3 / 4, 1 / 8]
    for base in (2, 3):
        ends = [0, 1]
        for n in range(1, 200):
            x, gaps = mirrored(n, base), np.diff(ends)
            gap = np.searchsorted(ends, x) - 1
            assert ends[gap] < x < ends[gap + 1] and gaps[gap] == pytest.approx(gaps.max())
            ends = sorted([*ends, x])


def test_learned_digits_give_no_gradient():
    """After the chapter's first training the gradient is about a twentieth of what it was, and twenty more
    epochs bring the loss from 0.008 to 0.003 and not one more validation digit.
    """
    c, gradients, losses, right = chapter(), [], [], []
    for epochs in (0, 20, 20 + 20):
        layers, _ = trained(epochs=epochs)
        outputs, scores = c.forward(layers, c.X)
        loss, slope = c.loss_and_slope(scores, c.y)
        gradients.append(c.length(c.parts_of(c.backward(layers, outputs, slope))))
        losses.append(round(loss, 3))
        right.append(c.accuracy(layers, c.X_valid, c.y_valid))
    assert gradients[1] / gradients[0] == pytest.approx(1 / 20, abs=0.01)
    assert losses[1:] == [0.008, 0.003] and right[1] == right[2]


def test_the_final_network_reads_98_of_100():
    """Each of the chapter's three final networks reads between 98 and 99 % of the test digits."""
    c = chapter()
    percent = [100 * c.accuracy(layers, c.digits.X_test, c.digits.y_test) for layers in final_networks()]
    assert len(percent) == 3 and {int(np.floor(each)) for each in percent} == {98}
    assert {int(np.ceil(each)) for each in percent} == {99}


def test_the_network_is_smaller_than_its_data():
    """9,610 parameters, from the 92,032 numbers of 1,438 images."""
    c = chapter()
    sizes = {sum(part.size for part in c.parts_of(layers)) for layers in final_networks()}
    assert sizes == {9610} and c.digits.X_train.size == 92032 and len(c.digits.X_train) == 1438


def test_a_vote_loses_no_more_than_its_voters_on_average():
    """−ln of a mean of probabilities is at most the mean of their −ln, for any and for the three networks."""
    c, rng = chapter(), np.random.default_rng(0)
    right = np.arange(len(c.digits.y_test)), c.digits.y_test
    of_networks = [c.probabilities(layers, c.digits.X_test)[right] for layers in final_networks()]
    for p in [np.array(of_networks), *rng.uniform(size=(200, 3, 1))]:
        assert -np.log(p.mean(axis=0)).mean() <= -np.log(p).mean()


def go_on(run, X, y, rate, epochs):
    """Continue a run of the chapter, batches of 32 and momentum 0.9, in place; its weights after that."""
    c = chapter()
    for rows in (rows for _ in range(epochs) for rows in gd.data.batches(len(X), 32, run["rng"])):
        outputs, scores = c.forward(run["layers"], X[rows])
        slope = c.loss_and_slope(scores, y[rows])[1]
        gradients = c.parts_of(c.backward(run["layers"], outputs, slope))
        run["t"] += 1
        for part, v, g in zip(c.parts_of(run["layers"]), run["velocities"], gradients):
            v[...] = 0.9 * v + g
            part -= rate(run["t"]) * v
    return np.concatenate([part.ravel() for part in c.parts_of(run["layers"])])


def test_a_resumed_run_takes_the_same_path():
    """With weights, velocities, step and generator a resumed run is the uninterrupted one, to the last bit;
    without any of them it is another.
    """
    c, X, y = chapter(), chapter().X[:300], chapter().y[:300]
    rate, layers = c.schedule(0.1, 300, 32, epochs=8), c.init([64, 16, 10], np.random.default_rng(0))
    velocities = [0 * part for part in c.parts_of(layers)]
    fresh = {"layers": layers, "velocities": velocities, "t": 0, "rng": np.random.default_rng(1)}
    copy = pickle.dumps(fresh)
    c.train(layers, X, y, rate, 0.9, 32, 6, np.random.default_rng(1))

    def three_epochs(run):
        return go_on(run, X, y, rate, epochs=3)

    run = pickle.loads(copy)
    three_epochs(run)
    checkpoint = pickle.dumps(run)
    end = three_epochs(run)
    assert end == pytest.approx(np.concatenate([part.ravel() for part in c.parts_of(layers)]))
    assert np.array_equal(three_epochs(pickle.loads(checkpoint)), end)
    for missing in ("velocities", "t", "rng"):
        resumed = pickle.loads(checkpoint) | {missing: pickle.loads(copy)[missing]}
        assert not np.allclose(three_epochs(resumed), end)


def test_the_range_of_float16():
    """No number between zero and about 6e-8, and none beyond 65,504."""
    zero, infinity = np.float16(0), np.float16(np.inf)
    assert float(np.nextafter(zero, infinity)) == pytest.approx(6e-8, rel=0.01)
    assert float(np.nextafter(infinity, zero)) == 65504


def test_bfloat16_is_wide_and_coarse():
    """bfloat16, the first half of a float32, has its range, and next to 1 its numbers are 0.008 apart."""

    def bfloat16(bits):
        return (np.uint32(bits) << np.uint32(16)).view(np.float32)

    one, largest = 0x3F80, 0x7F7F
    assert bfloat16(one) == 1 and bfloat16(one + 1) - 1 == pytest.approx(0.008, abs=0.0005)
    assert bfloat16(largest) == pytest.approx(np.finfo(np.float32).max, rel=0.01)


def test_pytorch_trains_as_the_engine_does():
    """The losses of all 4,500 steps that PyTorch recorded and those of the engine: within 1e-12."""
    c = chapter()
    X, y = c.with_shifts(c.digits.X_train, c.digits.y_train)
    lr = c.schedule(0.1, len(X), batch_size=32, epochs=20)
    history = gd.fit(gd.MLP([64, 128, 10]), X, y, gd.Momentum(0.9), lr, 32, 20, rng=0, progress=False)
    recorded = np.load(ROOT / "tests/book/statements/trained_with_pytorch.npy")
    assert recorded.shape == (4500,) and np.abs(history.loss - recorded).max() < 1e-12


def test_the_table_of_pytorch_is_recorded():
    """Each row of the chapter's table says how the recorded paths and rates of that rule or schedule were
    made.
    """
    rows = table_of_names()
    assert len(rows) == 14
    for row in rows:
        recorded = set()
        for values, made in recorded_calls(row):
            assert made.items() <= values_of(row.keywords, values).items(), row.name
            recorded |= made.keys()
        assert recorded >= {keyword.arg for keyword in row.own}, row.name


def test_pytorch_loop():
    """The quiz on one step of a training loop has the order of the listing on the same page."""
    text = (ROOT / "book/08_putting_it_together.md").read_text("utf-8")
    lines = dict(re.findall(r'data-place="(\d)">\n<summary>(.+?)</summary>', text))
    listing = (ROOT / "benchmarks/train_with_pytorch.py").read_text("utf-8")
    code = listing[listing.index("for batch_X, batch_y in loader") :]
    assert len(lines) == 5
    assert sorted(lines, key=lambda place: code.index(lines[place])) == sorted(lines)
