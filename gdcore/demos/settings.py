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

SETTINGS = {
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
    "gd-drill": {
        "causes": {name: asdict(cause) for name, cause in CAUSES.items()},
        "differences": [[*pair, difference] for pair, difference in DIFFERENCES.items()],
        "parameters": {
            "seed": {"default": 1, "min": 0, "max": 999_999, "whole": True},
            "answer": {"default": "none", "choices": ["none", *CAUSES]},
        },
    },
}
