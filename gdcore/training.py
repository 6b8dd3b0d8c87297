"""The minibatch loop over a model and data: `fit` trains, records, and goes on where it was interrupted.

>>> from gdcore import GradientDescent, LinearRegression, regression
>>> X, y = regression(100, 3, noise=0.0, rng=0)
>>> fit(LinearRegression(3), X, y, GradientDescent(), 0.5, batch_size=50, epochs=10, rng=0).loss.shape
(20,)
"""

import json
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from math import ceil, isfinite
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from . import checkpoint
from ._checks import count as whole_number
from ._checks import floating, generator, real, require
from ._types import Array, Schedule, Seed
from .averages import Average
from .data import batches
from .loop import as_schedule, overflow_allowed, pieces_of, take_step
from .models import Model
from .rules import Rule


@dataclass(frozen=True)
class History:
    """What `fit` saw.

    w              the parameters at the end: what the rule answers, which is w itself for most
    loss           minibatch loss before each step, `(steps,)`
    lr             η_t of each step, `(steps,)`
    epoch_loss     loss on all training data after each epoch, `(epochs,)`
    test_accuracy  share of the held-out examples predicted right after each epoch, `(epochs,)`;
                   None without held-out data or for a model that does not classify
    diverged_at    the step at which the fit ended because its loss, or that of the epoch it completed,
                   was not finite; else None
    grad_norm      ‖g‖ of each step, before it was clipped, `(steps,)`; None unless `clip` is given
    average        the running average of w at the end; None unless `average` is given
    average_loss   its loss on all training data after each epoch, `(epochs,)`; None likewise
    """

    w: Array
    loss: Array
    lr: Array
    epoch_loss: Array
    test_accuracy: Array | None
    diverged_at: int | None
    grad_norm: Array | None
    average: Array | None
    average_loss: Array | None


def fit(
    model: Model,
    X: ArrayLike,
    y: ArrayLike,
    rule: Rule,
    lr: float | Schedule,
    batch_size: int,
    epochs: int,
    rng: Seed,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    w0: ArrayLike | None = None,
    progress: bool | None = None,
    clip: float | None = None,
    average: float | None = None,
    save: str | PathLike | None = None,
    resume: str | PathLike | None = None,
) -> History:
    """Train `model` on minibatches and return the History. Chapter 3.

    model       what is trained; it says what X and y may be
    X, y        training data, `(N, features)` and `(N,)`; half precision becomes single
    rule        the update rule, with one value for each hyperparameter
    lr          a rate, or a schedule of the step t; finite, not negative
    batch_size  examples per step, 1 to N (N is full-batch gradient descent)
    epochs      passes over the data, 1 or more; each in a new order, and its last batch may be smaller
    rng         numpy Generator, or a seed; draws the start (unless w0 is given), then the batches
    held_out    (X, y) on which to measure accuracy after each epoch
    w0          start, `(model.size,)`
    progress    show a bar (tqdm, if installed); by default only for fits of more than 2,000 steps
    clip        the longest gradient, in its own units: a longer one is shortened to it; inf only measures
    average     β of an `Average` of w over the steps, in [0, 1]
    save        a file, to be written after each epoch, from which the fit can go on
    resume      such a file: the fit goes on from there to `epochs`, as if it had never been interrupted,
                to the last bit; all other arguments are those of the first part

    Ends early, without an error, at the first loss of a minibatch or an epoch that is not finite.
    Raises ValueError for empty data, shapes that disagree, a batch size outside 1 to N, a clip that is not
    positive, or a file that belongs to another fit; the file is never changed by that.

    >>> from gdcore import GradientDescent, LinearRegression, regression
    >>> X, y = regression(100, 3, noise=0.0, rng=0)
    >>> history = fit(LinearRegression(3), X, y, GradientDescent(), 0.5, batch_size=100, epochs=100, rng=0)
    >>> bool(history.epoch_loss[-1] < 1e-6)
    True
    """
    X, y = model.check(X, y)
    n, epochs, size = len(X), whole_number(epochs, "epochs"), whole_number(batch_size, "batch_size")
    require(size <= n, "batch_size", f"be at most the number of examples, {n}", batch_size)
    require(isinstance(rule, Rule), "rule", "be a rule, such as GradientDescent()", rule)
    require(rule.runs == (), "rule", "have one value for each hyperparameter", rule)
    lr_at = as_schedule(lr)
    require(np.ndim(lr_at(1)) == 0, "lr", "be one rate, or a schedule of one", lr)
    if clip is not None:
        require(np.ndim(clip) == 0 and real(clip, "clip") > 0, "clip", "be one positive number", clip)
    if average is not None:
        require(np.ndim(average) == 0, "average", "be one number", average)
    rng = generator(rng)
    start = model.init(rng) if w0 is None else floating(w0, "w0")
    require(start.shape == (model.size,), "w0", f"have shape ({model.size},)", start.shape)
    if held_out is not None:
        held_out = model.check(*held_out)

    training = _Training(model, X, y, rule, lr_at, size, rng, start, held_out, clip, average)
    if resume is not None:
        training.restore(resume)
        done = len(training.seen["epoch_loss"])
        require(epochs >= done, "epochs", f"be at least {done}, as many as resume has behind it", epochs)
    training.go_on(epochs, save, progress)
    return training.history()


class _Training:
    """A fit under way: the arguments of `fit`, which have been checked, and all that a step changes."""

    def __init__(
        self,
        model: Model,
        X: Array,
        y: np.ndarray,
        rule: Rule,
        lr_at: Schedule,
        size: int,
        rng: Any,
        start: Array,
        held_out: tuple[Array, np.ndarray] | None,
        clip: float | None,
        average: float | None,
    ) -> None:
        self.model, self.X, self.y, self.held_out = model, X, y, held_out
        self.lr_at, self.size, self.rng, self.clip = lr_at, size, rng, clip
        self.w = start.astype(X.dtype)
        self.pieces = pieces_of(self.w, rule)
        self.average = None if average is None else Average(average)
        self.seen: dict[str, list] = {"loss": [], "lr": [], "epoch_loss": []}
        if held_out is not None and model.classifies:
            self.seen["test_accuracy"] = []
        if clip is not None:
            self.seen["grad_norm"] = []
        if average is not None:
            self.seen["average_loss"] = []
        self.diverged_at: int | None = None
        # What a checkpoint has to have in common with a fit that goes on from it.
        self.identity = {
            "model": f"{type(model).__name__} {model.shapes}",
            "rule": repr(rule),
            "X": f"{len(X)} examples in {X.dtype}",
            "batch_size": size,
            "clip": clip,
            "average": average,
        }

    def go_on(self, epochs: int, save: str | PathLike | None, progress: bool | None) -> None:
        """Train until there are `epochs` epochs, counted from the first, or something is not finite."""
        seen, g = self.seen, np.empty_like(self.w)
        write_gradient = _gradient_writer(self.model, self.X, self.y, self.w, g, self.size)
        steps_per_epoch = ceil(len(self.X) / self.size)
        to_come = range(len(seen["epoch_loss"]), epochs)
        minibatches = chain.from_iterable(batches(len(self.X), self.size, self.rng) for _ in to_come)
        with overflow_allowed():
            for t, rows in zip(_bar(len(seen["loss"]), epochs * steps_per_epoch, progress), minibatches):
                latest, lr = write_gradient(rows), self.lr_at(t)  # the gradient at w is now in g
                seen["loss"].append(latest)
                seen["lr"].append(lr)
                if self.clip is not None:
                    seen["grad_norm"].append(_clip(g, self.clip))
                take_step(self.pieces, g, t, lr)
                if self.average:
                    self.average.add(self.w)
                if isfinite(latest) and t % steps_per_epoch == 0:
                    latest = self._end_epoch()
                    if save is not None and isfinite(latest):
                        self.save(save)
                if not isfinite(latest):
                    self.diverged_at = t
                    break

    def _end_epoch(self) -> float:
        """Judge what has been learned by the end of an epoch, and return its loss."""
        w, seen = self._answer(), self.seen
        seen["epoch_loss"].append(self.model.loss(w, self.X, self.y))
        if "test_accuracy" in seen and self.held_out:
            seen["test_accuracy"].append(self.model.accuracy(w, *self.held_out))
        if self.average:
            seen["average_loss"].append(self.model.loss(self.average.value, self.X, self.y))
        return seen["epoch_loss"][-1]

    def _answer(self) -> Array:
        """The point to use, as the rule says."""
        parts = [rule.answer(state, w) for _, w, rule, state in self.pieces]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def history(self) -> History:
        measured = {name: np.array(values) for name, values in self.seen.items()}
        return History(
            w=self._answer(),
            loss=measured["loss"],
            lr=measured["lr"],
            epoch_loss=measured["epoch_loss"],
            test_accuracy=measured.get("test_accuracy"),
            diverged_at=self.diverged_at,
            grad_norm=measured.get("grad_norm"),
            average=self.average.value if self.average else None,
            average_loss=measured.get("average_loss"),
        )

    def save(self, path: str | PathLike) -> None:
        """Write all that the next step depends on, and all that has been seen."""
        arrays = {"w": self.w} | {f"seen {name}": np.array(values) for name, values in self.seen.items()}
        for i, piece in enumerate(self.pieces):
            arrays |= {f"state {i} {name}": part for name, part in piece.state.items()}
        if self.average:
            arrays |= {"average": self.average.value, "average n": np.array(self.average.n)}
        checkpoint.write(path, {"identity": self.identity, "rng": _state_of(self.rng)}, arrays)

    def restore(self, path: str | PathLike) -> None:
        """Take over what `save` wrote; ValueError if it belongs to another fit."""
        about, arrays = checkpoint.read(path, "resume")
        for argument, ours in self.identity.items():
            theirs = about["identity"].get(argument)
            require(ours == theirs, argument, f"be as in {str(path)!r}, {theirs}", ours)
        self.w[...] = arrays["w"]
        for i, piece in enumerate(self.pieces):
            for name in piece.state:
                piece.state[name] = arrays[f"state {i} {name}"]
        self.seen = {name: list(arrays[f"seen {name}"]) for name in self.seen}
        if self.average:
            self.average.mean, self.average.n = arrays["average"], float(arrays["average n"])
        _set_state(self.rng, about["rng"])
        found, noted = self.model.loss(self._answer(), self.X, self.y), self.seen["epoch_loss"][-1]
        same = np.isclose(found, noted, rtol=1e-4)
        require(same, "X, y", f"give the loss that {str(path)!r} notes, {noted}", found)


def _gradient_writer(
    model: Model, X: Array, y: np.ndarray, w: Array, g: Array, size: int
) -> Callable[[np.ndarray], float]:
    """A function that writes the gradient on some rows of the data into g, and returns their mean loss.

    The parts of w and g are views that are made once: each step moves w in place, and they with it.
    """
    parts, g_parts = model.views(w), model.views(g)
    room = np.empty((size, X.shape[1]), X.dtype)

    def write_gradient(rows: np.ndarray) -> float:
        batch = X.take(rows, axis=0, out=room[: len(rows)], mode="clip")  # mode "raise" would copy twice
        return model.grad_into(g_parts, parts, batch, y.take(rows))

    return write_gradient


def _clip(g: Array, longest: float) -> float:
    """Shorten g to the length `longest` if it is longer, in place, and return the length that it had."""
    norm = float(np.sqrt(np.dot(g, g)))
    if norm > longest:
        g *= longest / norm
    return norm


def _state_of(rng: Any) -> dict[str, Any]:
    """Where a source of randomness stands, as JSON can hold it."""
    state = rng.get_state(legacy=False) if isinstance(rng, np.random.RandomState) else rng.bit_generator.state
    return json.loads(json.dumps(state, default=np.ndarray.tolist))


def _set_state(rng: Any, state: dict[str, Any]) -> None:
    """Put a source of randomness where `_state_of` found one of its kind."""
    ours = _state_of(rng)["bit_generator"]
    require(ours == state["bit_generator"], "rng", f"be a {state['bit_generator']}, as in resume", ours)
    if isinstance(rng, np.random.RandomState):
        rng.set_state(state)
    else:
        rng.bit_generator.state = state


def _bar(done: int, steps: int, progress: bool | None) -> Iterable[int]:
    """The steps after those that are done, to `steps`, with a bar if it is wanted and tqdm is there."""
    numbers = range(done + 1, steps + 1)
    if progress is False or (progress is None and len(numbers) <= 2000):
        return numbers
    try:
        from tqdm import TqdmWarning

        with warnings.catch_warnings():
            # In a notebook without ipywidgets tqdm would warn; its plain bar, which it then shows, will do.
            warnings.simplefilter("ignore", TqdmWarning)
            from tqdm.auto import tqdm
    except ImportError:
        return numbers
    return tqdm(numbers, unit="step", leave=False)
