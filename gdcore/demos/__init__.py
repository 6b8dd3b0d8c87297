"""Demos that compute where they are shown: live widgets in a notebook, custom elements on a static page.

A demo is three things under one name: its parameters in settings.py, an element in js/ (named in
_script.py) that draws any state of them, and a class here that holds the same state as traits.

>>> from gdcore.demos import LearningRateDemo
>>> LearningRateDemo(lr=0.5).trace().w[:3, 0]
array([5.  , 3.5 , 2.75])
"""

from ._script import page_script
from .adam import AdamDemo
from .batching import BatchingDemo
from .drill import DrillDemo
from .landscape import LandscapeDemo
from .learning_rate import LearningRateDemo
from .momentum import MomentumDemo
from .quiz import Answer, Quiz
from .schedules import SchedulesDemo

__all__ = [
    "AdamDemo",
    "Answer",
    "BatchingDemo",
    "DrillDemo",
    "LandscapeDemo",
    "LearningRateDemo",
    "MomentumDemo",
    "Quiz",
    "SchedulesDemo",
    "page_script",
]
