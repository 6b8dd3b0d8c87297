"""What chapter 9 states: one test for each statement.

What was measured on a transformer is read from `experiments/results`; simulations use fixed seeds.
"""

import sysconfig
from pathlib import Path

import numpy as np
import pytest

from gdcore import Adam, Average, Lion, Momentum, Muon, experiment, newton_schulz
from gdcore.matrices import QUINTIC

from .simulation import noise_variance, steps_of


def best_runs(rule):
    """The ends of both seeds at the rate of the lowest mean, and that rate."""
    ends = {}
    for run in experiment("optimizers")["runs"]:
        if run["settings"]["opt"] == rule:
            ends.setdefault(run["settings"]["lr"], []).append(run["final"])
    ends = {lr: losses for lr, losses in ends.items() if None not in losses}
    best = min(ends, key=lambda lr: np.mean(ends[lr]))
    return sorted(ends[best]), best


# Lion


def test_lion_keeps_one_array():
    """One array of state for Lion, two for Adam."""
    w = np.ones(5)
    assert [len(rule.init(w)) for rule in (Lion(), Adam())] == [1, 2]


def test_half_life_of_lions_memory():
    """0.99^t = ½ after 69 steps."""
    assert 0.99**69 == pytest.approx(0.5, abs=0.001)


def test_what_turns_lions_step():
    """m = 1, and 0.9 · 1 − 0.1 x < 0 for x > 9: the step turns round there and not before."""
    assert 0.9 * 1 - 0.1 * 9 == pytest.approx(0, abs=1e-12)
    for x, way in ((8.9, 1), (9.1, -1)):
        assert np.sign(steps_of(Lion(), [1.0] * 3000 + [-x])[-1]) == way


def test_lions_memory_after_a_burst():
    """From m = 1 a gradient of −10 leaves 0.99 − 0.1 = 0.89, and the step after it goes the old way."""
    rule, state, w = Lion(), {"m": np.ones(1)}, np.zeros(1)
    assert rule.direction(np.array([-10.0]), state, 1, w) == [-1]
    assert state["m"] == pytest.approx([0.99 - 0.1]) and 0.99 - 0.1 == pytest.approx(0.89)
    assert rule.direction(np.ones(1), state, 2, w) == [1]


# Norms


def pairs(rng, G, size, several=2000):
    """⟨G, D⟩ of random D, each divided by its size."""
    D = rng.standard_normal((several, *G.shape))
    return np.sum(G * D, axis=(1, 2)) / size(D)


def test_the_sign_is_steepest_in_the_largest_entry():
    """Of all D with no entry above 1 the sign has the largest ⟨G, D⟩, the sum of all |g|."""
    rng = np.random.default_rng(0)
    for shape in ((3, 3), (2, 5), (4, 1)):
        G = rng.standard_normal(shape)
        assert np.sum(G * np.sign(G)) == pytest.approx(np.abs(G).sum())
        assert pairs(rng, G, lambda D: np.abs(D).max(axis=(1, 2))).max() < np.abs(G).sum()


def test_uvt_is_steepest_in_the_spectral_norm():
    """Of all D of spectral norm 1, UVᵀ has the largest ⟨G, D⟩, the sum of the singular values."""
    rng = np.random.default_rng(0)
    for shape in ((3, 3), (2, 5), (4, 1)):
        G = rng.standard_normal(shape)
        U, sigma, Vt = np.linalg.svd(G, full_matrices=False)
        assert np.sum(G * (U @ Vt)) == pytest.approx(sigma.sum())
        assert np.linalg.norm(U @ Vt, 2) == pytest.approx(1)
        assert pairs(rng, G, lambda D: np.linalg.norm(D, 2, axis=(1, 2))).max() < sigma.sum()


def test_the_steepest_directions_by_hand():
    """G with the column (4, 3) has the singular value 5; UVᵀ has 0.8 and 0.6 there."""
    G = np.array([[4.0, 0.0], [3.0, 0.0]])
    U, sigma, Vt = np.linalg.svd(G)
    assert sigma == pytest.approx([5, 0])
    assert U[:, :1] @ Vt[:1] == pytest.approx(np.array([[0.8, 0.0], [0.6, 0.0]]))


def test_shampoos_first_step_is_orthogonal():
    """(GGᵀ)^(−1/4) G (GᵀG)^(−1/4) = UVᵀ."""

    def power(S, exponent):
        values, vectors = np.linalg.eigh(S)
        return vectors * values**exponent @ vectors.T

    G = np.random.default_rng(0).standard_normal((4, 4))
    U, _, Vt = np.linalg.svd(G)
    assert power(G @ G.T, -1 / 4) @ G @ power(G.T @ G, -1 / 4) == pytest.approx(U @ Vt, abs=1e-9)


# Newton–Schulz and Muon


def test_five_steps_of_newton_schulz():
    """From 0.01 to 1 every singular value ends between 0.68 and 1.14, and 0.001 becomes 0.47."""
    a, b, c = QUINTIC
    s = np.append(np.geomspace(0.01, 1, 200_001), 0.001)
    for _ in range(5):
        s = a * s + b * s**3 + c * s**5
    assert np.floor(100 * s[:-1].min()) / 100 == 0.68 and np.ceil(100 * s[:-1].max()) / 100 == 1.14
    assert s[-1] == pytest.approx(0.47, abs=0.005)


def test_size_of_an_orthogonal_matrix():
    """The root mean square entry of UVᵀ is 1/√max(inputs, outputs)."""
    for shape in ((4, 9), (9, 4), (5, 5)):
        U, _, Vt = np.linalg.svd(np.random.default_rng(0).standard_normal(shape), full_matrices=False)
        assert np.sqrt(np.mean((U @ Vt) ** 2)) == pytest.approx(1 / np.sqrt(max(shape)))


def test_a_step_in_proportion_to_the_shape():
    """Inputs of size 1 and a step of spectral norm η√(outputs/inputs): no output moves by more than η."""
    rng = np.random.default_rng(0)
    for inputs, outputs in ((4, 9), (9, 4), (50, 50)):
        step = rng.standard_normal((inputs, outputs))
        step *= 0.1 * np.sqrt(outputs / inputs) / np.linalg.norm(step, 2)
        x = rng.standard_normal((1000, inputs))
        x = np.vstack([x, np.linalg.svd(step)[0].T])  # and those inputs that it moves most
        x /= np.sqrt(np.mean(x**2, axis=1, keepdims=True))
        moves = np.sqrt(np.mean((x @ step) ** 2, axis=1))
        assert moves.max() == pytest.approx(0.1)


def test_moonlights_scale():
    """0.2 √max(inputs, outputs) makes the root mean square of the step 0.2, but for Newton–Schulz."""
    G = np.random.default_rng(0).standard_normal((40, 90))
    rule = Muon({"W": G.shape}, beta=0.0, adjust="match_rms_adamw")
    step = rule.step(G.ravel(), rule.init(G.ravel()), 1, 1.0, G.ravel())
    assert np.sqrt(np.mean(step**2)) == pytest.approx(0.2, rel=0.2)


def operations(*shapes):
    """Multiplications and additions of a product of matrices, of these shapes."""
    (m, n), (_, k) = shapes
    return 2 * m * n * k


def test_cost_of_newton_schulz():
    """6 operations a weight and example for a gradient; up to 6m a weight for each of five steps."""
    m, n, B = 128, 128, 64
    up = operations((B, m), (m, n))
    back = operations((m, B), (B, n)) + operations((B, n), (n, m))
    assert (up, back) == (2 * m * n * B, 4 * m * n * B)
    for m, n in ((100, 100), (100, 300)):
        products = ((m, n), (n, m)), ((m, m), (m, m)), ((m, m), (m, n))  # XXᵀ, A², the last one by X
        needed = sum(operations(*shapes) for shapes in products)
        assert needed == 6 * m * (m * n) if m == n else needed < 6 * m * (m * n)


def test_what_muon_adds():
    """5m/B with m = 128 and B = 64: ten times."""
    assert 5 * 128 / 64 == 10


def test_what_muon_adds_to_the_transformer():
    """Width m = 256, 8,192 bytes a batch: 16 % at most, and 12 % for matrices of m by 3m, m, 4m and 4m."""
    m, batch = 256, 8192
    assert round(5 * m / batch, 2) == 0.16
    longer = np.array([3, 1, 4, 4]) * m
    newton_schulz = 5 * np.sum(4 * m**2 * longer + 2 * m**3)  # XXᵀ, the last product with X, and A²
    assert round(newton_schulz / np.sum(6 * m * longer * batch), 2) == 0.12


def test_what_muon_adds_in_the_quiz():
    """5 · 1,024 / 65,536 = 0.078125."""
    assert 5 * 1024 / 65536 == 0.078125


# Averages


def averaged_variance(lr, beta):
    """V (1 − β)/(1 + β) · (1 + βρ)/(1 − βρ) for λ = σ = 1."""
    V, rho = lr / (2 - lr), 1 - lr
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)


def test_variance_of_an_average():
    """The formula against the exact sum of covariances, and against a simulation of 2,000 runs."""
    for lr, beta in ((0.1, 0.99), (0.5, 0.9), (0.1, 0.0)):
        V, rho = noise_variance(lr)[-1], 1 - lr
        ages = np.arange(3000)
        exact = (
            (1 - beta) ** 2
            * V
            * sum(beta**i * np.sum(float(beta) ** ages * rho ** abs(ages - i)) for i in range(3000))
        )
        assert averaged_variance(lr, beta) == pytest.approx(exact, rel=1e-6)
    rng, w, average = np.random.default_rng(0), np.zeros((2000, 1)), Average(0.9)
    for _ in range(300):
        w = w - 0.5 * (w + rng.standard_normal(w.shape))
        average.add(w)
    assert np.mean(average.value**2) == pytest.approx(averaged_variance(0.5, 0.9), rel=0.15)


def test_variance_of_an_average_in_numbers():
    """λ = 1, η = 0.1 and β = 0.99: a gain of 11."""
    assert round(noise_variance(0.1)[-1] / averaged_variance(0.1, 0.99)) == 11


def test_how_long_an_average_has_to_be():
    """The gain is about 1 + ηλ/(1 − β) where both are small, and 2 at η = 0.01, β = 0.99."""
    for lr in (0.003, 0.01, 0.03):
        for beta in (0.9, 0.99, 0.999):
            gain = noise_variance(lr)[-1] / averaged_variance(lr, beta)
            assert gain == pytest.approx(1 + lr / (1 - beta), rel=0.02)
    assert noise_variance(0.01)[-1] / averaged_variance(0.01, 0.99) == pytest.approx(2, rel=0.02)


# The transformer


def test_two_curves_level_off():
    """In the last sixth of training the losses of SGD and Lion at their best rates lie from 2.2 to 2.3."""
    for rule in ("sgd", "lion"):
        for run in experiment("optimizers")["runs"]:
            if (run["settings"]["opt"], run["settings"]["lr"]) == (rule, best_runs(rule)[1]):
                late = np.array(run["loss"][-10:])
                assert np.floor(10 * late.min()) / 10 == 2.2 and np.ceil(10 * late.max()) / 10 == 2.3


def test_what_pairs_of_bytes_give():
    """A table of pairs made from Python's own library leaves about 2.3 nats a byte on other files of it.

    The library is that of the Python that runs this, split as it was for the experiments.
    """
    root = Path(sysconfig.get_paths()["stdlib"])
    left_out = {"site-packages", "test", "tests", "idlelib", "lib2to3", "__pycache__", "ensurepip"}
    left_out |= {"dist-packages", "encodings", "pydoc_data"}
    files = sorted(path for path in root.rglob("*.py") if not left_out & set(path.relative_to(root).parts))
    pairs = np.zeros((2, 128, 128))  # to learn from, to judge by
    for i, file in enumerate(files):
        data = np.frombuffer(file.read_bytes(), np.uint8)
        data = data[data < 128].astype(int)
        counts = np.bincount(128 * data[:-1] + data[1:], minlength=128 * 128)
        pairs[int(i % 20 == 7)] += counts.reshape(128, 128)
    learned = (pairs[0] + 0.01) / (pairs[0] + 0.01).sum(axis=1, keepdims=True)
    loss = -np.sum(pairs[1] * np.log(learned)) / pairs[1].sum()
    assert loss == pytest.approx(2.3, abs=0.1)


def test_where_sgd_ends():
    """At its best rate, the largest that did not diverge, SGD ends at 2.27 and 2.29 after 800 steps."""
    losses, lr = best_runs("sgd")
    assert [round(loss, 2) for loss in losses] == [2.27, 2.29]
    runs = [run for run in experiment("optimizers")["runs"] if run["settings"]["opt"] == "sgd"]
    assert all((run["final"] is None) == (run["settings"]["lr"] > lr) for run in runs)
    assert {run["settings"]["steps"] for run in runs} == {800}


def test_muon_and_adam_on_the_transformer():
    """Muon's best two runs end at 1.13 and 1.14, Adam's at 1.43 and 1.58."""
    assert [round(loss, 2) for loss in best_runs("muon")[0]] == [1.13, 1.14]
    assert [round(loss, 2) for loss in best_runs("adam")[0]] == [1.43, 1.58]


def test_adam_gains_by_a_longer_warmup():
    """With 300 steps of warm-up in place of 80 Adam ends at 1.31, about half as far from Muon."""
    runs = [run for run in experiment("warmup")["runs"] if not run["settings"]["post_norm"]]
    assert {(run["settings"]["opt"], run["settings"]["steps"]) for run in runs} == {("adam", 800)}
    ends = {}
    for run in runs:
        if run["settings"]["warm"] == 300:
            ends.setdefault(run["settings"]["lr"], []).append(run["final"])
    tuned = min(np.mean(losses) for losses in ends.values())
    assert round(tuned, 2) == 1.31
    adam, muon = (np.mean(best_runs(rule)[0]) for rule in ("adam", "muon"))
    assert (tuned - muon) / (adam - muon) == pytest.approx(0.5, abs=0.05)


def test_sign_of_momentum_on_the_transformer():
    """The sign of momentum ends at 1.72 and 1.74, between SGD and Adam and near momentum."""
    assert [round(loss, 2) for loss in best_runs("signum")[0]] == [1.72, 1.74]
    means = [np.mean(best_runs(rule)[0]) for rule in ("adam", "momentum", "signum", "sgd")]
    assert means == sorted(means) and means[2] - means[1] < means[1] - means[0]


# The race between the walkers of the chapter's first figure


def test_muon_takes_the_same_steps_in_the_turned_valley():
    """Turned by Q and R, Muon's first steps are turned with it; Adam's are not."""
    rng = np.random.default_rng(0)
    A = np.diag([1.0, 10.0, 100.0])
    start = rng.standard_normal((3, 3))
    Q, R = (np.linalg.qr(rng.standard_normal((3, 3)))[0] for _ in range(2))
    ends = {}
    for turned, (left, right, W) in {
        False: (A, A, start),
        True: (Q @ A @ Q.T, R.T @ A @ R, Q @ start @ R),
    }.items():
        for rule in (Muon({"W": (3, 3)}, beta=0.9), Adam(), Momentum()):
            w = W.ravel()
            state = rule.init(w)
            for t in range(1, 6):
                w = w - rule.step((left @ w.reshape(3, 3) @ right).ravel(), state, t, 1e-3, w)
            ends[type(rule).__name__, turned] = w.reshape(3, 3)
    for name, keeps in (("Muon", True), ("Momentum", True), ("Adam", False)):
        assert np.allclose(Q @ ends[name, False] @ R, ends[name, True], atol=1e-8) == keeps, name


def test_muon_on_one_column_is_the_direction_of_momentum():
    """One column has one singular value, its length: the step is a multiple of G/‖G‖."""
    G = np.random.default_rng(0).standard_normal((256, 1))
    X = newton_schulz(G)
    assert X / np.linalg.norm(X) == pytest.approx(G / np.linalg.norm(G))
