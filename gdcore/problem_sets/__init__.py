"""What only the problem sets need: the checks in their test cells, each of which says what is wrong and why.

    values.py      numbers, arrays, texts: check_value and its like
    choices.py     one option, all options that apply, labels
    calls.py       functions: check_call gives them copies, and says with what they were called
    inputs.py      random inputs of hidden tests, new for each submission
    readings.py    curves to read, whose letters depend on the student's id
    validation.py  `nbgrader validate` in a screenful
    messages.py    how a message is put together

>>> from gdcore.problem_sets import check_value
>>> check_value(8.0, 6.0, "w1", mistakes={"you added the gradient: that climbs": 8.0})
Traceback (most recent call last):
AssertionError: w1 is not right.
  expected:       6
  got:            8
  likely reason:  you added the gradient: that climbs
"""

from .calls import check_call, result_of
from .choices import check_choice, check_choices, check_option, check_options, check_share
from .inputs import hidden_rng
from .validation import begin, check_nothing_is_open
from .values import check_number, check_range, check_unchanged, check_value

__all__ = [
    "check_call",
    "check_choice",
    "check_choices",
    "check_nothing_is_open",
    "check_number",
    "check_option",
    "check_options",
    "check_range",
    "check_share",
    "check_unchanged",
    "check_value",
    "hidden_rng",
    "result_of",
]

begin()
