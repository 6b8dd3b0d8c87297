"""Demos that compute where they are shown: live widgets in a notebook, custom elements on a static page.

settings.py          each demo's parameters and what they may be, read by Python and by JavaScript
_demo.py             Demo, the base of the classes that hold these parameters as traits
momentum.py, …       a class per demo, which computes and describes what is on screen
js/elements/         a custom element per demo, which draws any state of the parameters, and its own style
js/network/          the parts of the networks that learn: their pictures, and work longer than a frame
js/kit/              what elements share: their base, controls, plots, the style sheet
js/engine/           the JavaScript twins of what Python computes, number for number
js/notebook.js       keeps an element in a notebook in step with its Python object
_script.py           joins all of js/ into one script, for pages and for notebooks
_page.py, samples.py a page for a single demo, and a state for each, for tests and tools

>>> from gdcore.demos import LearningRateDemo
>>> LearningRateDemo(lr=0.5).trace().w[:3, 0]
array([5.  , 3.5 , 2.75])
"""

from ._script import page_script
from .adam import AdamDemo
from .batching import BatchingDemo
from .drill import DrillDemo
from .formats import FormatsDemo
from .landscape import LandscapeDemo
from .learning_rate import LearningRateDemo
from .momentum import MomentumDemo
from .network import NetworkDemo
from .orthogonal import OrthogonalDemo
from .quiz import Answer, Quiz
from .schedules import SchedulesDemo
from .slice import SliceDemo

__all__ = [
    "AdamDemo",
    "Answer",
    "BatchingDemo",
    "DrillDemo",
    "FormatsDemo",
    "LandscapeDemo",
    "LearningRateDemo",
    "MomentumDemo",
    "NetworkDemo",
    "OrthogonalDemo",
    "Quiz",
    "SchedulesDemo",
    "SliceDemo",
    "page_script",
]
