"""Loss curves of known cause: the same for a seed for ever, and each to be told from picture and caption."""

import numpy as np
import pytest

from gdcore.curves import CAUSES, DIFFERENCES, curves_of, loss_curve


@pytest.fixture(scope="module")
def curves():
    """Two hundred curves of each cause."""
    return {
        cause: [loss_curve(cause, np.random.RandomState(seed)) for seed in range(200)] for cause in CAUSES
    }


def told(curve):
    """The cause, from what a learner sees: the losses, the best loss and the caption."""
    losses = (curve.losses - curve.best) / (curve.losses[0] - curve.best)
    jumps = np.std(losses[len(losses) // 2 :]) > 0.01
    rises = np.diff(losses) > 0.005
    if losses[-1] == losses.max():
        return "diverging"
    if jumps and "batches of" in curve.caption:
        return "minibatch noise"
    if jumps and "plain" in curve.caption and np.mean(rises) > 0.2:
        return "oscillating"
    if rises.any() and "momentum" in curve.caption:
        return "momentum ringing"
    if losses[-1] < 0.05:
        return "good"
    if "constant rate" not in curve.caption:
        return "decayed too early"
    fall = losses[0] - losses
    return "ill-conditioned plateau" if fall[len(fall) // 2] > 0.75 * fall[-1] else "too small"


@pytest.mark.parametrize("cause", CAUSES)
def test_cause_can_be_told_from_picture_and_caption(cause, curves):
    assert np.mean([told(curve) == cause for curve in curves[cause]]) >= 0.99


@pytest.mark.parametrize(
    "words",
    ["full batch", "batches of", "plain gradient descent", "momentum 0.9", "constant rate", "cosine", "÷10"],
)
def test_caption_alone_does_not_give_the_cause_away(words, curves):
    assert sum(any(words in curve.caption for curve in curves[cause]) for cause in CAUSES) >= 2


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("kind", [np.random.RandomState, np.random.default_rng])
def test_seed_decides_the_curve(cause, kind):
    first, again, other = (loss_curve(cause, kind(seed)) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first.losses, again.losses)
    assert first.caption == again.caption
    assert len(first.losses) != len(other.losses) or not np.allclose(first.losses, other.losses)


@pytest.mark.parametrize("cause", CAUSES)
def test_no_loss_on_all_data_is_below_the_best(cause, curves):
    for curve in curves[cause]:
        assert 0 < curve.best
        assert curve.batch or curve.losses.min() >= curve.best


def test_unknown_cause_is_refused():
    with pytest.raises(ValueError, match="cause must be one of too small, .*, got 'noise'"):
        loss_curve("noise", np.random.RandomState(0))


def test_differences_are_between_two_causes():
    for one, other in DIFFERENCES:
        assert list(CAUSES).index(one) < list(CAUSES).index(other)


def test_an_id_has_curves_of_its_own_one_of_each_cause():
    students = [[curve.cause for curve in curves_of(f"s{number:07}")] for number in range(100)]
    assert all(sorted(causes) == sorted(CAUSES) for causes in students)
    assert len(set(map(tuple, students))) > 95
    first, again = curves_of("Zoë 7"), curves_of(" zoë 7\n")
    for one, other in zip(first, again):
        np.testing.assert_array_equal(one.losses, other.losses)


@pytest.mark.parametrize("student_id", ["", "  "])
def test_curves_of_nobody_are_refused(student_id):
    with pytest.raises(ValueError, match="student_id must not be empty"):
        curves_of(student_id)
