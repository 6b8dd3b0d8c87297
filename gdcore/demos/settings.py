"""What the demos show and what their parameters may be: read by Python and by the page script.

Of a parameter: `default`, and what it may be: `choices` (names, or False and True), a `subset` of names
(with spaces between them), or numbers from `min` to `max`, `whole` ones or any.
"""

from dataclasses import asdict

import numpy as np

import gdcore
from gdcore.curves import CAUSES, DIFFERENCES

# Each function: how its objective is made, the curvature at its minima, the part of it that
# is in the picture (both bowls at one scale, so that the steeper looks it), and the start.
FUNCTIONS = {
    "quadratic": {
        "label": "½(w − 2)²",
        "kind": "Quadratic",
        "options": {"curvatures": [1.0], "centre": 2.0},
        "curvature": 1.0,
        "wells": False,
        "w": [-2.6, 6.6],
        "loss": [-1.2, 12.0],
        "start": {"default": 5.0, "min": -1.4, "max": 5.4},
    },
    "steep": {
        "label": "(w − 2)²",
        "kind": "Quadratic",
        "options": {"curvatures": [2.0], "centre": 2.0},
        "curvature": 2.0,
        "wells": False,
        "w": [-2.6, 6.6],
        "loss": [-1.2, 12.0],
        "start": {"default": 5.0, "min": -1.4, "max": 5.4},
    },
    "double-well": {
        "label": "¼(w² − 1)²",
        "kind": "DoubleWell",
        "options": {},
        "curvature": 2.0,
        "wells": True,
        "w": [-2.0, 2.0],
        "loss": [-0.13, 1.3],
        "start": {"default": -1.6, "min": -1.75, "max": 1.75},
    },
}

# The rules that race: their names on screen, and the parameters that are their rates.
RACERS = {
    "GradientDescent": {"label": "gradient descent", "rate": "lr_gd"},
    "Momentum": {"label": "momentum", "rate": "lr_momentum"},
    "Nesterov": {"label": "Nesterov", "rate": "lr_nesterov"},
    "AdaGrad": {"label": "AdaGrad", "rate": "lr_adagrad"},
    "RMSProp": {"label": "RMSProp", "rate": "lr_rmsprop"},
    "Adam": {"label": "Adam", "rate": "lr_adam"},
}


def _landscape(label, kind, note, x, y, start, noise, rates, gap, top, power, options={}):
    """A landscape of the race.

    x, y   the part of it that must be in the picture, and where a start may be
    rates  the best of the rules, in the order of RACERS, for 100 steps from this start
    gap    the range of the axis of losses above the minimum
    top, power  its level lines are at top · (k/12)^power above the minimum
    """
    objective = getattr(gdcore, kind)(**options)
    minima = np.atleast_2d(objective.minimum)
    minima = np.broadcast_to(minima, (len(minima), 2))  # the plateau's fits any dimension
    return {
        "label": label, "kind": kind, "options": options, "note": note, "x": x, "y": y,
        "minima": minima.tolist(), "floor": float(objective.value(minima[0])),
        "gap": gap, "top": top, "power": power,
        "parameters": {
            "x": {"default": start[0], "min": x[0], "max": x[1]},
            "y": {"default": start[1], "min": y[0], "max": y[1]},
            "noise": {"default": 0.0, "min": 0.0, "max": noise},
        } | {racer["rate"]: {"default": rate} for racer, rate in zip(RACERS.values(), rates)},
    }  # fmt: skip


LANDSCAPES = {
    "valley": _landscape(
        "a valley",
        "Quadratic",
        "Across the valley the curvature is 1, along it 1/κ. Gradient descent is stable up to η = 2.",
        x=[-3.0, 3.0],
        y=[-2.2, 2.2],
        start=[-2.4, 1.0],
        noise=1.0,
        rates=[1.78, 0.422, 1.0, 2.37, 0.237, 1.33],
        gap=[1e-8, 10.0],
        top=2.5,
        power=2,
        options={"curvatures": [0.01, 1.0], "rotation": 0.5},  # the first as κ has it
    ),
    "rosenbrock": _landscape(
        "Rosenbrock",
        "Rosenbrock",
        "A bent valley: its walls are steep, its floor falls gently to (1, 1).",
        x=[-2.0, 2.0],
        y=[-1.0, 3.0],
        start=[-1.2, 1.0],
        noise=10.0,
        rates=[0.00562, 0.00178, 0.00178, 1.78, 0.178, 1.33],
        gap=[1e-4, 1e4],
        top=2500.0,
        power=3.5,
    ),
    "beale": _landscape(
        "Beale",
        "Beale",
        "A flat floor between steep corners; the minimum is at (3, 0.5).",
        x=[-1.0, 4.0],
        y=[-2.0, 2.0],
        start=[0.5, -1.2],
        noise=1.0,
        rates=[0.0562, 0.00316, 0.00422, 1.0, 0.1, 0.562],
        gap=[1e-8, 1e4],
        top=2000.0,
        power=5,
    ),
    "himmelblau": _landscape(
        "Himmelblau",
        "Himmelblau",
        "Four minima of equal depth: which one a run ends in depends on start, rule and rate.",
        x=[-5.0, 5.0],
        y=[-5.0, 5.0],
        start=[-0.5, -0.5],
        noise=20.0,
        rates=[0.0133, 0.01, 0.0133, 2.37, 0.237, 1.0],
        gap=[1e-8, 1e4],
        top=900.0,
        power=2,
    ),
    "saddle": _landscape(
        "a saddle",
        "Saddle",
        "On the ridge y = 0 the slope leads straight to the saddle, where it is zero.",
        x=[-2.0, 2.0],
        y=[-1.5, 1.5],
        start=[1.6, 0.02],
        noise=0.5,
        rates=[0.562, 1.0, 0.562, 0.75, 0.075, 0.422],
        gap=[1e-8, 10.0],
        top=2.0,
        power=1.4,
    ),
    "plateau": _landscape(
        "a plateau",
        "Plateau",
        "A bowl in a plain: the farther out, the flatter, and the smaller the gradient.",
        x=[-5.0, 5.0],
        y=[-4.0, 4.0],
        start=[-3.5, 2.5],
        noise=0.2,
        rates=[0.75, 1.78, 0.562, 0.562, 0.0562, 1.0],
        gap=[1e-8, 10.0],
        top=1.0,
        power=0.7,
    ),
}

SETTINGS = {
    "gd-landscape": {
        "functions": LANDSCAPES,
        "racers": RACERS,
        "grid": [float(f"{10 ** (k / 8):.3g}") for k in range(-40, 9)],  # of the rates that Tune tries
        "arrived": 1e-9,  # this far above the minimum; lower counts as this
        "parameters": {
            "objective": {"default": "valley", "choices": list(LANDSCAPES)},
            "rules": {"default": "GradientDescent Momentum Adam", "subset": list(RACERS)},
            "x": {},  # as the landscape has it, and so is y
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
        "parameters": {
            "objective": {"default": "quadratic", "choices": list(FUNCTIONS)},
            "lr": {"default": 0.4, "min": 0.0, "max": 2.6},
            "start": {},  # as the function has it
            "steps": {"default": 20, "min": 0, "max": 100, "whole": True},
            "log": {"default": False, "choices": [False, True]},
            "compare": {"default": False, "choices": [False, True]},
            "other_lr": {"default": 0.1, "min": 0.0, "max": 2.6},
        },
    },
    "gd-batching": {
        # The examples, y = slope · x + bias + noise, and the cost of a step: so much, and this for each example.
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
            "draw": {"default": "dealt", "choices": ["dealt", "drawn"]},
            "clock": {"default": "steps", "choices": ["steps", "epochs", "time"]},
            "slope": {"default": -0.8, "min": -1.5, "max": 3.0},
            "bias": {"default": 1.8, "min": -1.5, "max": 2.5},
            "seed": {"default": 0, "min": 0, "max": 999, "whole": True},
            "steps": {"default": 40, "min": 0, "max": 200, "whole": True},
        },
    },
    "gd-schedules": {
        # The length of a run, the bowl and where it starts, and the smallest rate of a decay that never reaches 0.
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
                "lr": {"default": 1.0, "min": 0.0, "max": 4.0},
                "beta": {"default": 0.8, "min": 0.0, "max": 0.99},
            },
            "forms": {
                "label": "four forms",
                "lr": {"default": 0.2, "min": 0.0, "max": 4.0},
                "beta": {"default": 0.9, "min": 0.0, "max": 0.99},
            },
            "bump": {
                "label": "a bump",
                "lr": {"default": 0.05, "min": 0.0, "max": 1.0},
                "beta": {"default": 0.9, "min": 0.0, "max": 0.99},
            },
        },
        "forms": ["accumulate", "average", "rate-inside", "last-update"],
        "drop": 20,  # the step after which the rate falls, if it does
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
        # What moves the parameters: a valley, or gradients that repeat; and what suits it.
        "examples": {
            "valley": {
                "label": "a valley",
                "curvatures": [1.0, 40.0],
                "start": [-1.8, 0.9],
                "names": ["w₁", "w₂"],
                "horizon": 60,
                "defaults": {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "steps": 60},
            },
            "steady": {
                "label": "constant gradients",
                "gradients": [[4.0, -0.04]],
                "start": [0.0, 0.0],
                "names": ["w₁", "w₂"],
                "horizon": 40,
                "defaults": {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "steps": 1},
            },
            "reddi": {
                "label": "Reddi’s example",
                "gradients": [[3.0], [-1.0], [-1.0]],
                "start": [0.0],
                "bounds": [-1.0, 1.0],
                "names": ["Adam", "AMSGrad"],
                "horizon": 150,
                "defaults": {"lr": 0.3, "beta1": 0.0, "beta2": 0.1, "steps": 150},
            },
        },
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
    "gd-quiz": {
        "parameters": {
            "kind": {"default": "choice", "choices": ["choice", "number", "order"]},
            "tolerance": {"default": 0.0, "min": 0.0, "max": 1.0},
            "given": {"default": ""},
        },
    },
}
