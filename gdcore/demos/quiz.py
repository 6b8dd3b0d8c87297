"""The quiz: a question and its answers, each with the reason why it is right or wrong."""

from html import escape
from typing import NamedTuple

import traitlets

from ._demo import Demo, parameter

TAG = "gd-quiz"


class Answer(NamedTuple):
    """An answer in words, and why it is right or wrong."""

    text: str
    reason: str
    right: bool = False


class Quiz(Demo):
    """A question; its answers explain themselves when they are given.

    question  in words
    answers   for a choice, all of them; for a number, those that deserve a comment, where one whose text is
              not a number stands for every other; for an order, the items in their right order
    kind      "choice", "number" or "order"
    tolerance a typed number counts as one of the answers within this share of it
    given     what was answered last: of a choice its place from 1, of a number the text, of an order the
              places of the items as they are shown, which is by their alphabet

    Raises TraitError for an unknown kind or a tolerance outside 0 to 1.

    >>> quiz = Quiz("2 + 2 = ?", [Answer("4", "Yes.", right=True), Answer("5", "One too many.")])
    >>> quiz.content[:66]
    '<p>2 + 2 = ?</p><details class="right"><summary>4</summary><p>Yes.'
    """

    tag = traitlets.Unicode(TAG, read_only=True).tag(sync=True)
    kind = parameter(TAG, "kind")
    tolerance = parameter(TAG, "tolerance")
    given = traitlets.Unicode("").tag(sync=True)
    content = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(self, question, answers, **parameters):
        super().__init__(**parameters)
        items = list(enumerate(answers, start=1))
        if self.kind == "order":
            items.sort(key=lambda item: item[1].text)
        self.set_trait(
            "content", f"<p>{escape(question)}</p>" + "".join(self._details(*item) for item in items)
        )

    def _details(self, place, answer):
        mark = f' data-place="{place}"' if self.kind == "order" else ' class="right"' if answer.right else ""
        return (
            f"<details{mark}><summary>{escape(answer.text)}</summary><p>{escape(answer.reason)}</p></details>"
        )

    def _figure(self):
        return self.content
