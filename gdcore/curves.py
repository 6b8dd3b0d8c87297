"""Loss curves with a known cause, to practise diagnosis on: real runs, each with one thing wrong.

`rng` is a numpy RandomState or Generator, used through `random`, `standard_normal` and `permutation`
alone. A RandomState(seed) gives the same curves for ever, and its twin in the demos the same on a page.

>>> curve = loss_curve("minibatch noise", np.random.RandomState(0))
>>> curve.caption
'batches of 4, momentum 0.9, constant rate'
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from ._checks import require
from ._types import Array, Schedule
from .diagnostics import ADVICE
from .loop import descend, run
from .models import LinearRegression
from .objectives import Quadratic, Saddle
from .rules import Momentum
from .schedules import cosine, step_decay

Randomness: TypeAlias = np.random.RandomState | np.random.Generator


@dataclass(frozen=True)
class Cause:
    """What tells a cause on a loss curve, and what to change."""

    sign: str
    change: str


CAUSES = {
    "too small": Cause(
        "A smooth curve that sinks all the way at much the same pace, "
        "and is far from the best loss when it ends.",
        ADVICE["too small"],
    ),
    "good": Cause(
        "It falls fast and comes to rest at the best loss, long before the end or just at it.",
        ADVICE["good"],
    ),
    "oscillating": Cause(
        "It falls, then goes up and down from step to step in a regular pattern that does not fade, "
        "on the full batch.",
        ADVICE["oscillating"],
    ),
    "diverging": Cause(
        "In the end it climbs, faster and faster, above where it began.",
        ADVICE["diverging"],
    ),
    "minibatch noise": Cause(
        "It falls, then jumps up and down without a pattern: each step is judged on other examples.",
        ADVICE["noisy"],
    ),
    "momentum ringing": Cause(
        "It swings in smooth waves of many steps each, which fade; the momentum is high.",
        "Lower the momentum, or the learning rate: the walk overshoots and rolls back like a ball in a bowl.",
    ),
    "ill-conditioned plateau": Cause(
        "A quick drop, a knee, then a long slope that is nearly flat but still sinks, "
        "far above the best loss, at a constant rate.",
        "Scale the inputs, or use momentum or Adam: a larger rate would diverge along the steep axes.",
    ),
    "decayed too early": Cause(
        "It falls well, then goes quite flat far above the best loss, "
        "just when the schedule has made the rate small.",
        "Keep the rate longer, and decay it near the end: "
        "raised again for a moment, it would make the loss fall.",
    ),
}

# How two causes differ that are easily taken for each other.
DIFFERENCES = {
    ("too small", "good"): (
        "Both are smooth. A good run has arrived at the best loss when it ends; with a rate that is "
        "too small it is still on its way."
    ),
    ("too small", "ill-conditioned plateau"): (
        "Both still sink at the end. With a rate that is too small it has sunk at this pace from "
        "the start; a plateau comes after a quick drop."
    ),
    ("too small", "decayed too early"): (
        "Both end far above the best loss. With a rate that is too small it is still on its way; "
        "with one that has decayed it has come to a halt."
    ),
    ("good", "minibatch noise"): (
        "Minibatches shake a good run, too, while there is far to go. It is noise when the jumps "
        "stay large at the end."
    ),
    ("good", "momentum ringing"): (
        "Momentum is no fault by itself: in a good run it brings the loss down without waves."
    ),
    ("good", "ill-conditioned plateau"): (
        "Both drop and level off. A good run levels off at the best loss; a plateau far above it, "
        "and it still sinks."
    ),
    ("good", "decayed too early"): (
        "Both come to rest. A good run rests at the best loss; one whose rate decayed too early far above it."
    ),
    ("oscillating", "diverging"): (
        "Both come of a rate that is too large. Swings that stay within bounds oscillate; where "
        "they grow without bounds, it diverges."
    ),
    ("oscillating", "minibatch noise"): (
        "Both jump from step to step. On the full batch nothing is left to chance, so the pattern "
        "repeats; with minibatches there is none."
    ),
    ("oscillating", "momentum ringing"): (
        "Both swing. A rate that is too large swings from one step to the next and goes on; "
        "momentum takes many steps for a wave, and the waves fade."
    ),
    ("minibatch noise", "momentum ringing"): (
        "Both go up and down. Noise is rough and stays; ringing is smooth and fades."
    ),
    ("ill-conditioned plateau", "decayed too early"): (
        "Both level off far above the best loss. A plateau still sinks, at a constant rate; after a "
        "decay nothing moves any more."
    ),
}


@dataclass(frozen=True)
class LossCurve:
    """A loss for each step, why it looks as it does, and what whoever trained it knows.

    cause     the name of one of CAUSES
    losses    before each step and after the last, `(steps + 1,)`; of the minibatch if there are any
    best      the lowest loss that there is on all data
    batch     the batch size, or None for the full batch
    beta      the momentum, 0 for plain gradient descent
    schedule  the schedule in words
    """

    cause: str
    losses: Array
    best: float
    batch: int | None
    beta: float
    schedule: str

    @property
    def caption(self) -> str:
        """The settings in words. With the picture and the best loss they suffice to name the cause."""
        batch = f"batches of {self.batch}" if self.batch else "full batch"
        rule = f"momentum {self.beta:g}" if self.beta else "plain gradient descent"
        return f"{batch}, {rule}, {self.schedule}"


def loss_curve(cause: str, rng: Randomness) -> LossCurve:
    """A random run whose loss curve shows `cause`. Chapter 2.

    cause  the name of one of CAUSES
    rng    a numpy RandomState or Generator

    Raises ValueError for another cause.

    >>> loss_curve("diverging", np.random.RandomState(0)).losses.argmax() > 80
    np.True_
    """
    require(cause in CAUSES, "cause", f"be one of {', '.join(CAUSES)}", cause)
    steps = 80 + int(80 * rng.random())
    curve = RUNS[cause](steps, rng)
    unit = 10 ** _between(-1, 1, rng)
    floor = unit * _between(0.02, 0.3, rng)
    return replace(curve, losses=floor + unit * curve.losses, best=floor + unit * curve.best)


def curves_of(student_id: Any) -> list[LossCurve]:
    """Eight curves, one of each cause, in an order and with settings drawn from the id. Chapter 2.

    student_id  any value whose text is always the same; capital letters and spaces around it do not matter

    Raises ValueError if it is empty.

    >>> [curve.caption for curve in curves_of(" Ada")] == [curve.caption for curve in curves_of("ada")]
    True
    """
    letters = str(student_id).strip().casefold().encode()
    require(len(letters) > 0, "student_id", "not be empty", student_id)
    rng = np.random.RandomState(list(letters))
    return [loss_curve(list(CAUSES)[number], rng) for number in rng.permutation(len(CAUSES))]


def difference(right: str, named: str) -> str:
    """Why a curve with the cause `right` is not one of the cause that was named.

    >>> difference("good", "too small") == difference("too small", "good") == DIFFERENCES["too small", "good"]
    True
    """
    return DIFFERENCES.get((right, named)) or DIFFERENCES.get((named, right)) or CAUSES[named].sign


# With momentum 0.9 the largest product of rate and curvature whose ringing is too faint to see.
CRITICAL = 0.006

# Each of these chooses settings that make its cause visible. The largest curvature is 1 unless one is named.
# A "distance" is the sum of the rates of all steps, which decides how far a run gets: the error along an
# axis of curvature λ shrinks by about exp(−λ · distance). Momentum makes each step 1/(1 − β) times as long.


def _too_small(steps: int, rng: Randomness) -> LossCurve:
    beta = _one_of([0.0, 0.9], rng)
    distance = _between(0.15, 0.5, rng)
    lr = distance / steps * (1 - beta)
    return _on_bowl("too small", [1.0, _between(0.25, 1, rng)], beta, lr, steps)


def _good(steps: int, rng: Randomness) -> LossCurve:
    way = _one_of(["plain", "momentum", "minibatches"], rng)
    lr = _between(0.4, 1, rng)
    if way == "minibatches":  # of examples that one line fits, so that no noise is left
        return _on_data("good", _one_of([8, 16, 32], rng), 0.0, 0.5 * lr, 0.02, steps, rng)
    if way == "momentum":
        return _on_bowl("good", [1.0, _between(0.6, 1, rng)], 0.9, CRITICAL * lr, steps)
    schedule = _one_of([None, ("÷10", 2 * steps // 3), ("cosine", steps)], rng)
    return _on_bowl("good", [1.0, _between(0.15, 0.5, rng)], 0.0, lr, steps, schedule=schedule)


def _oscillating(steps: int, rng: Randomness) -> LossCurve:
    """Back and forth about a minimum of curvature 2, which cannot hold a rate above 1."""
    start = [_between(0, 0.5, rng), _between(0.05, 0.6, rng)]
    trace = run(Saddle(), start, Momentum(0.0), _between(1.12, 1.27, rng), steps)
    losses = trace.loss - Saddle().value([0.0, 1.0])
    return LossCurve("oscillating", losses, 0.0, None, 0.0, "constant rate")


def _diverging(steps: int, rng: Randomness) -> LossCurve:
    beta = _one_of([0.0, 0.9], rng)
    steep = 10 ** _between(-4, -1, rng)  # its share of the loss at the start
    end = 10 ** _between(0.5, 1.5, rng)  # the loss at the end, as a multiple of that at the start
    # The error along the steep axis is multiplied by −growth in each step, the loss by its square, and so
    # end = steep · growth^(2 · steps).
    growth = (end / steep) ** (0.5 / steps)
    # With momentum the factor of a step at curvature 1 is a root r of r² − (1 + β − η) r + β = 0. For
    # r = −growth that gives η = 1 + β + growth + β / growth.
    lr = (1 + growth) * (1 + beta / growth)
    curvatures = [1.0, _between(0.02, 0.1, rng)]
    return _on_bowl("diverging", curvatures, beta, lr, steps, shares=[steep, 1 - steep])


def _minibatch_noise(steps: int, rng: Randomness) -> LossCurve:
    beta = _one_of([0.0, 0.9], rng)
    lr = _between(0.05, 0.3, rng) * (1 - beta)
    batch = _one_of([2, 4, 8], rng)
    return _on_data("minibatch noise", batch, beta, lr, _between(0.5, 1, rng), steps, rng)


def _momentum_ringing(steps: int, rng: Randomness) -> LossCurve:
    beta = _one_of([0.95, 0.96, 0.97, 0.98], rng)
    turn = np.pi / _between(8, 16, rng)  # of the error in a step; the loss, its square, turns twice as fast
    # At curvature 1 the factors of a step are √β · exp(±i · turn), the roots of r² − (1 + β − η) r + β = 0.
    # Their sum is 2√β · cos(turn) = 1 + β − η.
    lr = 1 + beta - 2 * np.sqrt(beta) * np.cos(turn)
    return _on_bowl("momentum ringing", [1.0, _between(0.75, 1, rng)], beta, lr, steps)


def _plateau(steps: int, rng: Randomness) -> LossCurve:
    beta = _one_of([0.0, 0.9], rng)
    lr = _between(0.4, 1, rng) * (CRITICAL if beta else 1)
    # All steps together reduce the error along the flat axis by no more than the factor exp(−distance).
    distance = _between(0.05, 0.3, rng)
    flat = distance / steps * (1 - beta) / lr
    steep = _between(0.4, 0.7, rng)
    return _on_bowl("ill-conditioned plateau", [1.0, flat], beta, lr, steps, shares=[steep, 1 - steep])


def _decayed_too_early(steps: int, rng: Randomness) -> LossCurve:
    kind = _one_of(["÷2", "÷10", "cosine"], rng)
    stage = steps // 12 + int(steps / 12 * rng.random())
    # How many stages at the first rate would come to the distance of the whole schedule: 1 + ½ + ¼ + … = 2,
    # 1 + 0.1 + 0.01 + … = 1/0.9, and half of the two stages that the cosine takes to reach 0.
    stages = {"÷2": 2.0, "÷10": 1 / 0.9, "cosine": 1.0}[kind]
    lr = _between(0.5, 0.9, rng) / (stages * stage)
    schedule = kind, 2 * stage if kind == "cosine" else stage
    curvatures = [1.0, _between(0.25, 0.7, rng)]
    return _on_bowl("decayed too early", curvatures, 0.0, lr, steps, schedule=schedule)


# How a run with each of the CAUSES is set up.
RUNS: dict[str, Callable[[int, Randomness], LossCurve]] = {
    "too small": _too_small,
    "good": _good,
    "oscillating": _oscillating,
    "diverging": _diverging,
    "minibatch noise": _minibatch_noise,
    "momentum ringing": _momentum_ringing,
    "ill-conditioned plateau": _plateau,
    "decayed too early": _decayed_too_early,
}


def _on_bowl(
    cause: str,
    curvatures: list[float],
    beta: float,
    lr: float,
    steps: int,
    shares: ArrayLike = (0.5, 0.5),
    schedule: tuple[str, int] | None = None,
) -> LossCurve:
    """The full batch on a quadratic; the first loss is 1, of which each axis has its share."""
    start = np.sqrt(2 * np.array(shares) / curvatures)
    lr_at, words = _schedule(lr, schedule)
    trace = run(Quadratic(curvatures), start, Momentum(beta), lr_at, steps)
    return LossCurve(cause, trace.loss, 0.0, None, beta, words)


def _schedule(lr: float, kind_and_stage: tuple[str, int] | None) -> tuple[float | Schedule, str]:
    """The rate of each step, and the schedule in words."""
    if kind_and_stage is None:
        return lr, "constant rate"
    kind, stage = kind_and_stage
    if kind == "cosine":
        return cosine(lr, stage), f"cosine to 0 at step {stage}"
    divisor = int(kind.removeprefix("÷"))
    return step_decay(lr, stage, 1 / divisor), f"rate {kind} every {stage} steps"


def _on_data(
    cause: str, batch: int, beta: float, lr: float, noise: float, steps: int, rng: Randomness
) -> LossCurve:
    """Minibatches of 64 examples along a line, reshuffled every epoch."""
    x = rng.standard_normal((64, 1))
    slope, bias = _between(1, 2, rng), _between(1, 2, rng)
    y = slope * x[:, 0] + bias + noise * rng.standard_normal(64)
    model = LinearRegression(1)
    losses: list[float] = []
    minibatches = (rows for _ in count() for rows in rng.permutation(64).reshape(-1, batch))

    def gradient(w: Array) -> Array:
        """At w, on the next minibatch, whose loss it records."""
        rows = next(minibatches)
        loss, g = model.loss_and_grad(w, x[rows], y[rows])
        losses.append(float(loss))
        return g

    path = descend(gradient, model.init(), Momentum(beta), lr)
    for _ in islice(path, steps + 2):
        pass  # the gradient of each step has recorded the loss before it: steps + 1 in all
    fitted = np.linalg.lstsq(np.c_[x, np.ones(64)], y)[0]
    return LossCurve(cause, np.array(losses), model.loss(fitted, x, y), batch, beta, "constant rate")


def _between(low: float, high: float, rng: Randomness) -> float:
    return low + (high - low) * rng.random()


def _one_of(choices: Sequence, rng: Randomness) -> Any:
    return choices[int(len(choices) * rng.random())]
