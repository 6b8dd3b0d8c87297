"""Newton–Schulz and Muon: what they do to singular values, and which parameters go which way."""

import numpy as np
import pytest

from gdcore import MLP, AdamW, GradientDescent, Muon, digits, fit, newton_schulz, run
from gdcore.matrices import QUINTIC
from gdcore.objectives import Quadratic
from gdcore.rules import Rule

rng = np.random.default_rng(0)


def polar(G):
    """UVᵀ of G = UΣVᵀ."""
    U, _, Vt = np.linalg.svd(G, full_matrices=False)
    return U @ Vt


@pytest.mark.parametrize("shape", [(5, 5), (7, 3), (3, 7), (1, 4), (4, 1), (2, 3, 6, 4)])
def test_newton_schulz_keeps_the_directions_and_takes_each_singular_value_through_the_polynomial(shape):
    G = rng.standard_normal(shape)
    U, s, Vt = np.linalg.svd(G, full_matrices=False)
    s /= np.linalg.norm(s, axis=-1, keepdims=True)
    a, b, c = QUINTIC
    for steps in range(6):
        assert newton_schulz(G, steps) == pytest.approx(U * s[..., np.newaxis, :] @ Vt, abs=1e-12)
        s = a * s + b * s**3 + c * s**5


def test_the_classical_coefficients_tend_to_the_polar_factor():
    G = rng.standard_normal((6, 4))
    assert newton_schulz(G, steps=30, coefficients=(1.5, -0.5, 0)) == pytest.approx(polar(G), abs=1e-12)


def test_newton_schulz_does_not_mind_the_size_of_a_matrix_unless_it_is_nearly_zero():
    G = rng.standard_normal((4, 4))
    assert newton_schulz(1e6 * G) == pytest.approx(newton_schulz(G), rel=1e-9)
    assert not newton_schulz(0 * G).any()
    assert np.linalg.norm(newton_schulz(1e-30 * G)) < 1e-19


def test_newton_schulz_stays_in_single_precision():
    assert newton_schulz(np.eye(3, dtype=np.float32)).dtype == np.float32


@pytest.mark.parametrize("adjust", ["original", "match_rms_adamw"])
def test_muon_turns_with_the_axes_of_either_side(adjust):
    """Inputs and outputs turned by Q and R: the steps are turned with them, as those of Adam are not."""
    gradients = rng.standard_normal((10, 6, 4))
    Q, R = (np.linalg.qr(rng.standard_normal((d, d)))[0] for d in (6, 4))
    straight, turned = (walk(Muon({"W": (6, 4)}, adjust=adjust), it) for it in (gradients, Q @ gradients @ R))
    assert turned == pytest.approx(Q @ straight @ R, abs=1e-12)
    straight, turned = (walk(AdamW(), it) for it in (gradients, Q @ gradients @ R))
    assert np.abs(turned - Q @ straight @ R).max() > 0.1


def walk(rule, gradients):
    """Where a rule is led from 0 by these gradients, at rate 1."""
    w = np.zeros(gradients[0].size)
    state = rule.init(w)
    for t, G in enumerate(gradients, start=1):
        w = w - rule.step(G.ravel(), state, t, 1.0, w)
    return w.reshape(gradients[0].shape)


def test_muon_is_given_the_matrices_by_name_and_leaves_the_rest_to_the_other_rule():
    """Two matrices and two biases; with matrices=["B"] the other three parts are the second rule's."""
    shapes = {"A": (2, 3), "a": (3,), "B": (3, 2), "b": (2,)}
    muon = Muon(shapes, matrices=["B"], beta=0.5, rest=AdamW(decay=0.5), rest_factor=0.1)
    w, g = rng.standard_normal((2, 17))
    state, state_of_rest = muon.init(w), AdamW().init(w)
    assert {name: part.shape for name, part in state.items()} == {
        "B": (3, 2),
        "rest m": (11,),
        "rest v": (11,),
    }
    for t in (1, 2, 3):
        step, rest = (
            muon.step(g, state, t, 0.1, w),
            AdamW(decay=0.5).step(g, state_of_rest, t, 0.01, w),
        )
        in_B = (np.arange(17) >= 9) & (np.arange(17) < 15)
        assert step[~in_B] == pytest.approx(rest[~in_B], rel=1e-13)
        # 3 inputs and 2 outputs: the scale is √max(1, 2/3).
        assert step[in_B] == pytest.approx(0.1 * newton_schulz(g[in_B].reshape(3, 2)).ravel(), rel=1e-13)


def test_the_rest_may_be_a_rule_that_puts_new_arrays_into_its_state():
    class Replacing(Rule):
        def init(self, w):
            return {"sum": np.zeros_like(w)}

        def direction(self, g, state, t, w):
            state["sum"] = state["sum"] + g
            return state["sum"]

    gradients = np.ones((3, 2, 1))
    muon, w = Muon({"W": (1, 1), "b": (1,)}, rest=Replacing()), np.zeros(2)
    state = muon.init(w)
    steps = [muon.step(g.ravel(), state, t, 1.0, w)[1] for t, g in enumerate(gradients, start=1)]
    assert steps == [1.0, 2.0, 3.0]


def test_without_names_all_parts_with_two_axes_are_matrices():
    assert set(Muon(MLP([4, 3, 2]).shapes).init(np.zeros(23))) == {"W1", "W2", "rest m", "rest v"}


@pytest.mark.parametrize(
    "adjust, scale",
    [
        ("original", {(2, 8): 2.0, (8, 2): 1.0}),
        ("match_rms_adamw", {(2, 8): 0.2 * 8**0.5, (8, 2): 0.2 * 8**0.5}),
    ],
)
def test_the_scale_is_that_of_the_outputs_over_the_inputs(adjust, scale):
    for shape, factor in scale.items():
        G = rng.standard_normal(shape)
        step = -walk(Muon({"W": shape}, beta=0.0, adjust=adjust), [G])
        assert step == pytest.approx(factor * newton_schulz(G), rel=1e-12)


def test_runs_of_matrices_and_momenta_are_the_same_as_one_by_one():
    bowl, betas, starts = (
        Quadratic(np.arange(1.0, 9.0)),
        np.array([0.0, 0.5, 0.9]),
        rng.standard_normal((3, 8)),
    )
    shapes = {"W": (2, 3), "b": (2,)}
    together = run(bowl, starts, Muon(shapes, beta=betas, rest=AdamW(beta1=betas)), [0.1, 0.2, 0.3], 20)
    for i, lr in enumerate([0.1, 0.2, 0.3]):
        rule = Muon(shapes, beta=betas[i], rest=AdamW(beta1=betas[i]))
        assert together.w[:, i] == pytest.approx(run(bowl, starts[i], rule, lr, 20).w, rel=1e-9, abs=1e-12)


def test_many_runs_lie_side_by_side_in_memory_and_are_matrices_all_the_same():
    """With more runs than parameters the loop keeps w in another order in memory."""
    bowl, starts = Quadratic(np.arange(1.0, 7.0)), rng.standard_normal((50, 6))
    rule = Muon({"W": (2, 3)})
    together = run(bowl, starts, rule, 0.1, 5)
    assert together.w[:, 7] == pytest.approx(run(bowl, starts[7], rule, 0.1, 5).w, rel=1e-9, abs=1e-12)


def test_muon_trains_a_network_on_the_vector_whole():
    X, y, *held_out = digits()
    model = MLP([64, 300, 10])  # more parameters than a piece has
    history = fit(
        model,
        X,
        y,
        Muon(model.shapes, matrices=["W1"], rest_factor=0.1),
        0.05,
        100,
        3,
        rng=0,
        held_out=held_out,
    )
    assert history.test_accuracy[-1] > 0.93


WITH_BIAS = {"W": (2, 3), "b": (3,)}
BOWL = Quadratic(np.ones(5))


@pytest.mark.parametrize(
    "words, make",
    [
        ("shapes must give .* got None", lambda: Muon()),
        ("shapes must give .* got 3", lambda: Muon(3)),
        ("shapes must give .* got {}", lambda: Muon({})),
        ("shapes must give .* got {'W': 'wide'}", lambda: Muon({"W": "wide"})),
        ("shapes must give", lambda: Muon({"W": (2, 0)})),
        ("matrices must name parts with two axes, of W, b, got 'V'", lambda: Muon(WITH_BIAS, ["V"])),
        ("matrices must name parts with two axes, of W, b, got 'b'", lambda: Muon(WITH_BIAS, ["b"])),
        ("matrices must be a list of names of parts, got 'W'", lambda: Muon(WITH_BIAS, "W")),
        ("rest must be a rule, .*, got 'adam'", lambda: Muon(WITH_BIAS, rest="adam")),
        ("adjust must be one of original, .* got 'sum'", lambda: Muon(WITH_BIAS, adjust="sum")),
        ("hyperparameters must have runs", lambda: Muon(WITH_BIAS, beta=[0.5, 0.9], rest=AdamW([0.1] * 3))),
        (r"w must have the 9 .*, got \(5,\)", lambda: run(BOWL, np.ones(5), Muon(WITH_BIAS), 0.1, 1)),
        (r"G must have two axes or more, .* got \(3,\)", lambda: newton_schulz(np.ones(3))),
        ("G must hold real numbers", lambda: newton_schulz("G")),
        ("steps must be a whole number of at least 0, got -1", lambda: newton_schulz(np.eye(2), -1)),
    ],
)
def test_bad_matrices_are_met_at_the_door(words, make):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_second_rule_counts_among_the_runs_and_must_be_a_rule():
    assert Muon({"W": (2, 3)}, rest=AdamW(beta1=[0.1, 0.2])).runs == (2,)
    assert isinstance(Muon({"W": (2, 3)}, rest=GradientDescent()).rest, Rule)
    assert Muon({"W": [2, 3]}) == Muon({"W": (2, 3)}) != Muon({"W": (3, 2)})
