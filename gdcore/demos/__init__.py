"""Demos that compute where they are shown: live widgets in a notebook, custom elements on a static page.

settings.py   each demo's parameters and what they may be, read by Python and by JavaScript
momentum.py … one class per demo, which holds the parameters as traits; all derive from Demo in _demo.py
js/elements/  one custom element per demo, which draws any state of those parameters
js/kit/       what the elements share: their base, controls, plots, the style sheet
js/engine/    the JavaScript twins of what Python computes, number for number
_script.py    joins all of js/ into one script, for pages and for the widgets (js/notebook.js)
samples.py    each demo in a state of its own, for tests and benchmarks

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
