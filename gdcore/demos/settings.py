"""What the demos show and what their parameters may be: read by Python and by the page script.

A parameter's domain has its `default`, and what it may be: `choices` (names, or False and True), a `subset`
of names (with spaces between them), a text of a `pattern` (a regular expression, which `means` says),
a `formula` in these variables, or numbers from `min` to `max`, `whole` ones or any.

In some demos the domains depend on a choice: each landscape has a start of its own. There `varies` names the
parameter that chooses, which is the first of all, and the table that it chooses from. The `parameters` of an
entry of that table replace what they name of the domains: bounds, default or both.
"""

from dataclasses import asdict
from typing import Any

import numpy as np

import gdcore
from gdcore.curves import CAUSES, DIFFERENCES

# Each function: how its objective is made, the curvature at its minima, the part of it that is in the
# picture (both bowls at one scale, so that the steeper one looks steeper), and the start.
FUNCTIONS = {
    "quadratic": {
        "label": "½(w − 2)²",
        "kind": "Quadratic",
        "options": {"curvatures": [1.0], "centre": 2.0},
        "curvature": 1.0,
        "wells": False,
        "w": [-2.6, 6.6],
        "loss": [-1.2, 12.0],
        "parameters": {"start": {"default": 5.0, "min": -1.4, "max": 5.4}},
    },
    "steep": {
        "label": "(w − 2)²",
        "kind": "Quadratic",
        "options": {"curvatures": [2.0], "centre": 2.0},
        "curvature": 2.0,
        "wells": False,
        "w": [-2.6, 6.6],
        "loss": [-1.2, 12.0],
        "parameters": {"start": {"default": 5.0, "min": -1.4, "max": 5.4}},
    },
    "double-well": {
        "label": "¼(w² − 1)²",
        "kind": "DoubleWell",
        "options": {},
        "curvature": 2.0,
        "wells": True,
        "w": [-2.0, 2.0],
        "loss": [-0.13, 1.3],
        "parameters": {"start": {"default": -1.6, "min": -1.75, "max": 1.75}},
    },
    # The reader's own: its curvature and the height of its picture follow from the formula.
    "own": {
        "label": "your own",
        "kind": "Formula",
        "options": {},
        "curvature": None,
        "wells": True,
        "w": [-3.0, 3.0],
        "loss": None,
        "parameters": {"start": {"default": 2.5, "min": -2.9, "max": 2.9}},
    },
}

# The rules that race: the name of each on screen, and of the parameter that is its rate.
RACERS = {
    "GradientDescent": {"label": "gradient descent", "rate": "lr_gd"},
    "Momentum": {"label": "momentum", "rate": "lr_momentum"},
    "Nesterov": {"label": "Nesterov", "rate": "lr_nesterov"},
    "AdaGrad": {"label": "AdaGrad", "rate": "lr_adagrad"},
    "RMSProp": {"label": "RMSProp", "rate": "lr_rmsprop"},
    "Adam": {"label": "Adam", "rate": "lr_adam"},
}


# Each landscape: how its objective is made, a note, and then
#   x, y        the part of it that must be in the picture, and where a start may be
#   start       of the race, by default
#   noise       the largest σ
#   rates       the best rate of each rule for 100 steps from that start, without noise
#   gap         the range of the axis of losses above the minimum
#   levels      its level lines are at top · (k/12)^power above the minimum
# The reader's own has neither minimum, gap nor levels: they are found from the formula.
TERRAINS = {
    "valley": {
        "label": "a valley",
        "kind": "Quadratic",
        "options": {"curvatures": [0.01, 1.0], "rotation": 0.5},  # the first curvature is 1/κ
        "note": "Across the valley the curvature is 1, along it 1/κ. Gradient descent is stable up to η = 2.",
        "x": [-3.0, 3.0],
        "y": [-2.2, 2.2],
        "start": [-2.4, 1.0],
        "noise": 1.0,
        "rates": {
            "GradientDescent": 1.78,
            "Momentum": 0.422,
            "Nesterov": 1.0,
            "AdaGrad": 2.37,
            "RMSProp": 0.237,
            "Adam": 1.33,
        },
        "gap": [1e-08, 10.0],
        "levels": {"top": 2.5, "power": 2},
    },
    "rosenbrock": {
        "label": "Rosenbrock",
        "kind": "Rosenbrock",
        "options": {},
        "note": "A bent valley: its walls are steep, its floor falls gently to (1, 1).",
        "x": [-2.0, 2.0],
        "y": [-1.0, 3.0],
        "start": [-1.2, 1.0],
        "noise": 10.0,
        "rates": {
            "GradientDescent": 0.00562,
            "Momentum": 0.00178,
            "Nesterov": 0.00178,
            "AdaGrad": 1.78,
            "RMSProp": 0.178,
            "Adam": 1.33,
        },
        "gap": [0.0001, 10000.0],
        "levels": {"top": 2500.0, "power": 3.5},
    },
    "beale": {
        "label": "Beale",
        "kind": "Beale",
        "options": {},
        "note": "A flat floor between steep corners; the minimum is at (3, 0.5).",
        "x": [-1.0, 4.0],
        "y": [-2.0, 2.0],
        "start": [0.5, -1.2],
        "noise": 1.0,
        "rates": {
            "GradientDescent": 0.0562,
            "Momentum": 0.00316,
            "Nesterov": 0.00422,
            "AdaGrad": 1.0,
            "RMSProp": 0.1,
            "Adam": 0.562,
        },
        "gap": [1e-08, 10000.0],
        "levels": {"top": 2000.0, "power": 5},
    },
    "himmelblau": {
        "label": "Himmelblau",
        "kind": "Himmelblau",
        "options": {},
        "note": "Four minima of equal depth: start, rule and rate decide which one a run ends in.",
        "x": [-5.0, 5.0],
        "y": [-5.0, 5.0],
        "start": [-0.5, -0.5],
        "noise": 20.0,
        "rates": {
            "GradientDescent": 0.0133,
            "Momentum": 0.01,
            "Nesterov": 0.0133,
            "AdaGrad": 2.37,
            "RMSProp": 0.237,
            "Adam": 1.0,
        },
        "gap": [1e-08, 10000.0],
        "levels": {"top": 900.0, "power": 2},
    },
    "saddle": {
        "label": "a saddle",
        "kind": "Saddle",
        "options": {},
        "note": "On the ridge y = 0 the slope leads straight to the saddle, where it is zero.",
        "x": [-2.0, 2.0],
        "y": [-1.5, 1.5],
        "start": [1.6, 0.02],
        "noise": 0.5,
        "rates": {
            "GradientDescent": 0.562,
            "Momentum": 1.0,
            "Nesterov": 0.562,
            "AdaGrad": 0.75,
            "RMSProp": 0.075,
            "Adam": 0.422,
        },
        "gap": [1e-08, 10.0],
        "levels": {"top": 2.0, "power": 1.4},
    },
    "plateau": {
        "label": "a plateau",
        "kind": "Plateau",
        "options": {},
        "note": "A bowl in a plain: the farther out, the flatter, and the smaller the gradient.",
        "x": [-5.0, 5.0],
        "y": [-4.0, 4.0],
        "start": [-3.5, 2.5],
        "noise": 0.2,
        "rates": {
            "GradientDescent": 0.75,
            "Momentum": 1.78,
            "Nesterov": 0.562,
            "AdaGrad": 0.562,
            "RMSProp": 0.0562,
            "Adam": 1.0,
        },
        "gap": [1e-08, 10.0],
        "levels": {"top": 1.0, "power": 0.7},
    },
    "own": {
        "label": "your own",
        "kind": "Formula",
        "options": {},
        "note": "The lowest value in the picture, on a grid and along the runs, stands in for the minimum.",
        "x": [-3.0, 3.0],
        "y": [-2.2, 2.2],
        "start": [2.0, 1.2],
        "noise": 1.0,
        "rates": {
            "GradientDescent": 0.178,
            "Momentum": 0.316,
            "Nesterov": 0.1,
            "AdaGrad": 1.78,
            "RMSProp": 0.178,
            "Adam": 1.33,
        },
    },
}


def _landscape(entry):
    """An entry of TERRAINS as the demo needs it: with its minima and with its parameters' domains."""
    domains = {
        "x": {"default": entry["start"][0], "min": entry["x"][0], "max": entry["x"][1]},
        "y": {"default": entry["start"][1], "min": entry["y"][0], "max": entry["y"][1]},
        "noise": {"default": 0.0, "min": 0.0, "max": entry["noise"]},
    }
    for name, rate in entry["rates"].items():
        domains[RACERS[name]["rate"]] = {"default": rate}
    shown = {key: value for key, value in entry.items() if key not in ("start", "noise", "rates")}
    if entry["kind"] == "Formula":
        return shown | {"minima": [], "parameters": domains}
    objective = getattr(gdcore, entry["kind"])(**entry["options"])
    minima = np.atleast_2d(objective.minimum)
    minima = np.broadcast_to(minima, (len(minima), 2))  # the plateau's fits any dimension
    floor = float(objective.value(minima[0]))
    return shown | {"minima": minima.tolist(), "floor": floor, "parameters": domains}


LANDSCAPES = {name: _landscape(entry) for name, entry in TERRAINS.items()}

# The network that learns: the rules, each with the rate that it brings; the reader's own points as text; and
# what is worth seeing: a state to begin with, what to look for in it, and why it happens.
NETWORK_RULES = {
    name: {"label": label, "parameters": {"lr": {"default": lr}}}
    for name, label, lr in [
        ("GradientDescent", "gradient descent", 0.3),
        ("Momentum", "momentum", 0.03),
        ("Nesterov", "Nesterov", 0.03),
        ("AdaGrad", "AdaGrad", 0.1),
        ("RMSProp", "RMSProp", 0.01),
        ("Adam", "Adam", 0.03),
        ("AMSGrad", "AMSGrad", 0.03),
        ("AdamW", "AdamW", 0.03),
        ("Lion", "Lion", 0.01),
        ("Muon", "Muon", 0.02),
    ]
}
# Not \d, which in Python stands for digits of other scripts too.
POINTS = r"(?:-?[01](?:\.[0-9]{1,3})?,-?[01](?:\.[0-9]{1,3})?,[01];){0,500}"
LESSONS = {
    "zero": {
        "label": "zero start",
        "state": {"rule": "GradientDescent", "start": "zero", "activation": "tanh", "depth": 1},
        "look": "Look at the six hidden units: they show the same picture throughout, and the loss stays "
        "at 0.69.",
        "why": "Units that hold the same weights get the same gradient, so no step can ever make them "
        "differ.",
    },
    "large": {
        "label": "too large a start",
        "state": {"rule": "GradientDescent", "lr": 1.0, "start": "large", "seed": 5},
        "look": "Look for hidden units that turn white: they give 0 for every point.",
        "why": "Large weights make the first gradients large too, and the first steps throw the units out of "
        "reach of all points. Where ReLU is 0 its slope is 0 as well, so they never come back.",
    },
    "rate": {
        "label": "too high a rate",
        "state": {"rule": "GradientDescent", "lr": 2.0, "batch": 100, "seed": 3},
        "look": "Look at the training loss: it leaps up and down before it falls, although every step uses "
        "all points.",
        "why": "Where the curvature is above 2/η a step lands higher than it began. Here the leaps end "
        "because they lead to flatter ground.",
    },
    "batch": {
        "label": "one example at a time",
        "state": {"rule": "GradientDescent", "lr": 0.1, "batch": 1, "seed": 2},
        "look": "Look at how the border twitches, and at the length of the gradient, which varies a "
        "thousandfold from step to step.",
        "why": "One example pulls the border to its own side and knows nothing of the others.",
    },
    "wide": {
        "label": "a wide network",
        "state": {"rule": "GradientDescent", "data": "rings", "width": 16, "depth": 1},
        "look": "Press Other start again and again: the network learns from each one. Then try the same with "
        "3 units.",
        "why": "Three units can close a ring only if each happens to start where it is needed; "
        "among sixteen some always do.",
    },
    "plateau": {
        "label": "a plateau",
        "state": {"rule": "GradientDescent", "start": "small", "batch": 100, "seed": 2},
        "look": "Look at the loss: for more than two hundred steps nothing seems to happen, and then it "
        "falls.",
        "why": "Near zero the gradient of each layer is a product with the small weights of the other "
        "layers, so it is smaller still. It grows by a constant factor at each step, as near the "
        "saddle of chapter 7.",
    },
    "overfitting": {
        "label": "overfitting",
        "state": {"noise": 0.35, "lr": 0.01, "width": 16, "seed": 6},
        "look": "Look at the dashed curve: the loss on fresh points turns up while that on the training "
        "points falls.",
        "why": "With so much noise the two classes overlap, and the network learns the quirks of its "
        "hundred points.",
    },
}

# The slice through a network's loss: the rules, each with the rate that it brings and its edge, the curvature
# beyond which swings grow, which is this many over η (chapter 4); and what is worth seeing.
SLICE_RULES = {
    name: {
        "label": label,
        "edge": float(gdcore.stability_limit(gdcore.Quadratic([1.0]), rule)) if rule else None,
        "parameters": {"lr": {"default": lr}},
    }
    for name, label, rule, lr in [
        ("GradientDescent", "gradient descent", gdcore.GradientDescent(), 1.0),
        ("Momentum", "momentum", gdcore.Momentum(), 0.5),
        ("Nesterov", "Nesterov", gdcore.Nesterov(), 0.2),
        ("Adam", "Adam", None, 0.03),  # it divides by the gradient's size
    ]
}
SLICE_LESSONS = {
    "edge": {
        "label": "the edge of stability",
        "state": {},
        "look": "Look at the sharpness: it climbs over the dashed line, the loss leaps, and from then on the "
        "sharpness stays at the line.",
        "why": "Beyond 2/η each swing in the sharpest direction is larger than the last, until they throw "
        "the run onto flatter ground.",
    },
    "hidden": {
        "label": "what a slice hides",
        "state": {"lr": 2.0},
        "look": "Look at the path: a smooth curve, and a tenth as long as the run's own. Then choose the "
        "slice along gradient and sharpest, and go back to step 180.",
        "why": "For nearly all of its length the run goes to and fro across a valley. The plane in which its "
        "points are most spread out shows the drift but not the swing.",
    },
}

# How many of the errors that chapter 10's network passes back from its last layer, on 8,192 characters, have
# a size from 2ᵉ to 2ᵉ⁺¹, for e from −35 on (tests/demos/test_formats.py trains the network and counts).
ERRORS = {
    "first": -35,
    "counts": [165, 495, 660, 2242, 2483, 4724, 17715, 49278, 73132, 78802, 95763, 73437, 74386, 73037, 71052]
    + [57960, 49306, 27485, 18737, 5971, 1547, 8055],
}
NUMBER_FORMATS = {
    "float16": asdict(gdcore.FLOAT16),
    "bfloat16": asdict(gdcore.BFLOAT16),
    "float32": asdict(gdcore.FLOAT32),
}

SETTINGS: dict[str, Any] = {
    "gd-landscape": {
        "functions": LANDSCAPES,
        "varies": {"chooser": "objective", "table": "functions"},
        "racers": RACERS,
        "grid": [float(f"{10 ** (k / 8):.3g}") for k in range(-40, 9)],  # the rates that Tune tries
        "arrived": 1e-9,  # this far above the minimum; anything lower counts as this
        "horizon": 100,  # the steps for which the rates of each landscape are the best, and Tune's at least
        "survey": 61,  # points along each axis of the grid on which a reader's own function is looked at
        "parameters": {
            "objective": {"default": "valley", "choices": list(LANDSCAPES)},
            "formula": {"default": "sin(3x) + x^2/4 + y^2", "formula": ["x", "y"]},
            "rules": {"default": "GradientDescent Momentum Adam", "subset": list(RACERS)},
            "x": {},  # as the landscape has it
            "y": {},
            "kappa": {"default": 100.0, "min": 1.0, "max": 1000.0},
            "noise": {},
            "seed": {"default": 0, "min": 0, "max": 999, "whole": True},
            "steps": {"default": 100, "min": 0, "max": 200, "whole": True},
        }
        | {racer["rate"]: {"default": 0.1, "min": 1e-5, "max": 10.0} for racer in RACERS.values()},
    },
    "gd-learning-rate": {
        "functions": FUNCTIONS,
        "varies": {"chooser": "objective", "table": "functions"},
        "parameters": {
            "objective": {"default": "quadratic", "choices": list(FUNCTIONS)},
            "formula": {"default": "w^4 - 3w^2 + w", "formula": ["w"]},
            "lr": {"default": 0.4, "min": 0.0, "max": 2.6},
            "start": {},  # as the function has it
            "steps": {"default": 20, "min": 0, "max": 100, "whole": True},
            "log": {"default": False, "choices": [False, True]},
            "compare": {"default": False, "choices": [False, True]},
            "other_lr": {"default": 0.1, "min": 0.0, "max": 2.6},
        },
    },
    "gd-batching": {
        # The examples, y = slope · x + bias + noise, and the cost of a step: an overhead, and per example.
        "constants": {
            "n": 64,
            "data_seed": 0,
            "slope": 1.0,
            "bias": 0.5,
            "noise": 0.6,
            "overhead": 16,
            "per_example": 1,
        },
        # How far each clock goes: steps, epochs, µs.
        "clocks": {"steps": 200, "epochs": 10, "time": 4800},
        "parameters": {
            "batch": {"default": 8, "min": 1, "max": 64, "whole": True},
            "lr": {"default": 0.2, "min": 0.01, "max": 1.9},
            "draw": {"default": "drawn", "choices": ["drawn", "dealt"]},
            "clock": {"default": "steps", "choices": ["steps", "epochs", "time"]},
            "slope": {"default": -0.8, "min": -1.5, "max": 3.0},
            "bias": {"default": 1.8, "min": -1.5, "max": 2.5},
            "seed": {"default": 0, "min": 0, "max": 999, "whole": True},
            "steps": {"default": 40, "min": 0, "max": 200, "whole": True},
        },
    },
    "gd-schedules": {
        # The length of a run, the bowl and its start, and where a decay ends that never reaches 0.
        "constants": {"steps": 500, "curvatures": [1.0, 10.0], "start": 5.0, "smallest": 0.0001},
        "parameters": {
            "peak": {"default": 0.1, "min": 0.001, "max": 0.25},
            "warmup": {"default": 30, "min": 0, "max": 500, "whole": True},
            "level": {"default": 150, "min": 0, "max": 500, "whole": True},
            "shape": {
                "default": "cosine",
                "choices": ["cosine", "linear", "exponential", "staircase", "inverse time"],
            },
            "end": {"default": 0.0, "min": 0.0, "max": 0.25},
            "seed": {"default": 0, "min": 0, "max": 999, "whole": True},
        },
    },
    "gd-drill": {
        "causes": {name: asdict(cause) for name, cause in CAUSES.items()},
        "differences": [[*pair, difference] for pair, difference in DIFFERENCES.items()],
        "parameters": {
            "seed": {"default": 1, "min": 0, "max": 999_999, "whole": True},
            "answer": {"default": "none", "choices": ["none", *CAUSES]},
        },
    },
    "gd-momentum": {
        # What is in the picture (the valley's largest curvature is 1), and its rates and momenta.
        "views": {
            "valley": {
                "label": "a valley",
                "parameters": {
                    "lr": {"default": 1.0, "min": 0.0, "max": 4.0},
                    "beta": {"default": 0.8, "min": 0.0, "max": 0.99},
                },
            },
            "forms": {
                "label": "four forms",
                "parameters": {
                    "lr": {"default": 0.2, "min": 0.0, "max": 4.0},
                    "beta": {"default": 0.9, "min": 0.0, "max": 0.99},
                },
            },
            "bump": {
                "label": "a bump",
                "parameters": {
                    "lr": {"default": 0.05, "min": 0.0, "max": 1.0},
                    "beta": {"default": 0.9, "min": 0.0, "max": 0.99},
                },
            },
        },
        "varies": {"chooser": "view", "table": "views"},
        "forms": ["accumulate", "average", "rate-inside", "last-update"],
        "drop": 20,  # the step after which the rate falls, if it does
        # The colours of the map: from fast to slow, much like matplotlib's "cividis", and for each fate of a
        # ball, in the colours of the moods, from soon decided to late.
        "speed": ["#00224e", "#434e6c", "#7d7c78", "#bcae6c", "#fee838"],
        "fates": {
            "stays": ["#6f6f6f", "#dadada"],
            "comes back": ["#b56a00", "#f3dcb8"],
            "clears": ["#2f74c8", "#cfe1f7"],
            "escapes": ["#cf3d3d", "#f6cccc"],
        },
        "parameters": {
            "view": {"default": "valley", "choices": ["valley", "forms", "bump"]},
            "kappa": {"default": 25.0, "min": 1.0, "max": 1000.0},
            "lr": {},  # as the view has it
            "beta": {},  # as the view has it
            "falls": {"default": True, "choices": [False, True]},
            "rescaled": {"default": True, "choices": [False, True]},
            "start": {"default": 1.5, "min": -1.8, "max": 1.8},
            "steps": {"default": 60, "min": 0, "max": 100, "whole": True},
        },
    },
    "gd-adam": {
        # What moves the parameters: a valley, or gradients that repeat; and the settings that suit it.
        "examples": {
            "valley": {
                "label": "a valley",
                "curvatures": [1.0, 40.0],
                "start": [-1.8, 0.9],
                "names": ["w₁", "w₂"],
                "horizon": 60,
                "parameters": {
                    "lr": {"default": 0.1},
                    "beta1": {"default": 0.9},
                    "beta2": {"default": 0.999},
                    "steps": {"default": 60},
                },
            },
            "steady": {
                "label": "constant gradients",
                "gradients": [[4.0, -0.04]],
                "start": [0.0, 0.0],
                "names": ["w₁", "w₂"],
                "horizon": 40,
                "parameters": {
                    "lr": {"default": 0.1},
                    "beta1": {"default": 0.9},
                    "beta2": {"default": 0.999},
                    "steps": {"default": 1},
                },
            },
            "reddi": {
                "label": "Reddi’s example",
                "gradients": [[3.0], [-1.0], [-1.0]],
                "start": [0.0],
                "bounds": [-1.0, 1.0],
                "names": ["Adam", "AMSGrad"],
                "horizon": 150,
                "parameters": {
                    "lr": {"default": 0.3},
                    "beta1": {"default": 0.0},
                    "beta2": {"default": 0.1},
                    "steps": {"default": 150},
                },
            },
        },
        "varies": {"chooser": "example", "table": "examples"},
        "parameters": {
            "example": {"default": "valley", "choices": ["valley", "steady", "reddi"]},
            "lr": {"default": 0.1, "min": 0.001, "max": 1.0},
            "beta1": {"default": 0.9, "min": 0.0, "max": 0.999},
            "beta2": {"default": 0.999, "min": 0.0, "max": 0.9999},
            "correction": {"default": True, "choices": [False, True]},
            "rotation": {"default": 0.0, "min": 0.0, "max": 90.0},
            "steps": {"default": 60, "min": 0, "max": 300, "whole": True},
        },
    },
    "gd-network": {
        # Points to learn from and as many to judge by; the steps of a run; where the reader's points may lie;
        # and how much larger than He's the weights are at the start.
        "constants": {"n": 100, "steps": 1000, "side": 1.3},
        "starts": {
            "he": {"label": "He's", "scale": 1.0},
            "zero": {"label": "zero", "scale": 0.0},
            "small": {"label": "small", "scale": 0.05},
            "large": {"label": "too large", "scale": 6.0},
        },
        "rules": NETWORK_RULES,
        "varies": {"chooser": "rule", "table": "rules"},
        "lessons": LESSONS,
        "parameters": {
            "rule": {"default": "Adam", "choices": list(NETWORK_RULES)},
            "lr": {"min": 0.0001, "max": 10.0},  # its default is the rule's
            "batch": {"default": 10, "min": 1, "max": 100, "whole": True},
            "schedule": {"default": "constant", "choices": ["constant", "cosine", "warm-up and cosine"]},
            "data": {"default": "moons", "choices": ["moons", "rings", "xor", "spirals", "own"]},
            "noise": {"default": 0.1, "min": 0.0, "max": 0.5},
            "points": {"default": "", "pattern": POINTS, "means": 'up to 500 points, each "x,y,class;"'},
            "width": {"default": 6, "min": 1, "max": 16, "whole": True},
            "depth": {"default": 2, "choices": [1, 2]},
            "activation": {"default": "relu", "choices": ["relu", "tanh", "linear"]},
            "start": {"default": "he", "choices": ["he", "zero", "small", "large"]},
            "compare": {"default": False, "choices": [False, True]},
            "other_rule": {"default": "GradientDescent", "choices": list(NETWORK_RULES)},
            "other_lr": {"default": 0.3, "min": 0.0001, "max": 10.0},
            "other_batch": {"default": 10, "min": 1, "max": 100, "whole": True},
            "seed": {"default": 1, "min": 0, "max": 999, "whole": True},
            "lesson": {"default": "none", "choices": ["none", *LESSONS]},
            "view": {"default": "whole", "choices": ["whole", "small"]},
            "steps": {"default": 150, "min": 0, "max": 1000, "whole": True},
        },
    },
    "gd-slice": {
        # Points to learn from, their noise, the steps of a run and how many lie between two measurements of
        # the sharpness; the cells along each side of a slice, and the losses at the ends of its colours.
        "constants": {
            "n": 100,
            "noise": 0.1,
            "steps": 400,
            "every": 5,
            "cells": 40,
            "colours": [0.03, 3.0],
        },
        "rules": SLICE_RULES,
        "varies": {"chooser": "rule", "table": "rules"},
        "lessons": SLICE_LESSONS,
        "parameters": {
            "rule": {"default": "GradientDescent", "choices": list(SLICE_RULES)},
            "lr": {"min": 0.001, "max": 10.0},  # its default is the rule's
            "directions": {"default": "run", "choices": ["run", "random", "sharpest"]},
            "reach": {"default": 1.0, "min": 0.05, "max": 10.0},
            "pair": {"default": 1, "min": 0, "max": 999, "whole": True},
            "data": {"default": "spirals", "choices": ["moons", "rings", "xor", "spirals"]},
            "width": {"default": 8, "min": 1, "max": 8, "whole": True},
            "depth": {"default": 1, "choices": [1, 2]},
            "seed": {"default": 1, "min": 0, "max": 999, "whole": True},
            "lesson": {"default": "none", "choices": ["none", *SLICE_LESSONS]},
            "steps": {"default": 400, "min": 0, "max": 400, "whole": True},
        },
    },
    "gd-orthogonal": {
        # The side of the inputs stays turned by this many degrees; the steps that are drawn and listed.
        "constants": {"inputs": 30.0, "steps": 10},
        "polynomials": {"Jordan": [3.4445, -4.775, 2.0315], "classical": [1.5, -0.5, 0.0]},
        "parameters": {
            "polynomial": {"default": "Jordan", "choices": ["Jordan", "classical"]},
            "ratio": {"default": 0.1, "min": 0.0001, "max": 1.0},
            "turn": {"default": 20.0, "min": -90.0, "max": 90.0},
            "steps": {"default": 5, "min": 0, "max": 10, "whole": True},
        },
    },
    "gd-formats": {
        "errors": ERRORS,
        "formats": NUMBER_FORMATS,
        "parameters": {
            "format": {"default": "float16", "choices": list(NUMBER_FORMATS)},
            "scale": {"default": 0, "min": 0, "max": 40, "whole": True},
            "weight": {"default": 1.0, "min": 0.01, "max": 100.0},
            "step": {"default": 0.001, "min": 0.00001, "max": 0.1},
        },
    },
    "gd-quiz": {
        "parameters": {
            "kind": {"default": "choice", "choices": ["choice", "number", "order"]},
            "tolerance": {"default": 0.0, "min": 0.0, "max": 1.0},
            "given": {"default": ""},
        },
    },
}
