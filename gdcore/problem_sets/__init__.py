"""What only the problem sets need: the checks in their test cells, each of which says what is wrong and why.

>>> from gdcore.problem_sets import check_value
>>> check_value(8.0, 6.0, "w1", mistakes={"you added the gradient: that climbs": 8.0})
Traceback (most recent call last):
AssertionError: w1 is not right.
  expected:       6
  got:            8
  likely reason:  you added the gradient: that climbs
"""

from .checking import (
    check_choice,
    check_number,
    check_option,
    check_range,
    check_share,
    check_unchanged,
    check_value,
)

__all__ = [
    "check_choice",
    "check_number",
    "check_option",
    "check_range",
    "check_share",
    "check_unchanged",
    "check_value",
]
