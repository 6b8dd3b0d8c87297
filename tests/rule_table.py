"""The tables of rules and of objectives, which drive every test of rules.

One row for each rule and each of its forms, and each is tried on every objective.

A rule that gdcore exports must have a row, and so must each choice of a hyperparameter that is declared by
`one_of` (tests/gdcore/test_rules.py says which is missing). From its row follow the tests of the rule on
every objective, alone and in many runs, in single and double precision, its two ways of stepping, pickling,
its cost, its recorded path in PyTorch and its twin in JavaScript.

A row holds what only the rule's author knows: its arithmetic by hand and its number of operations. What a
rule cannot have is written here with the reason.
"""

from typing import Any, NamedTuple

import gdcore
from gdcore import (
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    Muon,
    Nesterov,
    RMSProp,
    ScheduleFree,
    newton_schulz,
)
from gdcore.objectives import Objective
from gdcore.rules import Rule


class ByHand(NamedTuple):
    """Two steps written out: gradients 2 then −1, from w = 3 with learning rate 0.1."""

    rule: Rule  # with round hyperparameters
    state: dict[str, list[float]]  # the one number of each part, after the first step and after the second
    steps: list[float]  # the two steps, divided by the learning rate


class Row(NamedTuple):
    rule: Rule
    by_hand: ByHand
    calls: int  # of NumPy's arithmetic in one step, the subtraction from w included
    new_arrays: int  # how many of these calls make a new array
    parameters: int = 0  # how many the rule is made for; 0 if for any number
    no_pytorch: str = (
        ""  # why there is no such rule for PyTorch; else tools/record_trajectories.py records it
    )
    no_direction: str = ""  # why the rule has a step only
    no_twin: str = ""  # why gdcore/demos/js has no such rule

    @property
    def name(self) -> str:
        """The class, and what is not its default: "Momentum(form='average')"."""
        rule = self.rule
        chosen = [
            f"{name}={getattr(rule, name)!r}"
            for name, field in type(rule).__dataclass_fields__.items()
            if not field.metadata["per_run"] and getattr(rule, name) != field.default
        ]
        return type(rule).__name__ + (f"({', '.join(chosen)})" if chosen else "")


OF_NETWORKS = "it is engine/beyond_adam.js, which tests/demos/test_network.py compares with the engine"
IN_NO_DEMO = "no demo has it, and every page would carry it"
NS_OF_A_NUMBER = float(newton_schulz([[1.0]])[0, 0])  # five times 3.4445 s − 4.775 s³ + 2.0315 s⁵, from 1
RATE_INSIDE = "it keeps the learning rate inside its state, so that none can be multiplied afterwards"

ROWS = [
    Row(
        GradientDescent(),
        ByHand(GradientDescent(), {}, [2.0, -1.0]),
        calls=2,
        new_arrays=1,
    ),
    Row(
        Momentum(beta=0.8),
        ByHand(Momentum(0.5), {"v": [2.0, 0.5 * 2 - 1]}, [2.0, 0.0]),
        calls=4,
        new_arrays=1,
    ),
    Row(
        Momentum(beta=0.8, form="average"),
        ByHand(Momentum(0.5, "average"), {"v": [0.5 * 2, 0.5 * 1 - 0.5 * 1]}, [1.0, 0.0]),
        calls=5,
        new_arrays=2,
    ),
    Row(
        Momentum(beta=0.8, form="rate-inside"),
        ByHand(Momentum(0.5, "rate-inside"), {"v": [0.1 * 2, 0.5 * 0.2 - 0.1]}, [2.0, 0.0]),
        calls=4,
        new_arrays=1,
        no_pytorch="it is the form of Keras",
        no_direction=RATE_INSIDE,
    ),
    Row(
        Momentum(beta=0.8, form="last-update"),
        ByHand(Momentum(0.5, "last-update"), {"previous": [3.0, 2.8]}, [2.0, -1 + 0.5 * 2]),
        calls=5,
        new_arrays=4,
        no_pytorch="it is the form of Polyak's paper",
        no_direction=RATE_INSIDE,
    ),
    Row(
        Nesterov(beta=0.8),
        ByHand(Nesterov(0.5), {"v": [2.0, 0.0]}, [2 + 0.5 * 2, -1 + 0.5 * 0]),
        calls=6,
        new_arrays=3,
    ),
    Row(
        AdaGrad(),
        ByHand(AdaGrad(eps=0.5), {"s": [4.0, 5.0]}, [2 / 2.5, -1 / (5**0.5 + 0.5)]),
        calls=7,
        new_arrays=5,
    ),
    Row(
        RMSProp(),
        ByHand(RMSProp(0.75, eps=0.5), {"s": [1.0, 0.75 + 0.25]}, [2 / 1.5, -1 / 1.5]),
        calls=9,
        new_arrays=6,
    ),
    Row(
        Adam(),
        ByHand(
            Adam(0.5, 0.75, eps=0.5),
            {"m": [1.0, 0.0], "v": [1.0, 1.0]},
            [(1 / 0.5) / ((1 / 0.25) ** 0.5 + 0.5), 0.0],
        ),
        calls=14,
        new_arrays=9,
    ),
    Row(
        Adam(bias_correction=False),
        ByHand(
            Adam(0.5, 0.75, eps=0.5, bias_correction=False),
            {"m": [1.0, 0.0], "v": [1.0, 1.0]},
            [1 / 1.5, 0.0],
        ),
        calls=12,
        new_arrays=7,
        no_pytorch="its Adam always corrects the bias",
    ),
    Row(
        AMSGrad(),
        ByHand(
            AMSGrad(0.0, 0.5, eps=0.5),
            {"m": [2.0, -1.0], "v": [2.0, 1.5], "u": [2.0, 2.0]},
            [2 / (2 + 0.5), -1 / ((2 / 0.75) ** 0.5 + 0.5)],
        ),
        calls=15,
        new_arrays=9,
    ),
    Row(
        AMSGrad(bias_correction=False),
        ByHand(
            AMSGrad(0.0, 0.75, eps=0.5, bias_correction=False),
            {"m": [2.0, -1.0], "v": [1.0, 1.0], "u": [1.0, 1.0]},
            [2 / (1 + 0.5), -1 / (1 + 0.5)],
        ),
        calls=13,
        new_arrays=7,
        no_pytorch="its AMSGrad always corrects the bias",
    ),
    Row(
        AdamW(decay=0.1),
        ByHand(
            AdamW(0.5, 0.75, eps=0.5, decay=0.1),
            {"m": [1.0, 0.0], "v": [1.0, 1.0]},
            [0.8 + 0.1 * 3.0, 0.1 * (3.0 - 0.1 * 1.1)],
        ),
        calls=16,
        new_arrays=11,
    ),
    Row(
        AdamW(decay=0.1, bias_correction=False),
        ByHand(
            AdamW(0.5, 0.75, eps=0.5, bias_correction=False, decay=0.1),
            {"m": [1.0, 0.0], "v": [1.0, 1.0]},
            [1 / 1.5 + 0.1 * 3.0, 0.1 * (3.0 - 0.1 * (1 / 1.5 + 0.3))],
        ),
        calls=14,
        new_arrays=9,
        no_pytorch="its AdamW always corrects the bias",
    ),
    Row(
        Lion(decay=0.1),
        ByHand(
            Lion(0.5, 0.75, decay=0.1),
            {"m": [0.25 * 2, 0.75 * 0.5 - 0.25 * 1]},
            [1 + 0.1 * 3.0, -1 + 0.1 * (3.0 - 0.1 * 1.3)],  # the sign of 0.5 · 0.5 − 0.5 · 1
        ),
        calls=11,
        new_arrays=8,
        no_twin=OF_NETWORKS,
    ),
    Row(
        ScheduleFree(beta=0.8),
        ByHand(
            ScheduleFree(0.5),
            # z is moved by 0.2 and then by −0.1; x is the mean of the two; w goes half the way between.
            {"z": [2.8, 2.9], "x": [2.8, 2.85], "weights": [0.01, 0.02]},
            [2.0, (2.8 - (2.9 + 2.85) / 2) / 0.1],
        ),
        calls=10,
        new_arrays=7,
        no_direction=RATE_INSIDE,
        no_twin=IN_NO_DEMO,
    ),
    Row(
        ScheduleFree(beta=0.8, rule=Adam(beta1=0.0)),
        ByHand(
            ScheduleFree(0.5, Adam(0.0, 0.75, eps=0.0)),
            # Adam's steps: 0.1, and then −0.1 / √((0.75 + 0.25) / (1 − 0.75²)).
            {
                "z": [2.9, 2.9 + 0.1 * 0.4375**0.5],
                "x": [2.9, 2.9 + 0.05 * 0.4375**0.5],
                "weights": [0.01, 0.02],
                "m": [2.0, -1.0],
                "v": [1.0, 1.0],
            },
            [1.0, -0.75 * 0.4375**0.5],
        ),
        calls=22,
        new_arrays=15,
        no_direction=RATE_INSIDE,
        no_twin=IN_NO_DEMO,
    ),
    Row(
        Muon({"W": (2, 1)}, beta=0.8, decay=0.1),
        ByHand(
            Muon({"W": (1, 1)}, beta=0.5, decay=0.1, rest=GradientDescent()),
            {"W": [2.0, 0.0]},
            [NS_OF_A_NUMBER + 0.1 * 3.0, -NS_OF_A_NUMBER + 0.1 * (3.0 - 0.1 * (NS_OF_A_NUMBER + 0.3))],
        ),
        calls=22,
        new_arrays=15,
        parameters=2,
        no_pytorch="it orthogonalises in bfloat16: tests/gdcore/test_matrices.py compares the two",
        no_twin=OF_NETWORKS,
    ),
    Row(
        Muon({"W": (2, 1)}, beta=0.8, adjust="match_rms_adamw"),
        ByHand(
            Muon({"W": (1, 1)}, beta=0.5, adjust="match_rms_adamw", rest=GradientDescent()),
            {"W": [2.0, 0.0]},
            [0.2 * NS_OF_A_NUMBER, -0.2 * NS_OF_A_NUMBER],
        ),
        calls=22,
        new_arrays=15,
        parameters=2,
        no_pytorch="it orthogonalises in bfloat16: tests/gdcore/test_matrices.py compares the two",
        no_twin=IN_NO_DEMO,
    ),
]


class Ground(NamedTuple):
    """An objective by its name and arguments, which its twin in JavaScript has, too."""

    kind: str
    arguments: dict[str, Any]
    lr: float  # at which plain descent is stable from starts in the square of side 2

    @property
    def objective(self) -> Objective:
        return getattr(gdcore, self.kind)(**self.arguments)


GROUNDS = [
    Ground("Quadratic", {"curvatures": [1.0], "centre": 2.0}, 0.01),
    Ground("Quadratic", {"curvatures": [1.0, 10.0], "centre": [0.5, -1.0]}, 0.01),
    Ground("Quadratic", {"curvatures": [1.0, 10.0], "rotation": 0.5}, 0.01),
    Ground("DoubleWell", {}, 0.01),
    Ground("Rosenbrock", {}, 1e-4),
    Ground("Beale", {}, 1e-4),
    Ground("Himmelblau", {}, 1e-3),
    Ground("Saddle", {}, 0.01),
    Ground("Plateau", {}, 0.01),
    Ground("LessardCycle", {}, 1e-3),
]
