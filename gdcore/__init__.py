"""gdcore: the small NumPy engine of the course, gradient descent and what follows from it.

objectives, data, models     what is minimised
formula                      a function that somebody types
formats                      numbers of 16 and of 32 bits
schedules, rules, matrices,  how far and in which direction a step goes,
averages                     and what is made of the points
loop, training               descend and run; fit
diagnostics                  what happened, and why
plotting, demos              pictures of it; not imported here, they need more than NumPy
practice                     checks the small tasks inside chapters
problem_sets                 what only the problem sets need: their checks; not imported here either
"""

from .averages import Average, ScheduleFree
from .data import (
    batches,
    blobs,
    digits,
    experiment,
    moons,
    next_character,
    regression,
    rings,
    spirals,
    text,
    xor,
)
from .diagnostics import (
    Diagnosis,
    check_gradient,
    convergence_rate,
    diagnose,
    gradient_noise,
    lr_range_test,
    sharpness,
    stability_limit,
)
from .formats import BFLOAT16, FLOAT16, FLOAT32, Format
from .formula import Formula, FormulaError
from .loop import Trace, descend, record, run
from .matrices import Muon, newton_schulz
from .models import MLP, LinearRegression, SoftmaxRegression
from .objectives import (
    Beale,
    DoubleWell,
    Himmelblau,
    LessardCycle,
    Plateau,
    Quadratic,
    Rosenbrock,
    Saddle,
)
from .rules import (
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    Nesterov,
    RMSProp,
)
from .schedules import (
    constant,
    cosine,
    exponential,
    hold,
    inverse_time,
    linear_warmup,
    one_cycle,
    polynomial,
    step_decay,
    warmup_stable_decay,
)
from .training import History, fit

__version__ = "0.1.0"

__all__ = [
    "AMSGrad",
    "AdaGrad",
    "Adam",
    "AdamW",
    "Average",
    "BFLOAT16",
    "Beale",
    "Diagnosis",
    "DoubleWell",
    "FLOAT16",
    "FLOAT32",
    "Format",
    "Formula",
    "FormulaError",
    "GradientDescent",
    "Himmelblau",
    "History",
    "LessardCycle",
    "LinearRegression",
    "Lion",
    "MLP",
    "Momentum",
    "Muon",
    "Nesterov",
    "Plateau",
    "Quadratic",
    "RMSProp",
    "Rosenbrock",
    "Saddle",
    "ScheduleFree",
    "SoftmaxRegression",
    "Trace",
    "batches",
    "blobs",
    "check_gradient",
    "constant",
    "convergence_rate",
    "cosine",
    "descend",
    "diagnose",
    "digits",
    "experiment",
    "exponential",
    "fit",
    "gradient_noise",
    "hold",
    "inverse_time",
    "linear_warmup",
    "lr_range_test",
    "moons",
    "newton_schulz",
    "next_character",
    "one_cycle",
    "polynomial",
    "record",
    "regression",
    "rings",
    "run",
    "sharpness",
    "spirals",
    "stability_limit",
    "step_decay",
    "text",
    "warmup_stable_decay",
    "xor",
]
