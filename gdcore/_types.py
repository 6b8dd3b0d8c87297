"""Names for what the public functions take and return.

`w` has shape `(..., d)`: the last axis is the parameters, all leading axes are independent runs.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Labels: TypeAlias = NDArray[np.integer[Any]]

# One number, or an array of one for each run, shape `(...)`.
PerRun: TypeAlias = float | Array

# From a step t = 1, 2, … (or an array of steps, for a plot) to its learning rate.
Schedule: TypeAlias = Callable[[Any], Any]

# A learning rate as it may be given: one, one for each run, or a schedule.
Rate: TypeAlias = ArrayLike | Schedule

# From w `(..., d)` to the gradient there, of the same shape.
Gradient: TypeAlias = Callable[[Array], Array]

# What a rule carries from step to step, by name.
State: TypeAlias = dict[str, Array]

# A source of randomness, or a seed for a new one.
Seed: TypeAlias = np.random.Generator | np.random.RandomState | int | None
