"""Inputs for the tests that students do not see, drawn anew for each submission."""

import os

import numpy as np

SEED = (
    "HIDDEN_TESTS_SEED"  # of the environment: hexadecimal digits, which the marker sets for each submission
)


def hidden_rng(number: int) -> np.random.Generator:
    """A generator for one test's inputs: its seed is made of `number` and of the submission's own seed.

    What the feedback shows of these inputs is therefore worth nothing for another submission, while the same
    submission always meets the same. Where nobody marks, the submission's seed is 0.

    >>> hidden_rng(101).integers(100) == hidden_rng(101).integers(100)
    np.True_
    """
    return np.random.default_rng([int(os.environ.get(SEED, "0"), 16), number])
