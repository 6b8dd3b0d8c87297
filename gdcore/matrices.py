"""Rules that know which parameters form a matrix: momentum made orthogonal.

The loop hands them the vector whole, and they are told the shapes of its parts, a model's `shapes`.

>>> from gdcore import MLP
>>> model = MLP([64, 32, 32, 10])
>>> rule = Muon(model.shapes, matrices=["W2"])
>>> {name: part.shape for name, part in rule.init(model.init(rng=0)).items()}
{'W2': (32, 32), 'rest m': (2442,), 'rest v': (2442,)}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._checks import count, real, require, with_parameter_axis
from ._hyperparameters import declared, not_negative, one_of, share
from ._types import Array, PerRun, State
from .models import places
from .rules import AdamW, Rule, other_rule, zeros_like

QUINTIC = (3.4445, -4.7750, 2.0315)  # Jordan's; chapter 9 draws what they do
SMALLEST_NORM = 1e-7  # a matrix with a smaller one is not scaled up to 1; PyTorch's ε


def newton_schulz(G: ArrayLike, steps: int = 5, coefficients: tuple[float, float, float] = QUINTIC) -> Array:
    """X ← aX + (bA + cA²)X with A = XXᵀ, from X = G / ‖G‖: nearly UVᵀ, where G = UΣVᵀ. Chapter 9.

    G             a matrix, or several, `(..., rows, columns)`
    steps         how many, 0 or more
    coefficients  a, b, c; (1.5, −0.5, 0) is the classical iteration, which tends to UVᵀ itself

    Each singular value s of X becomes as + bs³ + cs⁵; the directions U and V stay. Five steps with the
    coefficients of Jordan (2024) bring every s from 0.01 to 1 near 1, to between 0.68 and 1.14.
    Raises ValueError for an array without two axes, or a number of steps below 0.

    >>> newton_schulz([[3.0, 0.0], [0.0, 0.1]]).round(2)
    array([[0.7 , 0.  ],
           [0.  , 1.13]])
    """
    a, b, c = coefficients
    G, steps = real(G, "G"), count(steps, "steps", at_least=0)
    require(G.ndim >= 2, "G", "have two axes or more, rows and columns last", np.shape(G))
    is_tall = G.shape[-2] > G.shape[-1]
    X = G.mT if is_tall else G  # XXᵀ is the smaller of the two products
    norm = np.sqrt((X * X).sum(axis=(-2, -1), keepdims=True))
    X = X / np.maximum(norm, SMALLEST_NORM)
    for _ in range(steps):
        A = X @ X.mT
        X = a * X + (b * A + c * (A @ A)) @ X
    return X.mT if is_tall else X


def _shapes(value: Any, name: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Name → shape as nested tuples, which compare and hash by what they hold."""
    try:
        pairs = tuple((str(part), tuple(map(int, shape))) for part, shape in dict(value).items())
    except (TypeError, ValueError):
        pairs = ()
    is_layout = bool(pairs) and all(size >= 1 for _, shape in pairs for size in shape)
    require(is_layout, name, "give the shape of each part of w by its name, as a model's shapes do", value)
    return pairs


def _names(value: Any, name: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    is_list = isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value)
    require(is_list, name, "be a list of names of parts", value)
    return tuple(value)


@dataclass(frozen=True)
class Muon(Rule):
    """v ← βv + G, direction = scale · newton_schulz(G + βv) + decay · w, for each matrix. Chapter 9.

    Jordan (2024). The other parameters, biases for one, are left to a second rule.

    shapes       name → shape of each part of w, in the order in which they lie: a model's `shapes`
    matrices     names of the parts that are treated as matrices; None for all that have two axes.
                 Usually the hidden layers only: the first and the last layer are left to the other rule
    beta         share of the velocity v that is kept from step to step, in [0, 1)
    decay        share of a matrix that a step at learning rate 1 takes off; not negative
    adjust       the scale, with PyTorch's names:

    "original"         √max(1, outputs / inputs), as Jordan has it
    "match_rms_adamw"  0.2 √max(inputs, outputs): the root mean square of Adam's step (Liu et al. 2025)

    rest         the rule for all other parameters
    rest_factor  what the learning rate is multiplied by for these; not negative

    A model here multiplies x @ W, so that a matrix is `(inputs, outputs)`, where PyTorch's is
    `(outputs, inputs)`. PyTorch decays by 0.1 unless told otherwise, and orthogonalises in bfloat16; this
    works in the precision of w. The state holds the velocity of each matrix by its name, and what the
    other rule keeps as "rest m" and the like.

    Raises ValueError for shapes that do not add up to w, names that are no matrices, a beta outside [0, 1),
    a negative decay or factor, or an unknown scale.

    >>> from gdcore import descend
    >>> rule = Muon({"W": (2, 2)}, rest=AdamW(), beta=0.0)
    >>> path = descend(lambda w: np.array([3.0, 0.0, 0.0, 0.1]), np.zeros(4), rule, lr=1.0)
    >>> _, w = next(path), next(path)
    >>> w.round(2) + 0
    array([-0.7 ,  0.  ,  0.  , -1.13])
    """

    shapes: Any = declared(None, _shapes, per_run=False)
    matrices: Any = declared(None, _names, per_run=False)
    beta: PerRun = share(0.95)
    decay: PerRun = not_negative(0.0)
    adjust: str = one_of("original", "match_rms_adamw")
    rest: Rule = other_rule(AdamW())
    rest_factor: PerRun = not_negative(1.0)

    def __post_init__(self) -> None:
        super().__post_init__()
        shapes = dict(self.shapes)
        for name in self.matrices or ():
            is_matrix = len(shapes.get(name, ())) == 2
            require(is_matrix, "matrices", f"name parts with two axes, of {', '.join(shapes)}", name)

    @property
    def by_entry(self) -> bool:
        return False

    def init(self, w: Array) -> State:
        require(w.shape[-1:] == (self._size,), "w", f"have the {self._size} parameters of shapes", w.shape)
        state = {name: zeros_like(_as_matrix(w, place, shape)) for name, place, shape in self._matrices()}
        rest = self.rest.init(w[..., self._is_rest()])
        return state | {f"rest {name}": part for name, part in rest.items()}

    def direction(self, g: Array, state: State, t: int, w: Array) -> Array:
        direction = np.empty(w.shape, np.result_type(g, w, np.float32))
        for name, place, shape in self._matrices():
            v, G = state[name], _as_matrix(g, place, shape)
            beta = with_parameter_axis(self.beta)
            v *= beta
            v += G
            update = self._scale(shape) * newton_schulz(G + beta * v)
            direction[..., place] = update.reshape(g[..., place].shape) + self.decay * w[..., place]
        others = self._is_rest()
        rest_state = {name.removeprefix("rest "): state[name] for name in state if name.startswith("rest ")}
        rest = self.rest.direction(g[..., others], rest_state, t, w[..., others])
        direction[..., others] = self.rest_factor * rest
        state |= {f"rest {name}": part for name, part in rest_state.items()}  # it may hold new arrays
        return direction

    def _scale(self, shape: tuple[int, ...]) -> float:
        inputs, outputs = shape
        if self.adjust == "original":
            return sqrt(max(1, outputs / inputs))
        return 0.2 * sqrt(max(inputs, outputs))

    def _matrices(self) -> Iterator[tuple[str, slice, tuple[int, ...]]]:
        """Name, place in w and shape of each matrix."""
        shapes = dict(self.shapes)
        names = (
            [name for name in shapes if len(shapes[name]) == 2] if self.matrices is None else self.matrices
        )
        where = places(shapes)
        return ((name, where[name], shapes[name]) for name in names)

    def _is_rest(self) -> np.ndarray:
        """Whether a parameter belongs to no matrix, `(d,)`."""
        is_rest = np.ones(self._size, dtype=bool)
        for _, place, _ in self._matrices():
            is_rest[place] = False
        return is_rest

    @property
    def _size(self) -> int:
        return sum(prod(shape) for _, shape in self.shapes)


def _as_matrix(w: Array, place: slice, shape: tuple[int, ...]) -> Array:
    """The part of w `(..., d)` that lies in a place, as `(..., rows, columns)`."""
    return w[..., place].reshape(*w.shape[:-1], *shape)
